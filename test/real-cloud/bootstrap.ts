/**
 * Fills a new cloud with what the contract and the transcripts expect of one.
 * `bootstrap.ts identity`: users, projects, the catalog; `bootstrap.ts resources`: flavors, an image, networks; `bootstrap.ts hosts N` waits for N hosts.
 */
import { connect, waitFor } from '../../client/index.ts';
import { emptyQcow2 } from '../../server/image/qcow2.ts';

const cloud = connect();
const { identity, compute, image, network } = cloud;
const password = '000000';

const SERVICES = [
  { name: 'nova', type: 'compute', url: 'http://127.0.0.1:8774/v2.1' },
  { name: 'glance', type: 'image', url: 'http://127.0.0.1:9292' },
  { name: 'neutron', type: 'network', url: 'http://127.0.0.1:9696' },
  { name: 'placement', type: 'placement', url: 'http://127.0.0.1:8778' },
  { name: 'cinder', type: 'volumev3', url: 'http://127.0.0.1:8776/v3' },
];

async function makeIdentity(): Promise<void> {
  const { roles } = await identity.roles.list();
  const roleId = (name: string): string => roles.find((role) => role.name === name)?.id ?? '';
  const project = async (name: string, domain_id: string, description = ''): Promise<string> =>
    (await identity.projects.create({ body: { project: { name, domain_id, description } } })).project.id;
  const user = async (fields: { name: string; domain_id: string; email?: string }, project_id: string, ...names: string[]): Promise<string> => {
    const { id: user_id } = (await identity.users.create({ body: { user: { ...fields, password } } })).user;
    for (const name of names) await identity.projectUserRoles.assign({ project_id, user_id, role_id: roleId(name) });
    return user_id;
  };

  const service = await project('service', 'default');
  for (const { name, type, url } of SERVICES) {
    await user({ name, domain_id: 'default' }, service, 'admin', 'service');
    const { id: service_id } = (await identity.services.create({ body: { service: { name, type } } })).service;
    for (const side of ['public', 'internal', 'admin'] as const)
      await identity.endpoints.create({ body: { endpoint: { service_id, region_id: 'RegionOne', interface: side, url } } });
  }
  await user({ name: 'demo', domain_id: 'default', email: 'demo@example.com' }, await project('demo', 'default', 'demo project'), 'member');

  const { id: domain_id } = (await identity.domains.create({ body: { domain: { name: 'demo', description: 'demo domain' } } })).domain;
  const admin = await user({ name: 'admin', domain_id }, await project('admin', domain_id), 'admin');
  await identity.domainUserRoles.assign({ domain_id, user_id: admin, role_id: roleId('admin') });
}

async function makeResources(): Promise<void> {
  const flavors = [
    { id: '1', name: 'm1.tiny', ram: 512, disk: 1, vcpus: 1 },
    { id: '2', name: 'm1.small', ram: 2048, disk: 20, vcpus: 1 },
    { id: '3', name: 'm1.medium', ram: 4096, disk: 40, vcpus: 2 },
  ];
  for (const flavor of flavors) await compute.flavors.create({ body: { flavor } });

  const cirros = await image.images.create({ body: { name: 'cirros', disk_format: 'qcow2', container_format: 'bare', visibility: 'public' } });
  await image.imageData.upload({ image_id: cirros.id, body: new Blob([emptyQcow2(42 * 2 ** 20)]).stream() });

  const inner = await network.networks.create({ body: { network: { name: 'int-net', shared: true } } });
  const common = { ip_version: 4 as const };
  await network.subnets.create({
    body: { subnet: { ...common, name: 'int-subnet', network_id: inner.network.id, cidr: '10.10.0.0/24', dns_nameservers: ['8.8.8.8'] } },
  });
  const flat = { 'provider:network_type': 'flat', 'provider:physical_network': 'public' };
  const outer = await network.networks.create({ body: { network: { name: 'ext-net', 'router:external': true, is_default: true, ...flat } } });
  await network.subnets.create({
    body: { subnet: { ...common, name: 'ext-subnet', network_id: outer.network.id, cidr: '172.24.4.0/24', enable_dhcp: false } },
  });
  // servers that ask for `networks: auto` get their subnets from here
  const pool = { name: 'shared-default-subnetpool-v4', prefixes: ['10.20.0.0/22'], default_prefixlen: 26, shared: true, is_default: true };
  await network.subnetpools.create({ body: { subnetpool: pool } });

  await awaitHosts(1);
}

/** The scheduler takes a new host into its cell some seconds after the host's first report. */
async function awaitHosts(wanted: number): Promise<void> {
  await waitFor(
    async () => (await compute.request('GET', '/os-hypervisors/detail')).json,
    (answer: { hypervisors?: { state: string }[] }) => answer.hypervisors?.filter(({ state }) => state === 'up').length === wanted,
  );
}

const [, , what, hosts] = process.argv;
await (what === 'identity' ? makeIdentity() : what === 'hosts' ? awaitHosts(Number(hosts)) : makeResources());
