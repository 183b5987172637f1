/** Mappings. https://docs.openstack.org/api-ref/identity/v3-ext/#mappings `keystone/api/os_federation.py` */
import { mappings as table } from '../../contracts/identity/mappings.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { stored } from './attributes.ts';
import { linkTo, whole } from './listing.ts';
import { VERSIONS, checkRules } from './mapping-rules.ts';

interface MappingRow {
  id: string;
  rules: Record<string, unknown>[];
  schema_version: string;
}
const mappings = collection<MappingRow>('identity_mappings');

/** @throws CloudError 404 */
async function mappingById({ rows }: Scope, id: string): Promise<MappingRow> {
  const mapping = await rows.get(mappings, id);
  if (!mapping) throw notFound(`Could not find mapping: ${id}.`);
  return mapping;
}
export const hasMapping = async ({ rows }: Scope, id: string): Promise<boolean> => (await rows.get(mappings, id)) !== undefined;

export const mappingHandlers = implement(table, {
  async list(context) {
    const found = await context.rows.list(mappings);
    return whole(
      context,
      'mappings',
      found.map((row) => view(context, row)),
    );
  },
  show: async (context) => ({ mapping: view(context, await mappingById(context, context.params.mapping_id)) }),
  async put(context) {
    const { mapping_id } = context.params;
    const row = sentRow(context);
    if (await hasMapping(context, mapping_id)) throw stored('mapping', 'Duplicate entry');
    return { mapping: view(context, await context.rows.insert(mappings, row)) };
  },
  async update(context) {
    const row = sentRow(context);
    await mappingById(context, context.params.mapping_id);
    return { mapping: view(context, await context.rows.update(mappings, row)) };
  },
  async delete(context) {
    await context.rows.remove(mappings, (await mappingById(context, context.params.mapping_id)).id);
  },
});

type Sent = Context & { params: { mapping_id: string }; body: { mapping: Record<string, unknown> & { schema_version?: string | null | undefined } } };
function sentRow({ params, body: { mapping } }: Sent): MappingRow {
  const schema_version = mapping.schema_version || '1.0';
  // upstream falls over a version that it does not know
  if (!VERSIONS.includes(schema_version)) throw badRequest(`'${schema_version}' is not one of ['1.0', '2.0', '3.0']`);
  checkRules(mapping, schema_version);
  return { id: params.mapping_id, rules: mapping['rules'] as MappingRow['rules'], schema_version };
}

const view = (context: Context, { id, rules, schema_version }: MappingRow) => ({
  id,
  rules,
  schema_version,
  links: { self: linkTo(context, 'OS-FEDERATION', 'mappings', id) },
});
