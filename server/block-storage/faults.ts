/** What Cinder says of what it cannot do: the exceptions that several requests share. `cinder/exception.py` */
import { type CloudError, badRequest } from '../core/errors.ts';

/** What a request says makes no sense here. */
export const invalidInput = (reason: string): CloudError => badRequest(`Invalid input received: ${reason}`);
/** A volume does not allow what is asked of it. */
export const invalidVolume = (reason: string): CloudError => badRequest(`Invalid volume: ${reason}`);
