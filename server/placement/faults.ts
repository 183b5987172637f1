/** Placement's errors: a sentence behind webob's own, and a code. `placement/errors.py` */
import { type CloudError, badRequest, conflict, notFound } from '../core/errors.ts';

const UNDEFINED = 'placement.undefined_code';
export const CONCURRENT = 'placement.concurrent_update';
export const IN_USE = 'placement.inventory.inuse';
export const BAD_VALUE = 'placement.query.bad_value';

export const refused = (detail: string, code = UNDEFINED): CloudError => badRequest('', { detail, type: code });
export const absent = (detail: string): CloudError => notFound('', { detail });
/** @param code `placement.duplicate_name` */
export const conflicting = (detail: string, code = UNDEFINED): CloudError => conflict('', { detail, type: code });
/** What no handler has worded, but what is around them: such answers say nothing of caches. `placement/handler.py` */
export const escaped = (detail: string): CloudError => notFound('', { detail, unversioned: true });
