/** Where a console's token leads. Follows `nova/api/openstack/compute/console_auth_tokens.py` and the fake hypervisor, whose consoles are nowhere. */
import { consoleAuthTokens as table } from '../../contracts/compute/console-auth-tokens.ts';
import { within } from '../../contracts/microversion.ts';
import { implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { validToken } from './console-tokens.ts';

/** webob's sentence for a 400 that gives no reason. */
export const unexplained = () => badRequest('The server could not comply with the request since it is either malformed or otherwise incorrect.');

export const consoleAuthTokenHandlers = implement(table, {
  show: async (request) => {
    if (within(request.version, { until: '2.30' })) throw unexplained();
    request.enforce();
    const token = await validToken(request, request.params.token);
    if (!token) throw notFound('Token not found');
    const { server_id: instance_uuid, internal_access_path } = token;
    return { console: { instance_uuid, host: 'fakevncconsole.com', port: 6969, internal_access_path } };
  },
});
