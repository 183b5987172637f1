/** What can be in a namespace of metadata definitions, and the errors where it is there already. `glance/common/exception.py` */
import { conflict } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { associationOf, named, objectOf, propertiesOf } from './metadef-input.ts';
import { type Association, type MetadefObject, type Namespace, type Property, type Tag, resourceTypeNamed, sameName, whole } from './metadef-rows.ts';

type Body = Record<string, unknown>;
/** As it is sent with a new namespace. */
export interface Contents {
  resource_type_associations?: (Body & { name: string })[];
  objects?: (Body & { name: string; self: string; schema: string })[];
  properties?: Record<string, Body>;
  tags?: { name: string }[];
}
type At = Pick<Scope, 'rows' | 'now'>;
const born = ({ now }: At) => ({ created_at: whole(now), updated_at: whole(now) });
type Fresh<T> = Omit<T, 'created_at' | 'updated_at'>;

/** Throws 409 where the namespace has one of that name. */
export function withObject(at: At, namespace: Namespace, object: Fresh<MetadefObject>): Namespace {
  if (namespace.objects.some(sameName(object.name)))
    throw conflict(`A metadata definition object with name=${object.name} already exists in namespace=${namespace.namespace}.`);
  return { ...namespace, objects: [...namespace.objects, { ...object, ...born(at) }] };
}
/** Throws 409 where the namespace has one of that name. */
export function withProperty(namespace: Namespace, name: string, schema: Property): Namespace {
  if (namespace.properties.some(sameName(name)))
    throw conflict(`A metadata definition property with name=${name} already exists in namespace=${namespace.namespace}.`);
  return { ...namespace, properties: [...namespace.properties, { name, schema }] };
}
/** Throws 409 where the namespace has one of that name. */
export function withTag(at: At, namespace: Namespace, name: string): Namespace {
  refuseTag(namespace, namespace.tags, name);
  return { ...namespace, tags: [...namespace.tags, { name, ...born(at) }] };
}
export function refuseTag({ namespace }: Namespace, tags: readonly Tag[], name: string): void {
  if (!tags.some(sameName(name))) return;
  throw conflict(`A metadata tag with name=${name} already exists in namespace=${namespace}. (Please note that metadata tag names are case insensitive).`);
}
/** Throws 409 where the namespace is associated with the resource type already; one that nobody knew is made. */
export async function withAssociation(at: At, namespace: Namespace, association: Fresh<Association>): Promise<Namespace> {
  if (namespace.resource_types.some(sameName(association.name))) {
    const { name } = association;
    throw conflict(`The metadata definition resource-type association of resource-type=${name} to namespace=${namespace.namespace} already exists.`);
  }
  const name = await resourceTypeNamed(at, association.name);
  return { ...namespace, resource_types: [...namespace.resource_types, { ...association, name, ...born(at) }] };
}

/** All that came with a new namespace. Throws 400 and 409. */
export async function fillNamespace(at: At, empty: Namespace, { resource_type_associations = [], objects = [], tags = [], properties = {} }: Contents) {
  let namespace = empty;
  for (const association of resource_type_associations) namespace = await withAssociation(at, namespace, associationOf(association));
  for (const object of objects) namespace = withObject(at, namespace, objectOf(object));
  for (const tag of tags) namespace = withTag(at, namespace, named(tag));
  for (const [name, schema] of Object.entries(propertiesOf(properties))) namespace = withProperty(namespace, name, schema);
  return namespace;
}
