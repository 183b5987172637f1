/** How Nova talks. `nova/api/openstack/wsgi.py`, `nova/api/validation/validators.py` */
import { faultNames } from '../../contracts/compute/fault.ts';
import type { About, Dialect, Violation } from '../core/dialect.ts';
import { CloudError, badRequest, forbidden, notAcceptable, unsupportedMediaType } from '../core/errors.ts';
import { str } from '../core/python.ts';
import { webob } from '../core/webob.ts';
import { keystoneUnauthorized } from '../core/wire.ts';
import { versionsOrChoices } from './versions.ts';

const JSON_TYPES = new Set(['application/json', 'application/vnd.openstack.compute+json', 'text/plain']);

export const computeDialect: Dialect = {
  order: ['weigh', 'authenticate', 'negotiate', 'read', 'choose', 'address', 'route', 'validate', 'authorize'],
  maxBody: 114_688,
  // webob's own default, where the method sets no other
  emptyType: ({ path, method }) => (method === 'PUT' && path.endsWith('/tags/{tag}') ? 'text/html; charset=UTF-8' : 'application/json'),

  fault(error, about) {
    if (error.details.type === 'middleware') return keystoneUnauthorized(about);
    if (error.details.type === 'webob') return webob(error, about.method === 'HEAD' ? { ...about, accept: 'text/html' } : about);
    const name = error.details.type ?? faultNames[error.status] ?? 'computeFault';
    const body = JSON.stringify({ [name]: { code: error.status, message: error.message } });
    return { status: error.status, headers: { 'Content-Type': 'application/json; charset=UTF-8' }, body };
  },
  unauthorized: () => new CloudError(401, 'The request you have made requires authentication.', { type: 'middleware' }),
  unrouted: () => new CloudError(404, 'The resource could not be found.', { type: 'webob' }),
  outside: versionsOrChoices,

  parse(text, contentType) {
    const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
    if (mediaType && !JSON_TYPES.has(mediaType)) throw unsupportedMediaType('Unsupported Content-Type');
    if (text === '') return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw badRequest('Malformed request body');
    }
  },
  invalid: (violations, where) => badRequest(sentence(violations[0], where)),
  denied: (rule) => forbidden(`Policy doesn't allow ${rule} to be performed.`),

  headers({ version, requestId, root, relaxed }, routed) {
    if (!root) return {};
    const ids = { 'x-openstack-request-id': requestId, 'x-compute-request-id': requestId };
    if (!routed || relaxed) return ids;
    const versions = { 'OpenStack-API-Version': `compute ${version}`, 'X-OpenStack-Nova-API-Version': version };
    return { ...versions, Vary: 'OpenStack-API-Version, X-OpenStack-Nova-API-Version', ...ids };
  },
  badVersion(requested: string, about: About) {
    if (!/^([1-9]\d*)\.([1-9]\d*|0)$/.test(requested)) {
      return badRequest(`API Version String ${requested} is of invalid format. Must be of format MajorNum.MinorNum.`, { unversioned: true });
    }
    about.version = requested as About['version'];
    return notAcceptable(`Version ${requested} is not supported by the API. Minimum is 2.1 and maximum is 2.104.`, { type: 'computeFault' });
  },
};

function sentence(violation: Violation | undefined, where: 'body' | 'query'): string {
  if (!violation) return 'Malformed request body';
  const { path, value, message, sentence: whole } = violation;
  if (whole !== undefined) return whole;
  if (!path.length) return message;
  return where === 'body'
    ? `Invalid input for field/attribute ${path.at(-1)}. Value: ${str(value)}. ${message}`
    : `Invalid input for query parameters ${path[0]}. Value: ${str(value)}. ${message}`;
}
