/**
 * QoS of volumes, by their type. https://docs.openstack.org/api-ref/block-storage/v3/#quality-of-service-qos-specifications-qos-specs
 * Follows `cinder/api/contrib/qos_specs_manage.py` and `cinder/volume/qos_specs.py`.
 */
import { qosSpecs as table } from '../../contracts/block-storage/qos-specs.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import { invalidInput, invalidVolumeType } from './faults.ts';
import { links, nextPage } from './links.ts';
import { booleanIn, filtersOf, findPage, matching } from './listing.ts';
import { typeOf } from './volume-type-lookup.ts';
import { type VolumeType, volumeTypes } from './volume-type-rows.ts';

export interface QosSpecs {
  id: string;
  name: string;
  /** Who enforces them: `front-end` (the hypervisor), `back-end` or `both`. */
  consumer: string;
  specs: Record<string, string | null>;
  created_at: number;
  updated_at: number | null;
}
const qosSpecs = collection<QosSpecs>('blockstorage_qosspecs', { name: 'text', created_at: 'integer', updated_at: 'integer' }, [['name']]);
/** Names are kept as values of a key: a list is neither sorted nor filtered by them under their own name. */
const COLUMNS = { id: 'id', value: 'name', created_at: 'created_at', updated_at: 'updated_at' } as const;

export const qosSpecHandlers = implement(table, {
  list: async (request) => {
    const filter = matching<QosSpecs>(filtersOf(request.query), COLUMNS);
    const { page, limit } = await findPage(request, request.query, { from: qosSpecs, columns: COLUMNS, filter, marker: (id) => specsOf(request, id) });
    return { qos_specs: page.map(view), qos_specs_links: nextPage(request, 'qos-specs', page, limit) };
  },
  create: async (request) => {
    const { name: said, ...wanted } = request.body.qos_specs;
    const name = said.trim();
    const { consumer = 'back-end', ...specs } = checked(wanted);
    checkConsumer(consumer);
    if ((await request.rows.list(qosSpecs, { where: { name } })).length) throw conflict(`QoS Specs ${name} already exists.`);
    const made = { id: request.world.ids.uuid(), name, consumer: consumer ?? 'back-end', specs: kept(specs), created_at: request.now, updated_at: null };
    return shown(request, await request.rows.insert(qosSpecs, made));
  },
  show: async (request) => shown(request, await specsOf(request, request.params.qos_id)),
  update: async (request) => {
    const old = await specsOf(request, request.params.qos_id);
    const { consumer = old.consumer, ...specs } = request.body.qos_specs;
    checkConsumer(consumer);
    await request.rows.update(qosSpecs, {
      ...old,
      consumer: consumer ?? old.consumer,
      specs: { ...old.specs, ...kept(specs, old.specs) },
      updated_at: request.now,
    });
    return request.body;
  },
  delete: async (request) => {
    const force = booleanIn(request.query, 'force');
    const { id } = await specsOf(request, request.params.qos_id);
    const using = await typesWith(request, id);
    if (using.length && !force) throw badRequest('Qos specs still in use.');
    for (const type of using) await assign(request, type, null);
    await request.rows.remove(qosSpecs, id);
  },
  /** Those before the first unknown one are gone, whatever is answered. */
  deleteKeys: async (request) => {
    const qos = await specsOf(request, request.params.qos_id);
    const missing = request.body.keys.findIndex((key) => !Object.hasOwn(qos.specs, key));
    const going = missing < 0 ? request.body.keys : request.body.keys.slice(0, missing);
    const specs = Object.fromEntries(Object.entries(qos.specs).filter(([key]) => !going.includes(key)));
    await request.rows.update(qosSpecs, { ...qos, specs, updated_at: request.now });
    if (missing >= 0) throw notFound(`QoS spec ${qos.id} has no spec with key ${request.body.keys[missing]}.`, { kept: true });
  },
  listAssociations: async (request) => {
    const { id } = await specsOf(request, request.params.qos_id);
    return { qos_associations: (await typesWith(request, id)).map((type) => ({ association_type: 'volume_type' as const, name: type.name, id: type.id })) };
  },
  associate: async (request) => {
    const [qos, type] = await pair(request);
    if (type.qos_specs_id === qos.id) return;
    if (type.qos_specs_id !== null) throw invalidVolumeType(`Type ${type.id} is already associated with another qos specs: ${type.qos_specs_id}`);
    await assign(request, type, qos.id);
  },
  disassociate: async (request) => {
    const [qos, type] = await pair(request);
    if (type.qos_specs_id === qos.id) await assign(request, type, null);
  },
  disassociateAll: async (request) => {
    const { id } = await specsOf(request, request.params.qos_id);
    for (const type of await typesWith(request, id)) await assign(request, type, null);
  },
});

/** What is new and null is not kept. */
const kept = (specs: QosSpecs['specs'], old: QosSpecs['specs'] = {}): QosSpecs['specs'] =>
  Object.fromEntries(Object.entries(specs).filter(([key, value]) => value !== null || Object.hasOwn(old, key)));

async function specsOf({ rows }: Context, id: string): Promise<QosSpecs> {
  const found = await rows.get(qosSpecs, id);
  if (!found) throw notFound(`No such QoS spec ${id}.`);
  return found;
}
type Pair = Context & { params: { qos_id: string }; query: { vol_type_id?: string | undefined } };
async function pair(request: Pair): Promise<[QosSpecs, VolumeType]> {
  const { vol_type_id } = request.query;
  if (!vol_type_id) throw badRequest('Volume Type id must not be None.');
  const qos = await specsOf(request, request.params.qos_id);
  return [qos, await typeOf(request, vol_type_id)];
}
const typesWith = async ({ rows }: Context, qos_specs_id: string): Promise<VolumeType[]> => rows.list(volumeTypes, { where: { qos_specs_id } });
const assign = async ({ rows, now }: Context, type: VolumeType, qos_specs_id: string | null) =>
  rows.update(volumeTypes, { ...type, qos_specs_id, updated_at: now });

/** Throws 400 for what is no text, or too long a one. */
function checked(specs: Record<string, unknown>): Record<string, string | null> {
  for (const [key, value] of Object.entries(specs)) {
    const size = Array.from(key).length;
    if (size < 1) throw invalidInput(`Key "${key}" has 0 characters, less than 1.`);
    if (size > 255) throw invalidInput(`Key "${key}" has ${size} characters, more than 255.`);
    if (value !== null && typeof value !== 'string') throw invalidInput(`Value for key "${key}" is not a string or unicode`);
    const length = Array.from(value ?? '').length;
    if (length > 255) throw invalidInput(`Value for key "${key}" has ${length} characters, more than 255.`);
  }
  return specs as Record<string, string | null>;
}
const CONSUMERS = ['back-end', 'front-end', 'both'];
/** The sentence has upstream's type of the field in it. */
const FIELD =
  "QoSConsumerValues(default=<class 'oslo_versionedobjects.fields.UnspecifiedDefault'>,nullable=False,valid_values=('back-end', 'front-end', 'both'))";
function checkConsumer(consumer: string | null): void {
  if (consumer && !CONSUMERS.includes(consumer)) throw badRequest(`Invalid qos specs: Valid consumer of QoS specs are: ${FIELD}`);
}
const view = ({ id, name, consumer, specs }: QosSpecs) => ({ id, name, consumer, specs });
const shown = (request: Context, specs: QosSpecs) => ({ qos_specs: view(specs), links: links(request, 'qos-specs', specs.id) });
