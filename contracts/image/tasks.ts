/** https://docs.openstack.org/api-ref/image/v2/#tasks */
import { z } from 'zod';
import { get, post, resource } from '../operation.ts';

const summary = {
  id: z.string(),
  type: z.string(),
  status: z.enum(['pending', 'processing', 'success', 'failure']),
  owner: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  expires_at: z.string().nullable().optional(),
};
const links = { self: z.string(), schema: z.string() };
const details = {
  input: z.unknown(),
  message: z.string(),
  result: z.unknown(),
  image_id: z.string().nullable().optional(),
  request_id: z.string().nullable().optional(),
  user_id: z.string().nullable().optional(),
};
/** The tasks of an image are printed as the database has them. */
const ImageTask = z.object({ ...summary, deleted_at: z.null(), deleted: z.boolean(), ...details });
const query = z.looseObject({ limit: z.union([z.int(), z.string()]).optional(), marker: z.string().optional(), sort_dir: z.enum(['asc', 'desc']).optional() });

export const tasks = resource({
  list: get('/tasks', {
    policy: 'tasks_api_access',
    query,
    status: 200,
    returns: z.object({ tasks: z.array(z.object({ ...summary, ...links })), first: z.string(), schema: z.string(), next: z.string().optional() }),
    errors: [400, 403],
  }),
  show: get('/tasks/{task_id}', {
    policy: 'tasks_api_access',
    status: 200,
    returns: z.object({ ...summary, ...details, ...links }),
    errors: [403, 404],
  }),
  ofImage: get('/images/{image_id}/tasks', {
    policy: 'get_image',
    late: true,
    status: 200,
    returns: z.object({ tasks: z.array(ImageTask) }),
    errors: [404],
  }),
});

/** Deprecated upstream, and not emulated. */
export const taskCreation = resource({ create: post('/tasks', { policy: 'tasks_api_access', status: 201 }) });
