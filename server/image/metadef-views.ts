/** Metadata definitions as they are shown. `glance/api/v2/model/metadef_*.py` */
import type { z } from 'zod';
import type {
  Association as AssociationView,
  MetadefObject as ObjectView,
  Namespace as NamespaceView,
  Tag as TagView,
} from '../../contracts/image/metadef-types.ts';
import { seconds } from '../core/clock.ts';
import { type Association, type MetadefObject, type Namespace, type Property, type Tag, byName } from './metadef-rows.ts';

const times = ({ created_at, updated_at }: { created_at: number; updated_at: number | null }) => ({
  created_at: seconds(created_at),
  ...(updated_at !== null && { updated_at: seconds(updated_at) }),
});
const prefixed = (properties: Record<string, Property>, prefix: string): Record<string, Property> =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [prefix + name, schema]));

export const viewTag = ({ name, ...row }: Tag): z.output<typeof TagView> => ({ name, ...times(row) });

export const viewAssociation = ({ name, prefix, properties_target, ...row }: Association): z.output<typeof AssociationView> => ({
  name,
  prefix,
  properties_target,
  ...times(row),
});
export const viewProperties = ({ properties }: Namespace): Record<string, Property> =>
  Object.fromEntries(properties.toSorted(byName).map(({ name, schema }) => [name, schema]));

/** @param prefix of the properties, for a resource type that has one */
export const viewObject = (
  { namespace }: Namespace,
  { name, required, description, properties, ...row }: MetadefObject,
  prefix = '',
): z.output<typeof ObjectView> => ({
  name,
  required: required.map((property) => prefix + property),
  description,
  properties: prefixed(properties, prefix),
  ...times(row),
  self: `/v2/metadefs/namespaces/${namespace}/objects/${name}`,
  schema: '/v2/schemas/metadefs/object',
});

/** Without what is in it. */
export const viewHead = (namespace: Namespace): z.output<typeof NamespaceView> => ({
  namespace: namespace.namespace,
  display_name: namespace.display_name,
  description: namespace.description,
  visibility: namespace.visibility ?? 'private',
  protected: namespace.protected,
  owner: namespace.owner,
  ...times(namespace),
  self: `/v2/metadefs/namespaces/${namespace.namespace}`,
  schema: '/v2/schemas/metadefs/namespace',
});

/** Associations in the order of their resource types. */
export const sortedAssociations = ({ resource_types }: Namespace, order: readonly { name: string }[]): Association[] => {
  const place = new Map(order.map(({ name }, n) => [name, n]));
  return resource_types.toSorted((a, b) => (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0));
};

/** What is empty is not shown. */
const filled = <T extends object>(value: T): T | undefined => (Object.keys(value).length ? value : undefined);

/** In lists. */
export const viewBrief = (namespace: Namespace, order: readonly { name: string }[]): z.output<typeof NamespaceView> => ({
  ...viewHead(namespace),
  resource_type_associations: filled(sortedAssociations(namespace, order).map(viewAssociation)),
});
/** @param resourceType whose prefix the properties are to have */
export function viewWhole(namespace: Namespace, order: readonly { name: string }[], resourceType: string | undefined): z.output<typeof NamespaceView> {
  const prefix = namespace.resource_types.find(({ name }) => name === resourceType)?.prefix ?? '';
  return {
    ...viewBrief(namespace, order),
    properties: filled(prefixed(viewProperties(namespace), prefix)),
    objects: filled(namespace.objects.toSorted(byName).map((object) => viewObject(namespace, object, prefix))),
    tags: filled(namespace.tags.toReversed().map(({ name }) => ({ name }))),
  };
}
