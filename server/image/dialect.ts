/** How Glance talks. `glance/common/wsgi.py`, `glance/api/middleware/version_negotiation.py` */
import type { About, Dialect } from '../core/dialect.ts';
import { CloudError, badRequest, forbidden, methodNotAllowed, notFound, unsupportedMediaType } from '../core/errors.ts';
import { webob } from '../core/webob.ts';
import { versionDocument } from './versions.ts';

const BELOW_ROOT = /^\/v2(?:\/|$)/;
const PATCHES = ['application/openstack-images-v2.0-json-patch', 'application/openstack-images-v2.1-json-patch'];

export const mediaTypeOf = (contentType: string | undefined): string => contentType?.split(';')[0]?.trim().toLowerCase() ?? '';

export const imageDialect: Dialect = {
  order: ['authenticate', 'route', 'choose', 'read', 'validate', 'authorize'],
  handlersValidate: true,
  maxBody: 16 * 1024 * 1024,
  emptyType: ({ path, method }) => (method === 'GET' || path.includes('/members') ? undefined : 'text/html; charset=UTF-8'),

  fault(error, about) {
    if (error.status === 300)
      return { status: 300, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(versionDocument(about.origin, about.era)) };
    const { method } = about;
    const wire = webob(error, about);
    if (error.status === 401) wire.headers['WWW-Authenticate'] = `Keystone uri="${about.identity}"`;
    else wire.headers['x-openstack-request-id'] = about.requestId;
    return method === 'HEAD' ? { ...wire, headers: { ...wire.headers, 'Content-Type': 'text/html; charset=UTF-8' }, body: '' } : wire;
  },
  unauthorized: () => new CloudError(401, ''),
  unrouted({ path }, allow) {
    // the router forgets that locations can be read
    const named = path.endsWith('/locations') ? ['POST'] : allow;
    if (allow && named) return methodNotAllowed('', { headers: { Allow: named.join(', ') } });
    return BELOW_ROOT.test(path) ? notFound('') : new CloudError(300, 'Multiple Choices');
  },

  /** The Content-Type counts for a patch only. */
  parse(text, contentType, about) {
    if (about.method === 'PATCH' && !PATCHES.includes(mediaTypeOf(contentType))) throw unpatchable();
    if (!text) throw badRequest('Body expected in request.');
    return object(text);
  },
  unexpectedBody: () => badRequest('A body is not expected with this request.'),
  invalid: (violations) => badRequest(violations[0]?.message ?? ''),
  denied: (rule) => forbidden(`You are not authorized to complete ${rule} action.`),
  /** The version documents come from before the request gets an id. */
  headers: ({ requestId, path }: About, routed): Record<string, string> => (routed && BELOW_ROOT.test(path) ? { 'x-openstack-request-id': requestId } : {}),
};

function object(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('Malformed JSON in request body.');
  }
  if (typeof value !== 'object' || value === null) throw badRequest('Unexpected body type. Expected list/dict.');
  return value;
}
function unpatchable(): CloudError {
  const types = PATCHES.join(', ');
  return unsupportedMediaType('', { detail: `Image PATCH expects Content-Type one of: ${types}`, headers: { 'Accept-Patch': types } });
}
