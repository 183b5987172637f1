/** How Cinder talks. `cinder/api/openstack/wsgi.py`, `cinder/api/validation/validators.py`, `cinder/api/middleware/fault.py` */
import type { About, Dialect, Violation } from '../core/dialect.ts';
import { CloudError, badRequest, forbidden, notAcceptable, notFound, unsupportedMediaType } from '../core/errors.ts';
import { str } from '../core/python.ts';
import { webob } from '../core/webob.ts';
import { keystoneUnauthorized } from '../core/wire.ts';
import { blockStorageService } from '../../contracts/block-storage/service.ts';
import { versionsOutside } from './versions.ts';

const NAMES: Record<number, string> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};
const JSON_TYPES = new Set(['application/json', 'application/vnd.openstack.volume+json']);
/** Of answers that webob makes by itself. */
export const EMPTY_TYPE = 'text/html; charset=UTF-8';
/** webob's word where nobody explains. */
export const UNEXPLAINED = 'The server could not comply with the request since it is either malformed or otherwise incorrect.';

export const blockStorageDialect: Dialect = {
  order: ['weigh', 'authenticate', 'negotiate', 'read', 'choose', 'address', 'route', 'validate', 'authorize'],
  maxBody: 114_688,
  emptyType: ({ path, plain }) => (plain ? EMPTY_TYPE : path === '' ? 'text/plain; charset=utf8' : 'application/json'),
  misaddressed: 'Malformed request url',

  fault(error, about) {
    const { status, details, message } = error;
    if (details.type === 'middleware') return keystoneUnauthorized(about);
    if (details.type === 'webob') return webob(error, about);
    if (details.type === 'empty') return { status, headers: { 'Content-Type': EMPTY_TYPE }, body: '' };
    const more = details.headers?.['Retry-After'] === undefined ? {} : { retryAfter: details.headers['Retry-After'] };
    const body = JSON.stringify({ [NAMES[status] ?? 'computeFault']: { code: status, message, ...more } });
    return { status, headers: { 'Content-Type': 'application/json' }, body };
  },
  unauthorized: () => new CloudError(401, 'The request you have made requires authentication.', { type: 'middleware' }),
  unrouted: () => notFound('', { type: 'webob', unversioned: true }),
  outside: versionsOutside,

  /** A body of no type is passed over. */
  parse(text, contentType, { path }) {
    if (text !== '' && contentType && !JSON_TYPES.has(contentType.split(';')[0]?.trim().toLowerCase() ?? ''))
      throw unsupportedMediaType('Unsupported Content-Type');
    const nothing = text === '' || !contentType;
    if (nothing && path.endsWith('/action')) throw unknownAction('None');
    if (nothing) throw badRequest(UNEXPLAINED);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw badRequest('Malformed request body');
    }
  },
  unknownAction: (name) => unknownAction(name),
  invalid: (violations) => badRequest(sentence(violations[0])),
  denied: (rule) => forbidden(`Policy doesn't allow ${rule} to be performed.`),

  headers({ version, requestId, root, path }, routed, row) {
    const id = { 'x-openstack-request-id': requestId };
    if (!routed || path === '/v3' || (!root && path !== '/')) return id;
    const versions = { 'OpenStack-API-Version': `volume ${version}`, Vary: 'OpenStack-API-Version' };
    return { ...(!isLegacy(version) && versions), ...(!row?.plain && { 'x-compute-request-id': requestId }), ...id };
  },
  /** The first entry that names the service anywhere, in its own spelling. */
  versionIn(header, about) {
    const entry = header.split(',').find((one) => one.includes('volume'));
    const [, version] = entry?.trim().split(/\s+/) ?? [];
    if (version !== undefined) return version;
    about.version = NONE;
    throw badRequest(UNEXPLAINED);
  },
  badVersion(requested: string, about: About) {
    if (!/^([1-9]\d*)\.([1-9]\d*|0)$/.test(requested)) {
      about.version = NONE;
      return badRequest(`API Version String ${requested} is of invalid format. Must be of format MajorNum.MinorNum.`);
    }
    about.version = requested as About['version'];
    const { min, max } = blockStorageService.versions ?? {};
    return notAcceptable(`Version ${requested} is not supported by the API. Minimum is ${min} and maximum is ${max}.`);
  },
};

/** Of a request whose version could not be told: no header speaks of it. */
const NONE = '2.0';
/** Cinder took these for its former APIs, which sent no version. */
const isLegacy = (version: string): boolean => /[12]\.0/.test(version);
const unknownAction = (name: string): CloudError =>
  badRequest(`There is no such action: ${name}. Verify the request body and Content-Type header and try again.`);

function sentence(violation: Violation | undefined): string {
  if (!violation) return 'Malformed request body';
  const { path, value, message, sentence: whole } = violation;
  return whole ?? (path.length ? `Invalid input for field/attribute ${path.at(-1)}. Value: ${str(value)}. ${message}` : message);
}
