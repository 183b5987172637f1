/** What metadata definitions are made of. Keys stand in the order in which Glance writes them. */
import { z } from 'zod';

const times = { created_at: z.string().optional(), updated_at: z.string().optional() };
const links = { self: z.string(), schema: z.string() };
const types = z.enum(['array', 'boolean', 'integer', 'number', 'object', 'string']);

/** A property that things may have: a part of JSON Schema. Where it has a name of its own, that comes first. */
export const Property = z.object({
  name: z.string().optional(),
  type: types,
  title: z.string(),
  description: z.string().optional(),
  operators: z.array(z.string()).optional(),
  default: z.string().nullish(),
  readonly: z.boolean().optional(),
  minimum: z.int().optional(),
  maximum: z.int().optional(),
  enum: z.array(z.string()).optional(),
  pattern: z.string().optional(),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  confidential: z.boolean().optional(),
  items: z.object({ type: types, enum: z.array(z.string()).optional() }).optional(),
  uniqueItems: z.boolean().optional(),
  minItems: z.int().optional(),
  maxItems: z.int().optional(),
  additionalItems: z.boolean().optional(),
});
export const Properties = z.record(z.string(), Property);

/** A group of properties. */
const group = {
  name: z.string(),
  required: z.array(z.string()).optional(),
  description: z.string().optional(),
  properties: Properties.optional(),
};
export const ObjectBody = z.object(group);
export const MetadefObject = z.object({ ...group, ...times, ...links });

/** What kind of resource a namespace is for, and how its properties are called there. */
export const AssociationBody = z.object({ name: z.string(), prefix: z.string().optional(), properties_target: z.string().optional() });
export const Association = AssociationBody.extend(times);

export const TagBody = z.object({ name: z.string() });
export const Tag = TagBody.extend(times);

const own = {
  namespace: z.string(),
  display_name: z.string().optional(),
  description: z.string().optional(),
  visibility: z.enum(['public', 'private']),
  protected: z.boolean(),
  owner: z.string(),
};
export const NamespaceBody = z.object({
  ...own,
  visibility: own.visibility.optional(),
  protected: own.protected.optional(),
  owner: own.owner.optional(),
  resource_type_associations: z.array(AssociationBody).optional(),
  properties: Properties.optional(),
  objects: z.array(ObjectBody).optional(),
  tags: z.array(TagBody).optional(),
});
/** What has just been made is shown as it was sent. */
export const Namespace = z.object({
  ...own,
  ...times,
  resource_type_associations: z.array(Association).optional(),
  properties: Properties.optional(),
  objects: z.array(MetadefObject.partial({ self: true, schema: true })).optional(),
  tags: z.array(TagBody).optional(),
  ...links,
});
