/** An error body that several services share. */
import type { About, Wire } from './dialect.ts';

/** keystonemiddleware answers for nova, neutron, placement and cinder. */
export const keystoneUnauthorized = ({ identity }: About): Wire => ({
  status: 401,
  headers: { 'Content-Type': 'application/json', 'WWW-Authenticate': `Keystone uri="${identity}"` },
  body: JSON.stringify({ error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' } }),
});
