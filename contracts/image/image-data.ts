/** https://docs.openstack.org/api-ref/image/v2/#image-data */
import { bytes, get, put, resource } from '../operation.ts';

const mediaType = 'application/octet-stream';

export const imageData = resource({
  download: get('/images/{image_id}/file', {
    policy: 'download_image',
    late: true,
    status: 200,
    returns: bytes,
    headers: ['content-md5', 'content-length', 'content-range'],
    errors: [400, 403, 404, 416],
  }),
  upload: put('/images/{image_id}/file', { policy: 'upload_image', late: true, mediaType, body: bytes, status: 204, errors: [400, 403, 404, 409, 410, 415] }),
  stage: put('/images/{image_id}/stage', { policy: 'modify_image', late: true, mediaType, body: bytes, status: 204, errors: [403, 404, 409, 415] }),
});
