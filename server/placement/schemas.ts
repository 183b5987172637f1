/** The schemas of request bodies and queries, which Placement prints with what breaks them. `placement/schemas/*.py` */
import { type Microversion, minor } from '../../contracts/microversion.ts';
import type { Operation } from '../../contracts/operation.ts';
import type { JsonSchema } from '../core/json-schema.ts';

const text = { type: 'string' };
const uuid = { type: 'string', format: 'uuid' };
const integer = { type: 'integer' };
const strict = (properties: Record<string, JsonSchema>, required?: string[]): JsonSchema => ({
  type: 'object',
  properties,
  ...(required && { required }),
  additionalProperties: false,
});

const parent = (version: Microversion) => minor(version) >= 14 && { parent_provider_uuid: { anyOf: [uuid, { type: 'null' }] } };
const name = { type: 'string', maxLength: 200 };
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

/** By method and path of the row. */
const SCHEMAS: Record<string, (version: Microversion) => JsonSchema> = {
  'POST /resource_providers': (version) => strict({ name, uuid, ...parent(version) }, ['name']),
  'PUT /resource_providers/{uuid}': (version) => strict({ name, ...parent(version) }, ['name']),
  'GET /resource_providers': (version) =>
    strict({
      name: text,
      uuid,
      ...(minor(version) >= 3 && { member_of: text }),
      ...(minor(version) >= 4 && { resources: text }),
      ...(minor(version) >= 14 && { in_tree: uuid }),
      ...(minor(version) >= 18 && { required: text }),
    }),
  'POST /resource_providers/{uuid}/inventories': () =>
    strict({ ...inventory, resource_class: { type: 'string', pattern: RESOURCE_CLASS } }, ['total', 'resource_class']),
  'PUT /resource_providers/{uuid}/inventories': () =>
    strict(
      {
        resource_provider_generation: integer,
        inventories: { type: 'object', patternProperties: { [RESOURCE_CLASS]: strict(inventory, ['total']) } },
      },
      ['resource_provider_generation', 'inventories'],
    ),
  'PUT /resource_providers/{uuid}/inventories/{resource_class}': () => strict(inventory, ['total', 'resource_provider_generation']),
  'PUT /resource_providers/{uuid}/traits': () =>
    strict({ traits: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 255 } }, resource_provider_generation: integer }, [
      'traits',
      'resource_provider_generation',
    ]),
  'POST /resource_classes': () => strict({ name: { type: 'string', pattern: '^CUSTOM_[A-Z0-9_]+$', maxLength: 255 } }, ['name']),
  'GET /traits': () => strict({ name: text, associated: text }),
  'GET /usages': () =>
    strict({ project_id: { type: 'string', minLength: 1, maxLength: 255 }, user_id: { type: 'string', minLength: 1, maxLength: 255 } }, ['project_id']),
};
export const schemaOf = ({ method, path }: Operation, version: Microversion): JsonSchema => SCHEMAS[`${method} ${path}`]?.(version) ?? {};
