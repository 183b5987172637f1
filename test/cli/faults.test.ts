/** The official command line, when something goes wrong on purpose: it does what it would do with a real cloud. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import { type Control, control } from '../../client/index.ts';
import { withOpenstack } from './openstack.ts';

const world = 'default';

withOpenstack('faults', {}, ({ cloud, openstack: run }) => {
  let faults: Control['faults'];
  beforeAll(() => {
    ({ faults } = control({ url: String(cloud().env['OS_AUTH_URL']) }));
  });
  afterEach(() => faults.clear({ world }));
  const openstack = (line: string) => run(line.split(' '));
  const operation = (name: string) => ({ match: { operation: name } });

  test('says what the service says', async () => {
    await faults.create({ world, body: { ...operation('compute.flavors.*'), effect: { status: 503, message: 'the database is away' } } });
    const { code, stderr } = await openstack('flavor list');
    expect([code, stderr]).toEqual([1, expect.stringContaining('the database is away')]);
  });

  test('logs in again when its token is refused', async () => {
    await faults.create({ world, body: { name: 'once', ...operation('compute.flavors.*'), effect: { status: 401 }, when: { first: 1 } } });
    const { code, stdout } = await openstack('flavor list -f value -c Name');
    expect([code, stdout]).toEqual([0, expect.stringContaining('m1.tiny')]);
    expect(await faults.show({ world, fault: 'once' })).toMatchObject({ fired: 1 });
  });

  test('gives up on a broken connection', async () => {
    await faults.create({ world, body: { ...operation('compute.flavors.*'), effect: { cut: 'reset' } } });
    const { code, stderr } = await openstack('flavor list');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/Unable to establish connection|Connection aborted/)]);
  });

  test('does not take half an answer for a whole one', async () => {
    await faults.create({ world, body: { ...operation('identity.users.list'), effect: { cut: 'truncate' } } });
    expect((await openstack('user list')).code).toBe(1);
  });

  test('waits', async () => {
    await faults.create({ world, body: { ...operation('network.networks.list'), effect: { delay: '2s' } } });
    const start = performance.now();
    expect((await openstack('network list')).code).toBe(0);
    expect(performance.now() - start).toBeGreaterThan(2000);
  });

  test('believes an error, though it was done', async () => {
    await faults.create({ world, body: { ...operation('compute.keypairs.create'), effect: { status: 500, phase: 'after' } } });
    expect((await openstack('keypair create done')).code).toBe(1);
    await faults.clear({ world });
    expect((await openstack('keypair show done')).code).toBe(0);
  });

  test('sees a server fail to build', async () => {
    await faults.create({ world, body: { transition: 'server.build.spawning' } });
    const { code } = await openstack('server create --flavor m1.tiny --image cirros --nic none --wait unlucky');
    expect(code).toBe(1);
    expect((await openstack('server show -f value -c status unlucky')).stdout.trim()).toBe('ERROR');
  });

  test('is told to come back later', async () => {
    await faults.create({ world, body: { ...operation('image.images.list'), effect: { status: 429, retry_after: 1 } } });
    const { code, stderr } = await openstack('image list');
    expect([code, stderr]).toEqual([1, expect.stringContaining('429')]);
  });
});
