/** Who images are shared with. `glance/api/v1/members.py` of 2014 · not emulated: v2's are */
import { z } from 'zod';
import { del, get, put, resource } from '../../operation.ts';

export const members = resource({
  list: get('/images/{image_id}/members', { status: 200 }),
  replace: put('/images/{image_id}/members', { body: z.unknown(), status: 204 }),
  update: put('/images/{image_id}/members/{member_id}', { body: z.unknown(), status: 204 }),
  delete: del('/images/{image_id}/members/{member_id}', { status: 204 }),
  shared: get('/shared-images/{member_id}', { status: 200 }),
});
