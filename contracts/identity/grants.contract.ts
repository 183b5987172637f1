import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { said, someone } from '../../test/contract/people.ts';

contract('grants of roles', { needs: ['admin'] }, (it) => {
  it('are given, found and taken away for users and groups everywhere', async (stage) => {
    const { admin, name, later } = stage;
    const { user, project, role } = await someone(stage);
    const { group } = await admin.identity.groups.create({ body: { group: { name: name('group'), domain_id: 'default' } } });
    later(() => admin.identity.groups.delete({ group_id: group.id }));
    const ask = async (method: string, path: string) => said(await admin.identity.request(method, path));
    const places = ['/projects', '/domains', '/OS-INHERIT/projects', '/OS-INHERIT/domains', '/system'];
    for (const place of places)
      for (const actor of [`users/${user.id}`, `groups/${group.id}`]) {
        const target = place === '/system' ? '' : place.endsWith('projects') ? `/${project.id}` : '/default';
        const list = `${place}${target}/${actor}/roles`;
        const inherited = place.startsWith('/OS-INHERIT');
        const path = `${list}/${role.id}${inherited ? '/inherited_to_projects' : ''}`;
        expect([path, await ask('PUT', path)]).toEqual([path, [204, undefined]]);
        expect([path, await ask('HEAD', path)]).toEqual([path, [204, undefined]]);
        expect([path, await ask('GET', path)]).toEqual([path, [204, undefined]]);
        const [status, body] = await ask('GET', inherited ? `${list}/inherited_to_projects` : list);
        if (!(inherited && place.endsWith('projects'))) {
          expect([path, status]).toEqual([path, 200]);
          expect((body as { roles: object[] }).roles).toMatchObject([{ id: role.id, name: 'member' }]);
        }
        expect([path, await ask('DELETE', path)]).toEqual([path, [204, undefined]]);
        expect([path, (await ask('GET', path))[0]]).toEqual([path, 404]);
        expect([path, (await ask('DELETE', path))[0]]).toEqual([path, 404]);
      }
  });

  it('know who is in a group', async (stage) => {
    const { admin, name, later } = stage;
    const { user } = await someone(stage);
    const { group } = await admin.identity.groups.create({ body: { group: { name: name('group'), domain_id: 'default' } } });
    later(() => admin.identity.groups.delete({ group_id: group.id }));
    const member = `/groups/${group.id}/users/${user.id}`;
    expect((await admin.identity.request('GET', member)).status).toBe(404);
    expect((await admin.identity.request('PUT', member)).status).toBe(204);
    expect((await admin.identity.request('GET', member)).status).toBe(204);
    expect((await admin.identity.request('HEAD', member)).status).toBe(204);
  });
});
