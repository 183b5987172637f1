/** What Glance does in the background. https://docs.openstack.org/api-ref/image/v2/#tasks · `glance/api/v2/tasks.py` */
import { taskCreation, tasks as table } from '../../contracts/image/tasks.ts';
import { naive, seconds } from '../core/clock.ts';
import { type Context, implement, unserved } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { visibleImage } from './images.ts';
import { limitOf, pageLinks, paramsOf } from './paging.ts';
import { enforceOn } from './policy.ts';

export interface Task {
  id: string;
  status: 'pending' | 'processing' | 'success' | 'failure';
  image_id: string;
  owner: string | null;
  user_id: string;
  request_id: string;
  input: Record<string, unknown>;
  result: Record<string, unknown> | null;
  message: string;
  created_at: number;
  updated_at: number;
  expires_at: number | null;
}
export const tasks = collection<Task>('image_tasks', { image_id: 'text', status: 'text', created_at: 'integer' });

const KEPT = 48 * 3_600_000;
/** Ends a task, or goes on with it; one that ended is forgotten after two days. */
export async function advance({ rows, now }: Scope, id: string | undefined, change: Partial<Pick<Task, 'status' | 'message' | 'result'>>): Promise<void> {
  const task = id === undefined ? undefined : await rows.get(tasks, id);
  if (!task) return;
  const ended = change.status === 'success' || change.status === 'failure';
  await rows.update(tasks, { ...task, ...change, updated_at: now, ...(ended && { expires_at: now + KEPT }) });
}

export const taskHandlers = implement(table, {
  list: async (request) => {
    const params = paramsOf(request.path);
    const limit = limitOf(params.get('limit') ?? undefined);
    const direction = params.get('sort_dir') ?? 'desc';
    const status = params.get('status') || undefined;
    if (direction !== 'asc' && direction !== 'desc') throw badRequest(`Invalid sort direction: ${direction}`);
    if (status && !['pending', 'processing', 'success', 'failure'].includes(status)) throw badRequest(`Invalid status value: ${status}`);
    if ((params.get('type') || 'import') !== 'import') throw badRequest(`Invalid type value: ${params.get('type')}`);
    const after = await markerOf(request, params.get('marker'));
    const filter = params.get('type') ? () => false : unexpired(request.now);
    const sort = [
      ['created_at', direction],
      ['id', direction],
    ] as const;
    const page = await request.rows.list(tasks, { where: { status }, sort, limit, filter, ...(after && { after }) });
    const last = page.length && page.length === limit ? page.at(-1)?.id : undefined;
    return { tasks: page.map(summary), ...pageLinks('tasks', request.path, last) };
  },
  show: async ({ rows, params, now }) => {
    const task = await rows.get(tasks, params.task_id);
    if (!task || !unexpired(now)(task)) throw notFound(`Could not find task ${params.task_id}`);
    const { input, message, result, image_id, request_id, user_id } = task;
    return { ...summary(task), input, message, result, image_id, request_id, user_id };
  },
  ofImage: async (request) => {
    const image = await visibleImage(request, request.caller, request.params.image_id);
    if (!image) throw notFound('');
    enforceOn(request, image);
    const found = await request.rows.list(tasks, { where: { image_id: image.id }, sort: [['created_at', 'asc']], filter: unexpired(request.now) });
    return { tasks: found.map(whole) };
  },
});

export const taskCreationHandlers = unserved(taskCreation);

const unexpired =
  (now: number) =>
  ({ expires_at }: Task): boolean =>
    expires_at === null || expires_at > now;
async function markerOf({ rows }: Context, id: string | null): Promise<Task | undefined> {
  if (!id) return undefined;
  if (!isUuidLike(id)) throw badRequest('Invalid marker format');
  const marker = await rows.get(tasks, id);
  if (!marker) throw badRequest(`No task found with ID ${id}`);
  return marker;
}

const summary = ({ id, status, owner, created_at, updated_at, expires_at }: Task) => ({
  id,
  type: 'api_image_import',
  status,
  owner,
  created_at: seconds(created_at),
  updated_at: seconds(updated_at),
  self: `/v2/tasks/${id}`,
  schema: '/v2/schemas/task',
  ...(expires_at !== null && { expires_at: seconds(expires_at) }),
});
const whole = (task: Task) => ({
  ...task,
  type: 'api_image_import',
  created_at: naive(task.created_at),
  updated_at: naive(task.updated_at),
  expires_at: task.expires_at === null ? null : naive(task.expires_at),
  deleted_at: null,
  deleted: false,
});
