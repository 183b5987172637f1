/** Starts the built cloud with the default seed, listens, gets one token over the socket, says so, and ends. Its modules are cached as the `virga` command's are. */
import module from 'node:module';

module.enableCompileCache();
const { createCloud } = await import('../dist/index.js');
const cloud = await createCloud();
const { authUrl } = await cloud.listen({ port: 0 });
const user = { name: 'admin', domain: { id: 'default' }, password: '000000' };
const scope = { project: { name: 'admin', domain: { id: 'default' } } };
const body = JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } }, scope } });
const { status } = await fetch(`${authUrl}/auth/tokens`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
if (status !== 201) throw new Error(`no token: ${status}`);
console.log('token');
await cloud.close();
process.exit();
