/** Nova's error envelope: one key that names the fault. `nova/api/openstack/wsgi.py` */
import { z } from 'zod';

export const Fault = z.record(z.string(), z.object({ code: z.int(), message: z.string() }));
/** Status > name of the fault. */
export const faultNames: Record<number, string> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  429: 'overLimit',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};
