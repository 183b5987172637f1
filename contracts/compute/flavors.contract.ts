import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('flavors', { needs: ['admin'] }, (it) => {
  it('are created, shown and deleted', async ({ admin, member, name, later }) => {
    const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('flavor'), ram: 64, vcpus: 1, disk: 1 } } });
    later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
    const { flavor: shown } = await admin.compute.at('2.75').flavors.show({ flavor_id: flavor.id });
    expect(shown.description).toBe(null);
    const answer = await member.compute.request('GET', '/flavors/nope');
    expect(answer.status).toBe(404);
    expect(answer.json).toEqual({ itemNotFound: { code: 404, message: 'Flavor nope could not be found.' } });
  });
});
