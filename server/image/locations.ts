/** Where the content of images is kept. https://docs.openstack.org/api-ref/image/v2/#image-location · `glance/api/v2/images.py` (`add_location`) */
import { locations as table } from '../../contracts/image/locations.ts';
import { implement } from '../core/context.ts';
import { conflict, forbidden, notImplemented } from '../core/errors.ts';
import { imageOf } from './images.ts';
import { IMAGE_FOLDER, STORE } from './info.ts';
import { enforceOn } from './policy.ts';
import { checkSchema } from './schema-check.ts';

/** What is sent is checked by this, which Glance does not publish. */
const LOCATION = {
  name: 'location',
  properties: {
    add_location: {
      type: 'object',
      description: 'Values of location url, do_secure_hash and validation_data for new add location API',
      properties: {
        url: { type: 'string', readOnly: true, description: 'The URL of the new location to be added in the image.' },
        validation_data: {
          description:
            'Values to be used to populate the corresponding image properties.do_secure_hash is not True then image checksum and hash will not be calculated so it is the responsibility of the consumer of location ADD API to provide the correct values in the validation_data parameter',
          type: 'object',
          writeOnly: true,
          additionalProperties: false,
          properties: {
            os_hash_algo: { type: 'string', maxLength: 64, enum: ['sha1', 'sha256', 'sha512', 'md5'] },
            os_hash_value: { type: 'string', maxLength: 128 },
          },
          dependentRequired: { os_hash_value: ['os_hash_algo'], os_hash_algo: ['os_hash_value'] },
        },
      },
      required: ['url'],
    },
  },
  additionalProperties: { type: 'string' },
};

export const locationHandlers = implement(table, {
  list: async (request) => {
    const image = await imageOf(request, request.params.image_id);
    enforceOn(request, image);
    return image.blob === null ? [] : [{ url: `file://${IMAGE_FOLDER}/${image.id}`, metadata: { store: STORE } }];
  },
  create: async (request) => {
    checkSchema(LOCATION, { add_location: request.body });
    const image = await imageOf(request, request.params.image_id);
    if (image.status !== 'queued') throw conflict(`It's not allowed to add locations if image status is ${image.status}.`);
    enforceOn(request, image);
    if (!request.caller.roles.has('service')) throw forbidden('http store must be enabled to use location API by normal user.');
    throw notImplemented('Content that other services have put into a store is not emulated.');
  },
});
