/**
 * Extra specs of volume types. https://docs.openstack.org/api-ref/block-storage/v3/#volume-types-types
 * Follows `cinder/api/contrib/types_extra_specs.py`.
 */
import { volumeTypeExtraSpecs as table } from '../../contracts/block-storage/volume-types.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { STORES } from '../image/info.ts';
import { mismatch } from './faults.ts';
import { typeOf } from './volume-type-lookup.ts';
import { type VolumeType, volumeTypes } from './volume-type-rows.ts';
import { isTypeUsed } from './volume-type-use.ts';

type Specs = Record<string, string | null>;
/** What everybody may read; the rest is for operators. */
export const VISIBLE_SPECS: readonly string[] = ['RESKEY:availability_zones', 'multiattach', 'replication_enabled'];
export const shownSpecs = ({ may }: Pick<Context, 'may'>, specs: Specs): Specs =>
  may('volume_extension:types_extra_specs:read_sensitive') ? specs : Object.fromEntries(Object.entries(specs).filter(([name]) => VISIBLE_SPECS.includes(name)));

export const volumeTypeExtraSpecHandlers = implement(table, {
  list: async (request) => ({ extra_specs: shownSpecs(request, (await typeOf(request, request.params.type_id)).extra_specs) }),
  create: async (request) => {
    await checkUnused(request, request.params.type_id);
    const type = await typeOf(request, request.params.type_id);
    checkStore(request.body.extra_specs);
    checkCacheable(type.extra_specs, request.body.extra_specs);
    await save(request, type, { ...type.extra_specs, ...request.body.extra_specs });
    return request.body;
  },
  show: async (request) => {
    const { type_id, key } = request.params;
    const specs = shownSpecs(request, (await typeOf(request, type_id)).extra_specs);
    const value = specs[key];
    if (value === undefined) throw absent(type_id, key);
    return { [key]: value };
  },
  update: async (request) => {
    const { type_id, key } = request.params;
    await checkUnused(request, type_id);
    const type = await typeOf(request, type_id);
    if (!Object.hasOwn(request.body, key)) throw mismatch();
    checkStore(request.body);
    await save(request, type, { ...type.extra_specs, ...request.body });
    return request.body;
  },
  delete: async (request) => {
    const { type_id, key } = request.params;
    const type = await typeOf(request, type_id);
    request.enforce();
    await checkUnused(request, type_id);
    const { [key]: gone, ...others } = type.extra_specs;
    if (gone === undefined) throw absent(type_id, key);
    await save(request, type, others);
  },
});

const absent = (type: string, key: string): Error => notFound(`Volume Type ${type} has no extra specs with key ${key}.`);
async function checkUnused({ rows }: Context, volume_type_id: string): Promise<void> {
  if (await isTypeUsed({ rows }, volume_type_id)) throw badRequest('Volume Type is currently in use.');
}
function checkStore({ 'image_service:store_id': store }: Specs): void {
  if (store !== undefined && !STORES.includes(store ?? '')) throw notFound(`Store ${store ?? 'None'} not enabled in glance.`);
}
const TRUE = '<is> True';
function checkCacheable(old: Specs, added: Specs): void {
  const both = (one: Specs, other: Specs) => one['multiattach'] === TRUE && other['cacheable'] === TRUE;
  if (both(added, old) || both(old, added) || both(added, added)) throw badRequest('cacheable cannot be set with multiattach.');
}
async function save({ rows, now }: Context, type: VolumeType, extra_specs: Specs): Promise<void> {
  await rows.update(volumeTypes, { ...type, extra_specs, updated_at: now });
}
