/** https://docs.openstack.org/api-ref/block-storage/v3/#consistency-groups-deprecated-consistencygroups; groups of a type of their own. */
import { z } from 'zod';
import { types } from '../json-schema.ts';
import { del, get, post, put, resource } from '../operation.ts';
import { description } from './fields.ts';
import { Links, boolean, nullableText, page } from './types.ts';

const Summary = z.object({ id: z.string(), name: z.string().nullable() });
const ConsistencyGroup = Summary.extend({
  status: z.string(),
  availability_zone: z.string().nullable(),
  created_at: z.string(),
  description: z.string().nullable(),
  volume_types: z.array(z.string()).nullable(),
});
const path = '/consistencygroups/{group_id}';
const errors = [400, 403, 404];
const volumes = z.string().nullish();
const change = { late: true, plain: true, status: 202, errors } as const;
const update = {
  ...change,
  policy: 'group:update',
  body: z.looseObject({ consistencygroup: z.looseObject({ name: nullableText(), description, add_volumes: volumes, remove_volumes: volumes }) }),
} as const;
/** Upstream fails where there is no body at all. */
const remove = {
  ...change,
  policy: 'group:delete',
  body: types([], z.union([z.looseObject({ consistencygroup: z.looseObject({ force: boolean.optional() }) }), z.strictObject({}), z.null()])),
} as const;
const returns = z.object({ consistencygroup: Summary });

export const consistencyGroups = resource({
  list: get('/consistencygroups', {
    policy: 'group:get_all',
    query: page,
    status: 200,
    returns: z.object({ consistencygroups: z.array(Summary), consistencygroup_links: Links.optional() }),
    errors: [400, 404],
  }),
  listDetail: get('/consistencygroups/detail', {
    policy: 'group:get_all',
    query: page,
    status: 200,
    returns: z.object({ consistencygroups: z.array(ConsistencyGroup), consistencygroup_links: Links.optional() }),
    errors: [400, 404],
  }),
  create: post('/consistencygroups', {
    policy: 'group:create',
    body: z.looseObject({
      consistencygroup: z.looseObject({
        name: nullableText(),
        description,
        volume_types: z.unknown().refine((value) => value !== undefined),
        availability_zone: z.unknown().optional(),
      }),
    }),
    status: 202,
    returns,
    errors: [...errors, 413],
  }),
  createFromSource: post('/consistencygroups/create_from_src', {
    policy: 'group:create',
    body: z.looseObject({
      'consistencygroup-from-src': z.looseObject({
        name: nullableText(),
        description,
        cgsnapshot_id: z.string().optional(),
        source_cgid: z.string().optional(),
      }),
    }),
    status: 202,
    returns,
    errors: [...errors, 413],
  }),
  show: get(path, { policy: 'group:get', late: true, status: 200, returns: z.object({ consistencygroup: ConsistencyGroup }), errors: [404] }),
  update: put(path, update),
  formerUpdate: put(`${path}/update`, update),
  delete: post(`${path}/delete`, remove),
  /** As a method; it wants a body, too. */
  deleteForced: del(path, remove),
});

const CgSnapshot = Summary.extend({
  consistencygroup_id: z.string(),
  status: z.string(),
  created_at: z.string(),
  description: z.string().nullable(),
});
const snapshot = '/cgsnapshots/{cgsnapshot_id}';

export const cgSnapshots = resource({
  list: get('/cgsnapshots', {
    policy: 'group:get_all_group_snapshots',
    query: page,
    status: 200,
    returns: z.object({ cgsnapshots: z.array(Summary) }),
    errors: [400],
  }),
  listDetail: get('/cgsnapshots/detail', {
    policy: 'group:get_all_group_snapshots',
    query: page,
    status: 200,
    returns: z.object({ cgsnapshots: z.array(CgSnapshot) }),
    errors: [400],
  }),
  create: post('/cgsnapshots', {
    policy: 'group:create_group_snapshot',
    late: true,
    body: z.looseObject({
      cgsnapshot: z.looseObject({ consistencygroup_id: z.string(), name: z.string().optional(), description: z.string().optional() }),
    }),
    status: 202,
    returns: z.object({ cgsnapshot: Summary }),
    errors: [...errors, 413],
  }),
  show: get(snapshot, {
    policy: 'group:get_group_snapshot',
    late: true,
    status: 200,
    returns: z.object({ cgsnapshot: CgSnapshot }),
    errors: [404],
  }),
  delete: del(snapshot, { policy: 'group:delete_group_snapshot', late: true, plain: true, status: 202, errors }),
});
