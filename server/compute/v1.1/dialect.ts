/** How Nova talked in v1.1. `nova/api/openstack/wsgi.py`, `faults.py` of 2011 */
import type { About, Dialect } from '../../core/dialect.ts';
import { badRequest, notImplemented } from '../../core/errors.ts';
import { webob } from '../../core/webob.ts';
import { keystoneUnauthorized } from '../../core/wire.ts';
import { computeDialect } from '../dialect.ts';

const FAULTS: Record<number, string> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'resizeNotAllowed',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'inProgress',
  413: 'overLimit',
  415: 'badMediaType',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};
const refuseXml = (): never => {
  throw notImplemented('XML is not emulated; JSON is.');
};

export const computeV11Dialect: Dialect = {
  ...computeDialect,
  order: ['weigh', 'authenticate', 'read', 'choose', 'address', 'authorize', 'validate'],
  handlersValidate: true,

  fault(error, about) {
    const { status, message, details } = error;
    if (details.type === 'middleware') return keystoneUnauthorized(about);
    if (details.type === 'webob') return webob(error, about);
    const body = JSON.stringify({ [FAULTS[status] ?? 'cloudServersFault']: { message, code: status, ...details.more } });
    return { status, headers: { 'Content-Type': 'application/json' }, body };
  },
  /** JSON, whatever the header says: `curl -d` calls it a form. */
  parse(text, contentType, about) {
    if (contentType?.includes('xml')) refuseXml();
    return computeDialect.parse(text, undefined, about);
  },
  admit: ({ accept }: About) => void (/^application\/(?:atom\+)?xml\b/.test(accept.trim()) && refuseXml()),
  unknownAction: (name) => badRequest(`There is no such server action: ${name}`),
  // the root itself is outside of the API
  headers: ({ requestId, path }): Record<string, string> => (/^\/v1\.1\/?$/.test(path) ? {} : { 'x-compute-request-id': requestId }),
};
