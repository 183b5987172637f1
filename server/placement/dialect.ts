/** How Placement talks. `placement/util.py` (`json_error_formatter`), `placement/deploy.py`, `placement/microversion.py` */
import { placementService } from '../../contracts/placement/service.ts';
import { type Microversion, minor } from '../../contracts/microversion.ts';
import type { About, Dialect, Wire } from '../core/dialect.ts';
import { CloudError, badRequest, forbidden, notAcceptable, notFound, unsupportedMediaType } from '../core/errors.ts';
import { repr } from '../core/python.ts';
import { webob } from '../core/webob.ts';
import { keystoneUnauthorized } from '../core/wire.ts';

/** Stands for the version of a request whose version could not be told. */
const UNKNOWN: Microversion = '0.0';

export const placementDialect: Dialect = {
  order: ['authenticate', 'negotiate', 'route', 'read', 'authorize', 'validate'],
  handlersValidate: true,
  maxBody: 114_688,

  fault(error, about) {
    if (error.details.type === 'middleware') return keystoneUnauthorized(about);
    return asErrors(webob(error, about), error, about);
  },
  unauthorized(about) {
    about.version = UNKNOWN;
    return new CloudError(401, 'The request you have made requires authentication.', { type: 'middleware' });
  },
  unrouted(_about, allow) {
    if (!allow) return notFound('');
    const headers = { Allow: [...new Set(allow)].toSorted().join(', '), vary: 'openstack-api-version' };
    return new CloudError(405, '', { detail: 'The method specified is not allowed for this resource.', headers });
  },

  /** The text itself: what it says is looked into by the handlers, once they have looked up what it is for. */
  parse(text, contentType) {
    if (!contentType && text) throw badRequest('', { detail: 'content-type header required when content-length > 0', unversioned: true });
    const mediaType = contentType?.split(';')[0]?.trim().toLowerCase() ?? 'None';
    if (mediaType === 'application/json') return text;
    throw unsupportedMediaType('', { detail: `The media type ${mediaType} is not supported, use application/json` });
  },
  invalid: () => {
    throw new Error('the handlers check what Placement gets');
  },
  denied: (rule) => forbidden('', { detail: `Policy does not allow ${rule} to be performed.`, unversioned: true }),

  headers({ version, requestId }, handled) {
    if (version === UNKNOWN) return { 'x-openstack-request-id': requestId };
    return { 'openstack-api-version': `placement ${version}`, ...(handled && { vary: 'openstack-api-version' }), 'x-openstack-request-id': requestId };
  },
  badVersion(requested, about) {
    about.version = UNKNOWN;
    const [, major, digits] = /^(\d+)\.(\d+)$/.exec(requested) ?? [];
    if (major !== undefined && digits !== undefined) return notAcceptable('', { detail: `Invalid microversion: Unacceptable version header: ${requested}` });
    const part = requested.split('.').find((text) => !/^\d+$/.test(text)) ?? requested;
    const reason = requested.split('.').length > 2 ? 'too many values to unpack (expected 2)' : `invalid literal for int() with base 10: ${repr(part)}`;
    return badRequest('', { detail: `Invalid microversion: invalid version string: ${requested}; ${reason}` });
  },
};

/** webob's page, its JSON form in the shape of the API guidelines. */
function asErrors(wire: Wire, { status, details }: CloudError, { version, requestId }: About): Wire {
  if (wire.headers['Content-Type'] !== 'application/json') return wire;
  const { message, title } = JSON.parse(wire.body) as { message: string; title: string };
  const detail = message.replaceAll('\n', ' ').replaceAll(/<br[^>]*>/g, '\n');
  const unknown = version === UNKNOWN;
  const code = !unknown && minor(version) >= 23 && { code: details.type ?? 'placement.undefined_code' };
  const { min, max } = placementService.versions ?? {};
  const range = unknown && status === 406 && { max_version: max, min_version: min };
  return { ...wire, body: JSON.stringify({ errors: [{ status, title, detail, ...code, request_id: requestId, ...range }] }) };
}
