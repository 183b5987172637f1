// A cloud for each test file, in its own process: `npm install --save-dev virga`, then `node --test`.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { OpenStackError, connect, createCloud, waitFor } from 'virga';

const cloud = await createCloud();
after(() => cloud.close());

const admin = { username: 'admin', password: '000000', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };
const { compute, image, network } = connect({ auth: { ...admin, auth_url: 'http://cloud/identity/v3' }, fetch: cloud.fetch });

test('a server gets an address of its network', async () => {
  const { networks } = await network.networks.list({ query: { name: 'int-net' } });
  const { images } = await image.images.list({ query: { name: 'cirros' } });
  const body = { server: { name: 'one', flavorRef: '1', imageRef: images[0].id, networks: [{ uuid: networks[0].id }] } };
  const { server } = await compute.servers.create({ body });
  const done = await waitFor(
    () => compute.servers.show({ server_id: server.id }),
    (shown) => shown.server.status === 'ACTIVE',
  );
  assert.match(done.server.addresses['int-net'][0].addr, /^10\.10\.0\.\d+$/);
});

test('what is refused is refused as by Nova', async () => {
  await assert.rejects(compute.flavors.show({ flavor_id: 'none' }), (error) => {
    assert.ok(error instanceof OpenStackError);
    assert.equal(error.status, 404);
    assert.match(error.message, /Flavor none could not be found\./);
    return true;
  });
});
