/** Glance publishes the JSON schemas of its documents. https://docs.openstack.org/api-ref/image/v2/#image-schemas */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import image from './schemas/image.json' with { type: 'json' };
import member from './schemas/member.json' with { type: 'json' };
import namespace from './schemas/metadefs-namespace.json' with { type: 'json' };
import namespaces from './schemas/metadefs-namespaces.json' with { type: 'json' };
import metadefObject from './schemas/metadefs-object.json' with { type: 'json' };
import metadefObjects from './schemas/metadefs-objects.json' with { type: 'json' };
import properties from './schemas/metadefs-properties.json' with { type: 'json' };
import property from './schemas/metadefs-property.json' with { type: 'json' };
import resourceType from './schemas/metadefs-resource_type.json' with { type: 'json' };
import tag from './schemas/metadefs-tag.json' with { type: 'json' };
import task from './schemas/task.json' with { type: 'json' };
import tasks from './schemas/tasks.json' with { type: 'json' };

const text = { type: 'string' };
const described = { rel: 'describedby', href: '{schema}' };
/** The schema of a list; one in pages also has links to the first and the next page. */
const listOf = (name: string, items: unknown, paged: boolean) => ({
  name,
  properties: { [name]: { type: 'array', items }, ...(paged && { first: text, next: text }), schema: text },
  links: paged ? [{ rel: 'first', href: '{first}' }, { rel: 'next', href: '{next}' }, described] : [described],
});

/** By name of the operation. */
export const documents = {
  image,
  images: listOf('images', image, true),
  member,
  members: listOf('members', member, false),
  task,
  tasks,
  metadefNamespace: namespace,
  metadefNamespaces: namespaces,
  metadefResourceType: resourceType,
  metadefResourceTypes: listOf('resource_type_associations', resourceType, true),
  metadefProperty: property,
  metadefProperties: properties,
  metadefObject,
  metadefObjects,
  metadefTag: tag,
  metadefTags: listOf('tags', tag, true),
};

const row = { status: 200, returns: z.looseObject({ name: z.string(), properties: z.record(z.string(), z.unknown()) }) };

export const schemas = resource({
  image: get('/schemas/image', row),
  images: get('/schemas/images', row),
  member: get('/schemas/member', row),
  members: get('/schemas/members', row),
  task: get('/schemas/task', row),
  tasks: get('/schemas/tasks', row),
  metadefNamespace: get('/schemas/metadefs/namespace', row),
  metadefNamespaces: get('/schemas/metadefs/namespaces', row),
  metadefResourceType: get('/schemas/metadefs/resource_type', row),
  metadefResourceTypes: get('/schemas/metadefs/resource_types', row),
  metadefProperty: get('/schemas/metadefs/property', row),
  metadefProperties: get('/schemas/metadefs/properties', row),
  metadefObject: get('/schemas/metadefs/object', row),
  metadefObjects: get('/schemas/metadefs/objects', row),
  metadefTag: get('/schemas/metadefs/tag', row),
  metadefTags: get('/schemas/metadefs/tags', row),
});
