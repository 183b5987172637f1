/** What Glance does in the background. https://docs.openstack.org/api-ref/image/v2/#tasks · `glance/api/v2/tasks.py` */
import { documents } from '../../contracts/image/schemas.ts';
import { tasks as table } from '../../contracts/image/tasks.ts';
import { naive, seconds } from '../core/clock.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { badRequest, methodNotAllowed, notFound } from '../core/errors.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import { begin } from '../core/lifecycle.ts';
import { visibleImage } from './images.ts';
import { limitOf, pageLinks, paramsOf } from './paging.ts';
import { enforceOn } from './policy.ts';
import { checkSchema } from './schema-check.ts';
import { importAnew, refuseLegacyUri, taskLifeCycle } from './task-runs.ts';
import { type Task, newTask, tasks } from './task-rows.ts';

export const taskHandlers = implement(table, {
  create: async (request) => {
    const { body } = request;
    for (const key of ['type', 'input']) if (!Object.hasOwn(body, key)) throw badRequest(`Task '${key}' is required`);
    checkSchema({ ...documents.task, additionalProperties: false }, body);
    const { type, input } = body;
    if (type === 'import') refuseLegacyUri(input?.['import_from']);
    const task = await newTask(request, type, typeof input?.['image_id'] === 'string' ? input['image_id'] : null, input);
    if (type === 'import') request.rows.afterCommit(() => importAnew(request.world, task));
    else await begin(request, taskLifeCycle, task.id, 'fail', 'new');
    return reply(view(task), { Location: `${request.origin}/v2/tasks/${task.id}` });
  },
  list: async (request) => {
    const params = paramsOf(request.path);
    const limit = limitOf(params.get('limit') ?? undefined);
    const direction = params.get('sort_dir') ?? 'desc';
    const status = params.get('status') || undefined;
    if (direction !== 'asc' && direction !== 'desc') throw badRequest(`Invalid sort direction: ${direction}`);
    if (status && !['pending', 'processing', 'success', 'failure'].includes(status)) throw badRequest(`Invalid status value: ${status}`);
    if ((params.get('type') || 'import') !== 'import') throw badRequest(`Invalid type value: ${params.get('type')}`);
    const after = await markerOf(request, params.get('marker'));
    const kept = unexpired(request.now);
    const filter = params.get('type') ? (task: Task) => task.type === 'import' && kept(task) : kept;
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
    return view(task);
  },
  delete: () => {
    throw methodNotAllowed(
      'This operation is currently not permitted on Glance Tasks. They are auto deleted after reaching the time based on their expires_at property.',
      { headers: { Allow: 'GET' } },
    );
  },
  ofImage: async (request) => {
    const image = await visibleImage(request, request.caller, request.params.image_id);
    if (!image) throw notFound('');
    enforceOn(request, image);
    const found = await request.rows.list(tasks, { where: { image_id: image.id }, sort: [['created_at', 'asc']], filter: unexpired(request.now) });
    return { tasks: found.map(whole) };
  },
});

const unexpired =
  (now: number) =>
  ({ expires_at }: Task): boolean =>
    expires_at === null || expires_at > now;
async function markerOf({ rows }: Context, id: string | null): Promise<Task | undefined> {
  if (!id) return undefined;
  if (!isUuidLike(id)) throw badRequest('Invalid marker format');
  const marker = await rows.get(tasks, id);
  if (!marker) throw badRequest(`Task with the given id ${id} was not found`);
  return marker;
}

const summary = ({ id, type, status, owner, created_at, updated_at, expires_at }: Task) => ({
  id,
  type,
  status,
  owner,
  created_at: seconds(created_at),
  updated_at: seconds(updated_at),
  self: `/v2/tasks/${id}`,
  schema: '/v2/schemas/task',
  ...(expires_at !== null && { expires_at: seconds(expires_at) }),
});
function view(task: Task) {
  const { input, message, result, image_id, request_id, user_id } = task;
  return { ...summary(task), input, message, result, ...(image_id !== null && { image_id }), request_id, user_id };
}
const whole = (task: Task) => ({
  ...task,
  created_at: naive(task.created_at),
  updated_at: naive(task.updated_at),
  expires_at: task.expires_at === null ? null : naive(task.expires_at),
  deleted_at: null,
  deleted: false,
});
