/** The JSON schemas of Glance's documents. `glance/api/v2/schemas.py` */
import { documents, schemas as table } from '../../contracts/image/schemas.ts';
import { implement } from '../core/context.ts';

export const schemaHandlers = implement(table, {
  image: () => documents.image,
  images: () => documents.images,
  member: () => documents.member,
  members: () => documents.members,
  task: () => documents.task,
  tasks: () => documents.tasks,
  metadefNamespace: () => documents.metadefNamespace,
  metadefNamespaces: () => documents.metadefNamespaces,
  metadefResourceType: () => documents.metadefResourceType,
  metadefResourceTypes: () => documents.metadefResourceTypes,
  metadefProperty: () => documents.metadefProperty,
  metadefProperties: () => documents.metadefProperties,
  metadefObject: () => documents.metadefObject,
  metadefObjects: () => documents.metadefObjects,
  metadefTag: () => documents.metadefTag,
  metadefTags: () => documents.metadefTags,
});
