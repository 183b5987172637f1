/** Tags. https://docs.openstack.org/api-ref/image/v2/#image-tags · `glance/api/v2/image_tags.py` */
import { imageTags as table } from '../../contracts/image/image-tags.ts';
import { documents } from '../../contracts/image/schemas.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { type Image, save, visibleImage } from './images.ts';
import { checkCount } from './new-image.ts';
import { enforceOn } from './policy.ts';
import { checkSchema } from './schema-check.ts';

async function taggable(request: Context & { params: { image_id: string } }): Promise<Image> {
  const image = await visibleImage(request, request.caller, request.params.image_id);
  if (!image) throw notFound(`Image ${request.params.image_id} not found.`);
  enforceOn(request, image);
  return image;
}

export const imageTagHandlers = implement(table, {
  add: async (request) => {
    const { image_id, tag_value } = request.params;
    checkSchema(documents.image, { tags: [tag_value] });
    const image = await taggable(request);
    const tags = [...new Set([...image.tags, tag_value])];
    checkCount('tags', tags.length, `Image tag limit exceeded for image ${image_id}: `);
    await save(request, { ...image, tags });
  },
  delete: async (request) => {
    const image = await taggable(request);
    if (!image.tags.includes(request.params.tag_value)) throw notFound('');
    await save(request, { ...image, tags: image.tags.filter((tag) => tag !== request.params.tag_value) });
  },
});
