/** Whatever the order of creates and deletes: no address and no MAC is given twice, nothing leaks, and everything can be deleted in the end. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect } from '../client/index.ts';
import { createCloud } from '../server/cloud.ts';

type Step =
  | { do: 'network' }
  | { do: 'subnet'; network: number; third: number; length: 29 | 28 | 27 }
  | { do: 'port'; network: number; ip?: number }
  | { do: 'move'; port: number; ip: number }
  | { do: 'delete port' | 'delete subnet' | 'delete network'; which: number };

const index = fc.nat({ max: 7 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'network' }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('subnet' as const), network: index, third: fc.nat({ max: 3 }), length: fc.constantFrom(29, 28, 27) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('port' as const), network: index, ip: fc.nat({ max: 31 }) }, { requiredKeys: ['do', 'network'] }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), port: index, ip: fc.nat({ max: 31 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('delete port' as const), which: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete subnet' as const), which: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete network' as const), which: index }) },
);

test('no address and no MAC is given twice, and nothing leaks', { timeout: 120_000 }, async () => {
  const cloud = await createCloud();
  const auth = { auth_url: 'http://cloud/identity/v3', username: 'admin', password: '000000', project_name: 'admin' };
  const inDefault = { user_domain_name: 'Default', project_domain_name: 'Default' };
  const { network: api } = connect({ auth: { ...auth, ...inDefault }, fetch: cloud.fetch });
  const before = await census();

  async function census() {
    const [{ networks }, { subnets }, { ports }, { network_ip_availabilities: counts }] = await Promise.all([
      api.networks.list({}),
      api.subnets.list({}),
      api.ports.list({}),
      api.networkIpAvailabilities.list({}),
    ]);
    return { networks, subnets, ports, used: counts.reduce((sum, { used_ips }) => sum + used_ips, 0) };
  }
  /** A refusal is an answer like any other. */
  const attempt = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((error: { status?: number }) => expect([400, 404, 409]).toContain(error.status));
  };
  const own = async () => {
    const { networks, subnets, ports } = await census();
    return { networks: networks.filter(({ name }) => name === 'random'), subnets: subnets.filter(({ name }) => name === 'random'), ports };
  };

  async function take(action: Step): Promise<void> {
    const { networks, subnets, ports } = await own();
    const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(list.length, 1)];
    switch (action.do) {
      case 'network':
        return attempt(api.networks.create({ body: { network: { name: 'random' } } }));
      case 'subnet': {
        const network = pick(networks, action.network);
        const cidr = `10.66.${action.third}.0/${action.length}`;
        return network && attempt(api.subnets.create({ body: { subnet: { name: 'random', network_id: network.id, ip_version: 4, cidr } } }));
      }
      case 'port': {
        const network = pick(networks, action.network);
        const fixed_ips = action.ip === undefined ? {} : { fixed_ips: [{ ip_address: `10.66.0.${action.ip}` }] };
        return network && attempt(api.ports.create({ body: { port: { network_id: network.id, ...fixed_ips } } }));
      }
      case 'move': {
        const port = pick(ports, action.port);
        return port && attempt(api.ports.update({ port_id: port.id, body: { port: { fixed_ips: [{ ip_address: `10.66.0.${action.ip}` }] } } }));
      }
      case 'delete port': {
        const port = pick(ports, action.which);
        return port && attempt(api.ports.delete({ port_id: port.id }));
      }
      case 'delete subnet': {
        const subnet = pick(subnets, action.which);
        return subnet && attempt(api.subnets.delete({ subnet_id: subnet.id }));
      }
      case 'delete network': {
        const network = pick(networks, action.which);
        return network && attempt(api.networks.delete({ network_id: network.id }));
      }
    }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      await take({ do: 'network' });
      for (const action of steps) {
        await take(action);
        const { ports, used } = await census();
        const addresses = ports.flatMap(({ fixed_ips }) => fixed_ips.map(({ subnet_id, ip_address }) => `${subnet_id}/${ip_address}`));
        expect(new Set(addresses).size).toBe(addresses.length);
        expect(used).toBe(addresses.length);
        const macs = ports.map(({ network_id, mac_address }) => `${network_id}/${mac_address}`);
        expect(new Set(macs).size).toBe(macs.length);
      }
      const left = await own();
      for (const { id } of left.ports) await api.ports.delete({ port_id: id });
      for (const { id } of left.subnets) await api.subnets.delete({ subnet_id: id });
      for (const { id } of left.networks) await api.networks.delete({ network_id: id });
      const after = await census();
      expect([after.networks.length, after.subnets.length, after.ports.length, after.used]).toEqual([
        before.networks.length,
        before.subnets.length,
        before.ports.length,
        before.used,
      ]);
    }),
    { numRuns: 25 },
  );
  await cloud.close();
});
