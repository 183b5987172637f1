/** Starts a cloud with the default seed, listens, gets one token over the socket, and ends. */
import { createCloud } from '../server/cloud.ts';

const cloud = await createCloud();
const { authUrl } = await cloud.listen({ port: 0 });
const user = { name: 'admin', domain: { id: 'default' }, password: '000000' };
const scope = { project: { name: 'admin', domain: { id: 'default' } } };
const body = JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } }, scope } });
const { status } = await fetch(`${authUrl}/auth/tokens`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
if (status !== 201) throw new Error(`no token: ${status}`);
await cloud.close();
process.exit(0);
