/** Glance's tables, by the names they have in the client. */
import { imageActions } from './image-actions.ts';
import { imageData } from './image-data.ts';
import { imageMembers } from './image-members.ts';
import { imageTags } from './image-tags.ts';
import { images } from './images.ts';
import { info } from './info.ts';
import { schemas } from './schemas.ts';
import { versions } from './versions.ts';

export const image = { versions, images, imageData, imageActions, imageTags, imageMembers, schemas, info };
