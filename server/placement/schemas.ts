/** The schemas of request bodies and queries, which Placement prints with what breaks them. `placement/schemas/*.py` */
import { type Microversion, inForce, within } from '../../contracts/microversion.ts';
import type { JsonSchema } from '../core/json-schema.ts';

const text = { type: 'string' };
const uuid = { type: 'string', format: 'uuid' };
const integer = { type: 'integer' };
const foreignId = { type: 'string', minLength: 1, maxLength: 255 };
/** What a version has: a property, or nothing. */
const since = (version: Microversion, first: Microversion, properties: Record<string, JsonSchema>) => (within(version, { since: first }) ? properties : {});
const strict = (properties: Record<string, JsonSchema>, required?: string[]): JsonSchema => ({
  type: 'object',
  properties,
  ...(required && { required }),
  additionalProperties: false,
});

const parent = (version: Microversion) => since(version, '1.14', { parent_provider_uuid: { anyOf: [uuid, { type: 'null' }] } });
const name = { type: 'string', maxLength: 200 };
export const newProvider = (version: Microversion): JsonSchema => strict({ name, uuid, ...parent(version) }, ['name']);
export const changedProvider = (version: Microversion): JsonSchema => strict({ name, ...parent(version) }, ['name']);
export const providerFilters = (version: Microversion): JsonSchema =>
  strict({
    name: text,
    uuid,
    ...since(version, '1.3', { member_of: text }),
    ...since(version, '1.4', { resources: text }),
    ...since(version, '1.14', { in_tree: uuid }),
    ...since(version, '1.18', { required: text }),
  });

const MAX_INT = 2_147_483_647;
const amount = (minimum: number) => ({ type: 'integer', maximum: MAX_INT, minimum });
const inventory = {
  resource_provider_generation: integer,
  total: amount(1),
  reserved: amount(0),
  min_unit: amount(1),
  max_unit: amount(1),
  step_size: amount(1),
  allocation_ratio: { type: 'number', maximum: 3.402_82e38 },
};
const RESOURCE_CLASS = '^[A-Z0-9_]+$';
export const newInventory = (): JsonSchema =>
  strict({ ...inventory, resource_class: { type: 'string', pattern: RESOURCE_CLASS } }, ['total', 'resource_class']);
export const changedInventory = (): JsonSchema => strict(inventory, ['total', 'resource_provider_generation']);
export const allInventories = (): JsonSchema =>
  strict({ resource_provider_generation: integer, inventories: { type: 'object', patternProperties: { [RESOURCE_CLASS]: strict(inventory, ['total']) } } }, [
    'resource_provider_generation',
    'inventories',
  ]);

const aggregateIds = { type: 'array', items: uuid, uniqueItems: true };
export const aggregates = (version: Microversion): JsonSchema =>
  within(version, { since: '1.19' })
    ? strict({ aggregates: aggregateIds, resource_provider_generation: integer }, ['aggregates', 'resource_provider_generation'])
    : aggregateIds;
export const providerTraits = (): JsonSchema =>
  strict({ traits: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 255 } }, resource_provider_generation: integer }, [
    'traits',
    'resource_provider_generation',
  ]);
export const resourceClass = (): JsonSchema => strict({ name: { type: 'string', pattern: '^CUSTOM_[A-Z0-9_]+$', maxLength: 255 } }, ['name']);
export const traitFilters = (): JsonSchema => strict({ name: text, associated: text });
export const projectUsage = (version: Microversion): JsonSchema =>
  strict(
    {
      project_id: foreignId,
      user_id: foreignId,
      ...since(version, '1.38', { consumer_type: { type: 'string', pattern: `${RESOURCE_CLASS}|^all|^unknown$`, minLength: 1, maxLength: 255 } }),
    },
    ['project_id'],
  );

const GROUPS = { '1.25': '[1-9][0-9]*', '1.33': '[a-zA-Z0-9_-]{1,64}' } as const;
const group = (version: Microversion, names: readonly string[]): Record<string, JsonSchema> =>
  Object.fromEntries(names.map((prefix) => [`^${prefix}(${inForce(GROUPS, version)})?$`, text]));
/** Of allocation candidates; from 1.25 on their names have suffixes. */
export function candidateFilters(version: Microversion): JsonSchema {
  const limit = since(version, '1.16', { limit: { type: ['integer', 'string'], pattern: '^[1-9][0-9]*$', minimum: 1, minLength: 1 } });
  if (within(version, { until: '1.24' })) {
    const more = { ...since(version, '1.17', { required: { type: ['string'] } }), ...since(version, '1.21', { member_of: { type: ['string'] } }) };
    return { type: 'object', properties: { resources: text, ...limit, ...more }, required: ['resources'], additionalProperties: false };
  }
  return {
    type: 'object',
    properties: {
      ...limit,
      group_policy: { type: 'string', enum: ['none', 'isolate'] },
      ...since(version, '1.35', { root_required: { type: ['string'] } }),
      ...since(version, '1.36', { same_subtree: { type: ['string'] } }),
    },
    additionalProperties: false,
    patternProperties: group(version, ['resources', 'required', 'member_of', ...(within(version, { since: '1.31' }) ? ['in_tree'] : [])]),
  };
}
