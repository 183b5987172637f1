/** The flavor that a server is made of. */
import type { Context } from '../core/context.ts';
import { CloudError, badRequest } from '../core/errors.ts';
import { flavorOf } from './flavors.ts';
import type { ServerFlavor } from './server-rows.ts';

/** The flavor, from its id or a URL that ends in it. Throws 400 where it is shown as 404. */
export async function flavorFor(request: Context, ref: string | number): Promise<ServerFlavor> {
  const flavorId = String(ref).split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  try {
    const { id, number, name, vcpus, ram, disk, ephemeral, swap, extra_specs } = await flavorOf(request, flavorId);
    return { id, number, name, vcpus, ram, disk, ephemeral, swap, extra_specs };
  } catch (error) {
    throw error instanceof CloudError ? badRequest(error.message) : error;
  }
}
