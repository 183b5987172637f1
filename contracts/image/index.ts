/** Glance's tables, by the names they have in the client. */
import { cache } from './cache.ts';
import { imageActions } from './image-actions.ts';
import { imageData } from './image-data.ts';
import { imageImport } from './image-import.ts';
import { imageMembers } from './image-members.ts';
import { imageTags } from './image-tags.ts';
import { images } from './images.ts';
import { info } from './info.ts';
import { locations } from './locations.ts';
import { metadefNamespaces } from './metadef-namespaces.ts';
import { metadefObjects } from './metadef-objects.ts';
import { metadefProperties } from './metadef-properties.ts';
import { metadefResourceTypes } from './metadef-resource-types.ts';
import { metadefTags } from './metadef-tags.ts';
import { schemas } from './schemas.ts';
import { stores } from './stores.ts';
import { tasks } from './tasks.ts';
import { versions } from './versions.ts';

export const image = {
  versions,
  images,
  imageData,
  imageImport,
  imageActions,
  imageTags,
  imageMembers,
  schemas,
  tasks,
  stores,
  info,
  locations,
  cache,
  metadefNamespaces,
  metadefObjects,
  metadefProperties,
  metadefTags,
  metadefResourceTypes,
};
