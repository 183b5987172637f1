/** https://docs.openstack.org/api-ref/block-storage/v3/#volumes-volumes */
import { z } from 'zod';
import { types, uuid } from '../json-schema.ts';
import { changes, since } from '../microversion.ts';
import { del, get, post, put, resource } from '../operation.ts';
import { Links, nullableText, oneOf, optionalBoolean, optionalDescription, optionalName, optionalSize, optionalUuid, page, text, texts } from './types.ts';
import { NewVolume, Volume, VolumeSummary } from './volume-view.ts';

const wanted = {
  name: optionalName,
  description: optionalDescription,
  display_name: optionalName,
  display_description: optionalDescription,
  volume_type: nullableText(),
  metadata: texts.nullish(),
  snapshot_id: optionalUuid,
  source_volid: optionalUuid,
  consistencygroup_id: optionalUuid,
  size: optionalSize,
  availability_zone: nullableText(1),
  multiattach: optionalBoolean,
  image_id: nullableText(),
  imageRef: nullableText(),
  group_id: since('3.13', nullableText()),
  backup_id: since('3.47', optionalUuid),
};
/** One volume or several. */
const others = oneOf(z.union([uuid, z.array(uuid)])).optional();
const Hints = z.looseObject({
  local_to_instance: optionalUuid,
  different_host: others,
  same_host: others,
  query: types(['string', 'object'], z.union([z.string(), z.record(z.string(), z.unknown())])).optional(),
});
const hints = { 'OS-SCH-HNT:scheduler_hints': Hints.nullish() };
const VolumeCreate = changes({
  '3.0': z.strictObject({ volume: z.looseObject(wanted), ...hints }),
  '3.53': z.strictObject({ volume: z.strictObject(wanted), ...hints }),
});

const updated = z.strictObject({
  name: optionalName,
  description: optionalDescription,
  display_name: optionalName,
  display_description: optionalDescription,
  metadata: texts.optional(),
});
const VolumeUpdate = changes({
  '3.0': z.strictObject({ volume: updated }),
  '3.53': z.strictObject({
    volume: updated.refine((volume) => Object.keys(volume).length > 0, { params: { text: 'is not valid under any of the given schemas' } }),
  }),
});

const query = page.extend({ with_count: since('3.45', text.optional()) });
const links = { volumes_links: Links.optional(), count: since('3.45', z.int().optional()) };
const errors = [400, 403, 404];

export const volumes = resource({
  list: get('/volumes', {
    policy: 'volume:get_all',
    late: true,
    query,
    status: 200,
    returns: z.object({ volumes: z.array(VolumeSummary), ...links }),
    errors: [400, 403],
  }),
  listDetail: get('/volumes/detail', {
    policy: 'volume:get_all',
    late: true,
    query,
    status: 200,
    returns: z.object({ volumes: z.array(Volume), ...links }),
    errors: [400, 403],
  }),
  /** How many there are, and how large they are together; no filter counts. */
  summary: get('/volumes/summary', {
    since: '3.12',
    policy: 'volume:get_all',
    query: z.looseObject({ all_tenants: text.optional() }),
    status: 200,
    returns: z.object({
      'volume-summary': z.object({ total_count: z.int(), total_size: z.int(), metadata: since('3.36', z.record(z.string(), z.array(z.string()))) }),
    }),
    errors: [403],
  }),
  create: post('/volumes', {
    policy: 'volume:create',
    late: true,
    body: VolumeCreate,
    status: 202,
    returns: z.object({ volume: NewVolume }),
    errors: [...errors, 409, 413],
  }),
  show: get('/volumes/{volume_id}', { policy: 'volume:get', late: true, status: 200, returns: z.object({ volume: Volume }), errors: [404] }),
  update: put('/volumes/{volume_id}', {
    policy: 'volume:update',
    late: true,
    body: VolumeUpdate,
    status: 200,
    returns: z.object({ volume: NewVolume }),
    errors,
  }),
  /** `cascade` takes its snapshots with it, `force` (from 3.23 on) asks for no status. */
  delete: del('/volumes/{volume_id}', {
    policy: 'volume:delete',
    late: true,
    query: z.looseObject({ cascade: text.optional(), force: since('3.23', text.optional()) }),
    plain: true,
    status: 202,
    errors,
  }),
});
