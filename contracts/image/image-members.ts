/** https://docs.openstack.org/api-ref/image/v2/#sharing */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';

const status = z.enum(['pending', 'accepted', 'rejected']);
export const Member = z.object({
  member_id: z.string(),
  image_id: z.string(),
  status,
  created_at: z.string(),
  updated_at: z.string(),
  schema: z.string(),
});
const one = { status: 200, returns: Member };

export const imageMembers = resource({
  list: get('/images/{image_id}/members', {
    policy: 'get_members',
    late: true,
    status: 200,
    returns: z.object({ members: z.array(Member), schema: z.string() }),
    errors: [403, 404],
  }),
  create: post('/images/{image_id}/members', {
    policy: 'add_member',
    late: true,
    body: z.object({ member: z.string() }),
    ...one,
    errors: [400, 403, 404, 409, 413],
  }),
  show: get('/images/{image_id}/members/{member_id}', { policy: 'get_member', late: true, ...one, errors: [404] }),
  update: put('/images/{image_id}/members/{member_id}', {
    policy: 'modify_member',
    late: true,
    body: z.object({ status }),
    ...one,
    errors: [400, 403, 404],
  }),
  delete: del('/images/{image_id}/members/{member_id}', { bodiless: true, policy: 'delete_member', late: true, status: 204, errors: [403, 404] }),
});
