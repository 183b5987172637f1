/** What a cloud loads besides what it has by default. `neutron.conf`, `[DEFAULT] service_plugins` */
import { type Context, type Implemented } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

/** As the seed names them. */
export const SERVICE_PLUGINS = ['trunk'] as const;
export type ServicePlugin = (typeof SERVICE_PLUGINS)[number];

/** Those that are loaded, by name. */
export const servicePlugins = collection<{ id: ServicePlugin }>('network_service_plugins');
const isLoaded = async ({ rows }: Pick<Scope, 'rows'>, plugin: ServicePlugin): Promise<boolean> => (await rows.get(servicePlugins, plugin)) !== undefined;

/** A table whose paths lead nowhere unless the plugin is loaded. */
export const withPlugin = (plugin: ServicePlugin, { table, handlers }: Implemented): Implemented => ({
  table,
  handlers: Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      handler &&
        (async (request: Context): Promise<unknown> => {
          if (!(await isLoaded(request, plugin))) throw notFound('The resource could not be found.');
          return handler(request);
        }),
    ]),
  ),
});
