/** What Cinder says where something does not allow what is asked of it: 400. `cinder/exception.py` */
import { type CloudError, badRequest } from '../core/errors.ts';

/** A key of the URL that the body does not have. */
export const mismatch = (): CloudError => badRequest('Request body and URI mismatch');
export const invalidGroup = (reason: string): CloudError => badRequest(`Invalid Group: ${reason}`);
export const invalidInput = (reason: string): CloudError => badRequest(`Invalid input received: ${reason}`);
export const invalidSnapshot = (reason: string): CloudError => badRequest(`Invalid snapshot: ${reason}`);
export const invalidVolume = (reason: string): CloudError => badRequest(`Invalid volume: ${reason}`);
export const invalidVolumeType = (reason: string): CloudError => badRequest(`Invalid volume type: ${reason}`);
