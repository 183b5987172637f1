/** The schemas of what consumers are to hold. `placement/schemas/allocation.py`, `placement/schemas/reshaper.py` */
import { type Microversion, within } from '../../contracts/microversion.ts';
import type { JsonSchema } from '../core/json-schema.ts';
import { allInventories } from './schemas.ts';

const uuid = { type: 'string', format: 'uuid' };
const foreignId = { type: 'string', minLength: 1, maxLength: 255 };
const UUID = '^[0-9a-fA-F-]{36}$';
const resources = { type: 'object', minProperties: 1, patternProperties: { '^[A-Z0-9_]+$': { type: 'integer', minimum: 1 } }, additionalProperties: false };
const owner = { project_id: foreignId, user_id: foreignId };

const listed = (owned: boolean): JsonSchema => ({
  type: 'object',
  properties: {
    allocations: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: { resource_provider: { type: 'object', properties: { uuid }, additionalProperties: false, required: ['uuid'] }, resources },
        required: ['resource_provider', 'resources'],
        additionalProperties: false,
      },
    },
    ...(owned && owner),
  },
  required: ['allocations', ...(owned ? ['project_id', 'user_id'] : [])],
  additionalProperties: false,
});
const mappings = { type: 'object', minProperties: 1, patternProperties: { '[a-zA-Z0-9_-]{1,64}': { type: 'array', minItems: 1, items: uuid } } };

function byProvider(version: Microversion, minProperties: 0 | 1): JsonSchema {
  const generations = within(version, { since: '1.28' });
  const types = within(version, { since: '1.38' });
  return {
    type: 'object',
    properties: {
      allocations: {
        type: 'object',
        minProperties,
        patternProperties: {
          [UUID]: { type: 'object', properties: { generation: { type: 'integer' }, resources }, required: ['resources'], additionalProperties: false },
        },
        additionalProperties: false,
      },
      ...owner,
      ...(generations && { consumer_generation: { type: ['integer', 'null'], additionalProperties: false } }),
      ...(within(version, { since: '1.34' }) && { mappings }),
      ...(types && { consumer_type: { type: 'string', pattern: '^[A-Z0-9_]+$', minLength: 1, maxLength: 255 } }),
    },
    additionalProperties: false,
    required: ['allocations', 'project_id', 'user_id', ...(generations ? ['consumer_generation'] : []), ...(types ? ['consumer_type'] : [])],
  };
}
/** What one consumer is to hold. */
export function held(version: Microversion): JsonSchema {
  if (within(version, { until: '1.11' })) return listed(within(version, { since: '1.8' }));
  return byProvider(version, within(version, { since: '1.28' }) ? 0 : 1);
}
export const manyHeld = (version: Microversion, minProperties: 0 | 1 = 1): JsonSchema => ({
  type: 'object',
  minProperties,
  additionalProperties: false,
  patternProperties: { [UUID]: byProvider(version, 0) },
});
export const reshaped = (version: Microversion): JsonSchema => ({
  type: 'object',
  properties: {
    inventories: { type: 'object', patternProperties: { [UUID]: allInventories() }, minProperties: 1, additionalProperties: false },
    allocations: manyHeld(version, 0),
  },
  required: ['inventories', 'allocations'],
  additionalProperties: false,
});
