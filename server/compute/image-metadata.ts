/**
 * Properties of images, as Nova shows and changes them. https://docs.openstack.org/api-ref/compute/#images-deprecated
 * Follows `nova/api/openstack/compute/image_metadata.py`.
 */
import { imageMetadata as table } from '../../contracts/compute/image-metadata.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, forbidden, notFound } from '../core/errors.ts';
import { type Image, save } from '../image/images.ts';
import { imageOf, mayChange } from './images.ts';
import { limitsFor } from './quota.ts';

type Properties = Record<string, string>;

export const imageMetadataHandlers = implement(table, {
  list: async (request) => ({ metadata: (await imageOf(request, request.params.image_id)).properties }),
  create: async (request) => {
    const image = await imageOf(request, request.params.image_id);
    return { metadata: await keep(request, image, { ...image.properties, ...request.body.metadata }) };
  },
  replace: async (request) => {
    const image = await imageOf(request, request.params.image_id);
    return { metadata: await keep(request, image, request.body.metadata) };
  },
  show: async (request) => {
    const { image_id, key } = request.params;
    const { properties } = await imageOf(request, image_id);
    const value = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (value === undefined) throw notFound('The resource could not be found.');
    return { meta: { [key]: value } };
  },
  update: async (request) => {
    const { image_id, key } = request.params;
    const { meta } = request.body;
    if (!Object.hasOwn(meta, key)) throw badRequest('Request body and URI mismatch');
    const image = await imageOf(request, image_id);
    await keep(request, image, { ...image.properties, ...meta });
    return { meta };
  },
  delete: async (request) => {
    const { image_id, key } = request.params;
    const image = await imageOf(request, image_id);
    if (!Object.hasOwn(image.properties, key)) throw notFound('Invalid metadata key');
    const { [key]: _removed, ...properties } = image.properties;
    await keep(request, image, properties);
  },
});

async function keep(request: Context, image: Image, properties: Properties): Promise<Properties> {
  const { metadata_items: limit } = await limitsFor(request, request.caller.project_id ?? '');
  if (limit !== -1 && Object.keys(properties).length > limit) throw forbidden('Image metadata limit exceeded');
  if (!mayChange(image, request)) throw forbidden(`Not authorized for image ${image.id}.`);
  await save(request, { ...image, properties });
  return properties;
}
