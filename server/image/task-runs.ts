/** How tasks that clients begin by hand go on. `glance/domain/__init__.py` (`Task.run`), `glance/async_/flows/*.py` */
import { CloudError, badRequest } from '../core/errors.ts';
import { type LifeCycle, StepFailed } from '../core/lifecycle.ts';
import { str } from '../core/python.ts';
import type { World } from '../core/world.ts';
import { fill } from './content.ts';
import { save } from './images.ts';
import { type NewImage, newImage } from './new-image.ts';
import { type Task, advance, tasks } from './task-rows.ts';
import { fetched, isFetchable } from './web-download.ts';

const INTERNAL = 'Task failed due to Internal Error';
/** What the other types need: Glance begins them itself, with more than a client can give. */
const FIELDS = { import: [], api_image_import: ['image_id'], location_import: ['image_id', 'loc_url', 'validation_data'] } as const;

function reasonOf({ type, input }: Task): string {
  if (!input || !Object.keys(input).length) return `Input to ${type} task is empty.`;
  const missing = FIELDS[type].find((field) => !Object.hasOwn(input, field));
  if (missing === undefined) return INTERNAL;
  return type === 'api_image_import' ? `Missing required '${missing}' field` : `Input does not contain '${missing}' field`;
}
export const taskLifeCycle: LifeCycle<Task> = {
  kind: 'task',
  noun: 'tasks',
  load: ({ rows }, id) => rows.get(tasks, id),
  save: async () => undefined,
  processes: {
    fail: [
      {
        name: 'pending',
        end: (task) => {
          throw new StepFailed(reasonOf(task));
        },
      },
    ],
  },
  fail: async (task, scope, _process, reason) => advance(scope, task.id, { status: 'failure', message: reason?.message ?? INTERNAL }),
};

/** Throws 400 where content of a new image is not to be had from. */
export function refuseLegacyUri(uri: unknown): void {
  if (!uri) throw badRequest(`Invalid location: ${str(uri)}`);
  const text = str(uri);
  if (/^file(?:system)?:\/\/\//.test(text)) throw badRequest('File based imports are not allowed. Please use a non-local source of image data.');
  if (!/^https?:\/\//.test(text)) {
    throw badRequest(`The given uri is not valid. Please specify a valid uri from the following list of supported uri ['http']`);
  }
  if (!isFetchable(text)) throw badRequest(`URI for legacy import task does not pass filtering: ${text}`);
}

/** Makes an image of what is fetched; where that fails, so does the task, and there is no image. */
export async function importAnew(world: World, { id, input, owner }: Task): Promise<void> {
  const content = await fetched(world, str(input?.['import_from']));
  const ended = await world.store
    .transaction(async (rows) => {
      const scope = { world, rows, now: world.clock.now() };
      if (typeof content === 'string') throw new StepFailed(content);
      const image = await newImage(scope, { visibility: 'private', owner, ...(input?.['image_properties'] as NewImage) });
      const refusal = fill(image, content);
      if (refusal) throw refusal;
      await save(scope, image);
      await advance(scope, id, { status: 'success', result: { image_id: image.id } });
      return true;
    })
    .catch((error: unknown) => {
      if (error instanceof CloudError || error instanceof StepFailed) return false;
      throw error;
    });
  if (ended) return;
  await world.store.transaction((rows) => advance({ world, rows, now: world.clock.now() }, id, { status: 'failure', message: INTERNAL }));
  if (typeof content !== 'string') await world.blobs.remove(content.blob);
}
