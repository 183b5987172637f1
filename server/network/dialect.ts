/** How Neutron talks. `neutron/api/api_common.py`, `neutron/pecan_wsgi/app.py` */
import type { About, Dialect } from '../core/dialect.ts';
import { CloudError, badRequest, forbidden, methodNotAllowed, notFound } from '../core/errors.ts';
import { webob } from '../core/webob.ts';
import { keystoneUnauthorized } from '../core/wire.ts';
import * as faults from './faults.ts';

/** webob's exceptions, which stand for errors that have no name of Neutron's. */
const TYPES: Record<number, string> = {
  400: 'HTTPBadRequest',
  403: 'HTTPForbidden',
  404: 'HTTPNotFound',
  405: 'HTTPMethodNotAllowed',
  409: 'HTTPConflict',
  413: 'HTTPRequestEntityTooLarge',
  500: 'HTTPInternalServerError',
  501: 'HTTPNotImplemented',
  503: 'HTTPServiceUnavailable',
};
const CORE = /^\/v2\.0\/(?:networks|subnets|ports)(?:\/[^/]+)?$/;
const MALFORMED = 'The server could not comply with the request since it is either malformed or otherwise incorrect.';

export const networkDialect: Dialect = {
  order: ['authenticate', 'read', 'choose', 'validate'],
  maxBody: 114_688,
  handlersValidate: true,
  looseDashes: true,

  fault(error, about) {
    if (error.details.type === 'middleware') return keystoneUnauthorized(about);
    if (error.details.type === 'webob') return webob(error, about);
    const type = error.details.type ?? TYPES[error.status] ?? 'HTTPError';
    const body = JSON.stringify({ [error.status === 501 ? 'NotImplementedError' : 'NeutronError']: { type, message: error.message, detail: '' } });
    return { status: error.status, headers: { 'Content-Type': 'application/json' }, body };
  },
  unauthorized: () => new CloudError(401, 'The request you have made requires authentication.', { type: 'middleware' }),
  unrouted(about, allow) {
    if (!allow) return notFound('The resource could not be found.');
    return unnamed(about) ?? methodNotAllowed(MALFORMED);
  },

  parse(text, _contentType, { path }) {
    if (!text) return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // the newer controller has the networks, subnets and ports, the older one the rest
      if (CORE.test(path)) throw badRequest('Body contains invalid data');
      throw badRequest('Malformed request body: Cannot understand JSON.', { type: 'MalformedRequestBody' });
    }
  },
  invalid: () => badRequest('Body contains invalid data'),
  denied: (rule) => forbidden(`rule:${rule} is disallowed by policy`, { type: 'PolicyNotAuthorized' }),
  // the list of versions comes from before the request gets an id
  headers: ({ requestId, path }): Record<string, string> => (path === '/' ? {} : { 'x-openstack-request-id': requestId }),
};

const MISSING: Record<string, (id: string) => CloudError> = {
  networks: faults.networkNotFound,
  subnets: faults.subnetNotFound,
  subnetpools: faults.subnetPoolNotFound,
  ports: faults.portNotFound,
  'security-groups': faults.securityGroupNotFound,
  'security-group-rules': faults.securityGroupRuleNotFound,
  routers: faults.routerNotFound,
  floatingips: faults.floatingIpNotFound,
  trunks: faults.trunkNotFound,
};
/** A change of a whole collection is taken for one of a resource without a name. */
function unnamed({ method, path }: About): CloudError | undefined {
  const [, collection = ''] = /^\/v2\.0\/([^/]+)$/.exec(path) ?? [];
  return method === 'PUT' || method === 'DELETE' ? MISSING[collection]?.('None') : undefined;
}
