import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { denied, said, someone } from '../../test/contract/people.ts';

contract('credentials', { needs: ['admin'] }, (it) => {
  it('are kept as they come, and seen by their user and by admins', async (stage) => {
    const { admin } = stage;
    const { user, headers: own } = await someone(stage);
    const headers = await own();
    const wanted = { type: 'cert', blob: 'pem', user_id: user.id };
    const { credential } = await admin.identity.credentials.create({ body: { credential: wanted }, headers });
    expect(credential).toMatchObject({ ...wanted, project_id: null });
    const where = { credential_id: credential.id, headers };
    expect((await admin.identity.credentials.show(where)).credential).toEqual(credential);
    expect((await admin.identity.credentials.list({ query: { user_id: user.id, type: 'cert' } })).credentials).toEqual([credential]);
    const { credential: changed } = await admin.identity.credentials.update({ ...where, body: { credential: { blob: 'new' } } });
    expect(changed).toEqual({ ...credential, blob: 'new' });

    const other = await someone(stage);
    const foreign = { headers: await other.headers() };
    expect((await admin.identity.request('GET', `/credentials?user_id=${user.id}`, foreign)).json.credentials).toEqual([]);
    const path = `/credentials/${credential.id}`;
    expect(said(await admin.identity.request('GET', path, foreign))).toEqual([403, denied('identity:get_credential').error.message]);
    expect(said(await admin.identity.request('DELETE', path, foreign))).toEqual([403, denied('identity:delete_credential').error.message]);
    await admin.identity.credentials.delete(where);
    expect(said(await admin.identity.request('GET', path))).toEqual([404, `Could not find credential: ${credential.id}.`]);
  });

  it('for EC2 have an access key and a project', async (stage) => {
    const { admin, name, later } = stage;
    const { user, project } = await someone(stage);
    const access = name('access');
    const good = { type: 'ec2', blob: JSON.stringify({ access, secret: 's' }), user_id: user.id, project_id: project.id };
    const create = async (credential: object) => said(await admin.identity.request('POST', '/credentials', { json: { credential } }));
    const { credential } = await admin.identity.credentials.create({ body: { credential: good } });
    later(() => admin.identity.credentials.delete({ credential_id: credential.id }));
    expect(await create(good)).toEqual([409, `Conflict occurred attempting to store credential - Duplicate entry found with ID ${credential.id}.`]);
    expect(await create({ ...good, blob: '{' })).toEqual([400, 'Invalid blob in credential']);
    const { project_id: _, ...bare } = good;
    expect((await create(bare))[1]).toMatch(/'project_id' is a required property$/);
    const moved = await admin.identity.request('PATCH', `/credentials/${credential.id}`, {
      json: { credential: { blob: JSON.stringify({ access, trust_id: 'x' }) } },
    });
    expect(said(moved)).toEqual([400, 'trust_id can not be updated for credential']);
    const where = { user_id: user.id, credential_id: access };
    expect((await admin.identity.ec2Credentials.show(where)).credential).toMatchObject({ access, secret: 's', tenant_id: project.id });
  });

  it('for EC2 are made for a user', async (stage) => {
    const { admin } = stage;
    const { user, project, headers: own } = await someone(stage);
    const headers = await own();
    const { credential } = await admin.identity.ec2Credentials.create({ user_id: user.id, body: { tenant_id: project.id }, headers });
    expect(credential).toMatchObject({ user_id: user.id, tenant_id: project.id, trust_id: null });
    expect((await admin.identity.ec2Credentials.list({ user_id: user.id, headers })).credentials).toEqual([credential]);
    const path = `/users/${user.id}/credentials/OS-EC2`;
    expect(said(await admin.identity.request('POST', path, { json: { tenant_id: 'nothing' }, headers }))).toEqual([404, 'Could not find project: nothing.']);
    await admin.identity.ec2Credentials.delete({ user_id: user.id, credential_id: credential.access, headers });
    expect((await admin.identity.request('GET', `${path}/${credential.access}`, { headers })).status).toBe(404);
  });
});
