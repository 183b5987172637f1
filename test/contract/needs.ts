/** What a contract may need of a cloud. Each check gives the reason why it is not there, or nothing. */
import type { Microversion } from '../../contracts/microversion.ts';
import type { Connection } from '../../client/index.ts';

const some =
  (service: 'compute' | 'image' | 'network' | 'identity', path: string, key: string, what: string) =>
  async (admin: Connection): Promise<string | undefined> => {
    const { json } = await admin[service].request('GET', path);
    return (json?.[key] as unknown[] | undefined)?.length ? undefined : `the cloud has no ${what}`;
  };
const checks = {
  admin: async (admin: Connection) => ((await admin.whoami()).roles?.some(({ name }) => name === 'admin') ? undefined : 'the user is no admin'),
  image: some('image', '/images?status=active&limit=1', 'images', 'active image'),
  flavor: some('compute', '/flavors?limit=1', 'flavors', 'flavor'),
  network: some('network', '/networks?router:external=false&limit=1', 'networks', 'network of its own'),
  'external network': some('network', '/networks?router:external=true&limit=1', 'networks', 'external network'),
  'block storage': async (admin: Connection) => {
    const { catalog = [] } = await admin.whoami();
    return catalog.some(({ type }) => type === 'volumev3' || type === 'block-storage') ? undefined : 'the cloud has no block storage';
  },
  'two hosts': async (admin: Connection) => {
    const { json } = await admin.compute.request('GET', '/os-hypervisors');
    return (json?.hypervisors as unknown[] | undefined)?.[1] ? undefined : 'the cloud has one compute host';
  },
  /** That may be taken out of service, because nothing really runs there. */
  'two fake hosts': async (admin: Connection) => {
    const { json } = await admin.compute.request('GET', '/os-hypervisors/detail');
    const fake = (json?.hypervisors as { hypervisor_type: string }[] | undefined)?.filter(({ hypervisor_type }) => hypervisor_type === 'fake') ?? [];
    return fake[1] ? undefined : 'the cloud has no two hosts that nothing real runs on';
  },
};
/** `extension qos`: of Neutron, by alias. `microversion 2.90`: of Nova. */
export type Need = keyof typeof checks | `extension ${string}` | `microversion ${Microversion}`;

async function lacks(need: Need, admin: Connection): Promise<string | undefined> {
  const [kind, what = ''] = need.split(' ');
  if (kind === 'extension') {
    const { status } = await admin.network.request('GET', `/extensions/${what}`);
    return status === 200 ? undefined : `the cloud has no network extension ${what}`;
  }
  if (kind === 'microversion') {
    const { status } = await admin.compute.at(what as Microversion).request('GET', '/flavors?limit=1');
    return status === 406 ? `the cloud has no compute microversion ${what}` : undefined;
  }
  return checks[need as keyof typeof checks](admin);
}

/** By a cloud's admin: another file may have another cloud. */
const known = new WeakMap<Connection, Map<Need, Promise<string | undefined>>>();
/** The reason why the cloud lacks one of the needs. */
export async function lacking(needs: readonly Need[], admin: Connection): Promise<string | undefined> {
  const asked = known.get(admin) ?? new Map<Need, Promise<string | undefined>>();
  known.set(admin, asked);
  for (const need of needs) {
    const pending = asked.get(need) ?? lacks(need, admin);
    asked.set(need, pending);
    const reason = await pending;
    if (reason) return reason;
  }
  return undefined;
}
