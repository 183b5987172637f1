/** The flavor that a server is made of. */
import type { Context } from '../core/context.ts';
import { CloudError, badRequest } from '../core/errors.ts';
import { flavorOf } from './flavors.ts';
import type { ServerFlavor } from './server-rows.ts';

/** The flavor, from its id or a URL that ends in it. Throws 400 where it is shown as 404. */
export const flavorFor = async (request: Context, ref: string | number): Promise<ServerFlavor> =>
  flavorWith(request, String(ref).split(/[?#]/)[0]?.split('/').at(-1) ?? '');
/** The same from its id. */
export async function flavorWith(request: Context, flavorId: string): Promise<ServerFlavor> {
  try {
    const { id, number, name, vcpus, ram, disk, ephemeral, swap, extra_specs } = await flavorOf(request, flavorId);
    return { id, number, name, vcpus, ram, disk, ephemeral, swap, extra_specs };
  } catch (error) {
    throw error instanceof CloudError ? badRequest(error.message) : error;
  }
}
