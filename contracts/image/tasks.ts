/** https://docs.openstack.org/api-ref/image/v2/#tasks */
import { z } from 'zod';
import { del, get, post, resource } from '../operation.ts';

const type = z.enum(['import', 'api_image_import', 'location_import']);
const status = z.enum(['pending', 'processing', 'success', 'failure']);
const id = z.string();
const owner = z.string().nullable();
const times = { created_at: z.string(), updated_at: z.string() };
const expires_at = z.string().nullable().optional();
const links = { self: z.string(), schema: z.string() };
const origin = { image_id: z.string().nullable().optional(), request_id: z.string().nullable().optional(), user_id: z.string().nullable().optional() };
const outcome = { message: z.string(), result: z.unknown() };
const input = z.unknown();

const TaskStub = z.object({ id, type, status, owner, ...times, ...links, expires_at });
const Task = z.object({ id, input, type, status, owner, ...outcome, ...times, ...links, ...origin, expires_at });
/** The tasks of an image are printed as the database has them. */
const ImageTask = z.object({ id, type, status, owner, expires_at, ...times, deleted_at: z.null(), deleted: z.boolean(), ...origin, input, ...outcome });
const query = z.looseObject({ limit: z.union([z.int(), z.string()]).optional(), marker: z.string().optional(), sort_dir: z.enum(['asc', 'desc']).optional() });

export const tasks = resource({
  /** By hand nothing but imports from elsewhere; the other types are Glance's own, and end in failure. */
  create: post('/tasks', {
    policy: 'tasks_api_access',
    body: z.object({ type, input: z.record(z.string(), z.unknown()).nullable() }),
    status: 201,
    returns: Task,
    headers: ['location'],
    errors: [400, 403],
  }),
  list: get('/tasks', {
    policy: 'tasks_api_access',
    query,
    status: 200,
    returns: z.object({ tasks: z.array(TaskStub), first: z.string(), schema: z.string(), next: z.string().optional() }),
    errors: [400, 403],
  }),
  show: get('/tasks/{task_id}', {
    policy: 'tasks_api_access',
    status: 200,
    returns: Task,
    errors: [403, 404],
  }),
  /** They end by themselves. */
  delete: del('/tasks/{task_id}', { policy: 'tasks_api_access', status: 405, errors: [403] }),
  ofImage: get('/images/{image_id}/tasks', {
    policy: 'get_image',
    late: true,
    status: 200,
    returns: z.object({ tasks: z.array(ImageTask) }),
    errors: [404],
  }),
});
