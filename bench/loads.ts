/** The requests that are measured, on a cloud with twenty servers. */
import { connect } from '../client/index.ts';

export interface Load {
  name: string;
  /** Of the throughput of a bare hello. */
  goal: number | undefined;
  path: string;
  method?: 'GET' | 'POST';
  body?: unknown;
}

const user = { name: 'admin', domain: { id: 'default' }, password: '000000' };
const scope = { project: { name: 'admin', domain: { id: 'default' } } };
const auth = { auth: { identity: { methods: ['password'], password: { user } }, scope } };

/** @param url of a cloud with the default seed that serves everything under one port */
export async function prepare(url: string): Promise<{ loads: Load[]; token: string }> {
  const names = { username: 'admin', password: '000000', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };
  const { compute, image, token, whoami } = connect({ auth: { auth_url: `${url}/identity/v3`, ...names } });
  const { project } = await whoami();
  await compute.request('PUT', `/os-quota-sets/${project?.id}`, { json: { quota_set: { instances: -1, cores: -1, ram: -1 } } });
  const { images } = (await image.request('GET', '/images')).json as { images: { id: string }[] };
  const server = { name: 'bench', flavorRef: '1', imageRef: images[0]?.id, networks: 'none' };
  const made = await Promise.all(Array.from({ length: 20 }, async () => compute.at('2.37').request('POST', '/servers', { json: { server } })));
  const refused = made.find(({ status }) => status !== 202);
  if (refused) throw new Error(`a server was refused: ${refused.text}`);
  const [first] = made.map(({ json }) => (json as { server: { id: string } }).server.id);
  return {
    token: await token(),
    loads: [
      { name: 'show a server', goal: 0.4, path: `/compute/v2.1/servers/${first}` },
      { name: 'list 20 servers in detail', goal: undefined, path: '/compute/v2.1/servers/detail?limit=20' },
      { name: 'issue a token', goal: 0.2, path: '/identity/v3/auth/tokens', method: 'POST', body: auth },
      { name: 'create a server', goal: 0.3, path: '/compute/v2.1/servers', method: 'POST', body: { server } },
    ],
  };
}
