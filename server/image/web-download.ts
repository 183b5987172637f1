/** Content that Glance fetches itself: from this machine only, so that nobody reaches further through an emulator. `glance/common/utils.py` (`validate_uri`) */
import { badRequest } from '../core/errors.ts';
import { begin } from '../core/lifecycle.ts';
import type { World } from '../core/world.ts';
import { type Content, receive } from './content.ts';
import { images, save } from './images.ts';
import { failImport, imageLifeCycle } from './life-cycle.ts';
import { become } from './status.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Throws 400 on an address that is not fetched from. */
export function refuseUri(uri: string | undefined): void {
  if (uri === undefined || !isFetchable(uri)) throw badRequest(`URI for web-download does not pass filtering: ${uri ?? 'None'}`);
}
export function isFetchable(uri: string): boolean {
  const url = URL.parse(uri);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && LOOPBACK.test(url.hostname);
}

const PATIENCE = 60_000;
/** Fetches the content and imports it; where that fails, so does the import. */
export async function download(world: World, id: string, uri: string): Promise<void> {
  const content = await fetched(world, uri);
  const kept = await world.store.transaction(async (rows) => {
    const scope = { world, rows, now: world.clock.now() };
    if (typeof content !== 'string') rows.afterRollback(() => world.blobs.remove(content.blob));
    const image = await rows.get(images, id);
    if (!image || image.deleted) return false;
    if (typeof content === 'string') {
      await failImport(image, scope, content);
      await save(scope, image);
    } else {
      become(image, 'importing');
      await save(scope, { ...image, staged: content });
      await begin(scope, imageLifeCycle, id, 'import');
    }
    return true;
  });
  if (!kept && typeof content !== 'string') await world.blobs.remove(content.blob);
}
/** The content, or why there is none. */
export async function fetched(world: World, uri: string): Promise<Content | string> {
  try {
    const response = await fetch(uri, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) return `Import of image failed: HTTP Error ${response.status}: ${response.statusText}`;
    return await receive(world, response.body ?? []);
  } catch {
    return `Import of image failed: ${uri} cannot be read`;
  }
}
