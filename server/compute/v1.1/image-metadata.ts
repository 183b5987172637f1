/** Properties of images. `nova/api/openstack/image_metadata.py` of 2011 */
import { imageMetadata as table } from '../../../contracts/compute/v1.1/image-metadata.ts';
import { type Context, implement } from '../../core/context.ts';
import { forbidden } from '../../core/errors.ts';
import { type Image, save } from '../../image/images.ts';
import { mayChange } from '../images.ts';
import { absent, imageOf } from './lookup.ts';
import { checkImageMetadata } from './quota.ts';
import { MALFORMED, isObject, itemOf, metadataOf } from './read.ts';

type Properties = Record<string, string>;
const sent = (body: unknown): Properties => (isObject(body) && 'metadata' in body ? metadataOf(body['metadata'], MALFORMED) : {});

export const imageMetadataHandlers = implement(table, {
  list: async (request) => ({ metadata: (await imageOf(request)).properties }),
  update: async (request) => {
    const image = await imageOf(request);
    return { metadata: await keep(request, image, { ...image.properties, ...sent(request.body) }) };
  },
  replace: async (request) => ({ metadata: await keep(request, await imageOf(request), sent(request.body)) }),
  show: async (request) => {
    const { properties } = await imageOf(request);
    const { key } = request.params;
    if (!Object.hasOwn(properties, key)) throw absent();
    return { metadata: { [key]: properties[key] ?? '' } };
  },
  set: async (request) => {
    const { envelope, item } = itemOf(request.body, request.params.key, 'Incorrect request body format');
    const image = await imageOf(request);
    await keep(request, image, { ...image.properties, ...item });
    return { [envelope]: item };
  },
  delete: async (request) => {
    const image = await imageOf(request);
    const { [request.params.key]: gone, ...rest } = image.properties;
    if (gone === undefined) throw absent();
    await keep(request, image, rest);
  },
});

/** Throws 403 or 413. */
async function keep(request: Context, image: Image, properties: Properties): Promise<Properties> {
  if (Object.keys(properties).length >= Object.keys(image.properties).length) await checkImageMetadata(request, properties);
  if (!mayChange(image, request)) throw forbidden('You are not allowed to change the image.');
  await save(request, { ...image, properties });
  return properties;
}
