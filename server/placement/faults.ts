/** Placement's errors: a sentence behind webob's own, and a code. `placement/errors.py` */
import { type CloudError, badRequest, conflict, notFound } from '../core/errors.ts';

export const refused = (detail: string): CloudError => badRequest('', { detail });
export const absent = (detail: string): CloudError => notFound('', { detail });
/** @param code `placement.duplicate_name` */
export const conflicting = (detail: string, code = 'placement.undefined_code'): CloudError => conflict('', { detail, type: code });
export const providerNotFound = (uuid: string): CloudError => absent(`No resource provider with uuid ${uuid} found`);
