import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';
import { denied, password, said, someone, tokenFor } from '../../test/contract/people.ts';

/** A trustor with a role, a trustee without, and headers for both. */
async function couple(stage: Stage) {
  const trustor = await someone(stage);
  const trustee = await someone(stage);
  const headers = await trustor.headers();
  const offer = {
    trustor_user_id: trustor.user.id,
    trustee_user_id: trustee.user.id,
    project_id: trustor.project.id,
    impersonation: false,
    roles: [{ name: 'member' }],
  };
  const logIn = async (id: string, user = trustee.user.id) =>
    stage.admin.identity.request('POST', '/auth/tokens', { json: password({ id: user, password: 'first' }, { 'OS-TRUST:trust': { id } }) });
  return { trustor, trustee, headers, offer, logIn };
}

contract('trusts', { needs: ['admin'] }, (it) => {
  it('lend roles to another user', async (stage) => {
    const { admin } = stage;
    const { trustor, trustee, headers, offer, logIn } = await couple(stage);
    const { trust } = await admin.identity.trusts.create({ body: { trust: offer }, headers });
    expect(trust).toMatchObject({ trustor_user_id: trustor.user.id, expires_at: null, remaining_uses: null, redelegation_count: 0, deleted_at: null });
    expect(trust.roles?.map((role) => role.name)).toEqual(['member']);
    expect((await admin.identity.trusts.show({ trust_id: trust.id, headers: await trustee.headers() })).trust).toEqual(trust);
    const { roles } = await admin.identity.trusts.roles({ trust_id: trust.id, headers });
    expect(roles).toEqual(trust.roles);
    expect((await admin.identity.trusts.role({ trust_id: trust.id, role_id: roles[0]?.id ?? '', headers })).role).toEqual(roles[0]);
    const { trusts } = await admin.identity.trusts.list({ query: { trustor_user_id: trustor.user.id }, headers });
    expect(trusts.map(({ id }) => id)).toEqual([trust.id]);

    const { status, json } = await logIn(trust.id);
    expect([status, json.token.user.id, json.token.project.id]).toEqual([201, trustee.user.id, trustor.project.id]);
    expect(json.token['OS-TRUST:trust']).toEqual({
      id: trust.id,
      trustor_user: { id: trustor.user.id },
      trustee_user: { id: trustee.user.id },
      impersonation: false,
    });
    expect(said(await logIn(trust.id, trustor.user.id))).toEqual([403, 'You are not authorized to perform the requested action.']);
    await admin.identity.trusts.delete({ trust_id: trust.id, headers });
    expect((await logIn(trust.id)).status).toBe(401);
    expect(said(await admin.identity.request('GET', `/OS-TRUST/trusts/${trust.id}`, { headers }))).toEqual([404, `Could not find trust: ${trust.id}.`]);
  });

  it('let their trustee act as the trustor, for so many log-ins', async (stage) => {
    const { admin } = stage;
    const { trustor, headers, offer, logIn } = await couple(stage);
    const { trust } = await admin.identity.trusts.create({ body: { trust: { ...offer, impersonation: true, remaining_uses: 1 } }, headers });
    const { status, json } = await logIn(trust.id);
    expect([status, json.token.user.id]).toEqual([201, trustor.user.id]);
    expect((await logIn(trust.id)).status).toBe(401);
    expect((await admin.identity.request('GET', `/OS-TRUST/trusts/${trust.id}`, { headers })).status).toBe(404);
  });

  it('lend nothing that the trustor has not, and nothing of others', async (stage) => {
    const { admin } = stage;
    const { headers, offer } = await couple(stage);
    const { roles: _, ...bare } = offer;
    const create = async (trust: object, as?: Record<string, string>) =>
      said(await admin.identity.request('POST', '/OS-TRUST/trusts', { json: { trust }, ...(as && { headers: as }) }));
    expect(await create(offer)).toEqual([403, denied('identity:create_trust').error.message]);
    expect(await create(bare, headers)).toEqual([403, denied('At least one role should be specified').error.message]);
    expect(await create({ ...offer, trustee_user_id: 'nobody' }, headers)).toEqual([404, 'Could not find user: nobody.']);
    expect((await create({ ...offer, roles: [{ name: 'admin' }] }, headers))[0]).toBe(404);
    expect(await create({ ...offer, remaining_uses: 0 }, headers)).toEqual([
      400,
      'Invalid input for field/attribute remaining_uses. Value: 0. 0 is less than the minimum of 1',
    ]);
    expect(await create({ ...offer, allow_redelegation: true, remaining_uses: 1 }, headers)).toEqual([
      400,
      'remaining_uses must not be set if redelegation is allowed',
    ]);
    expect((await create({ ...offer, expires_at: '2001-01-01T00:00:00Z' }, headers))[0]).toBe(400);
  });

  it('are passed on as far as they allow', async (stage) => {
    const { admin } = stage;
    const { trustor, headers, offer, logIn } = await couple(stage);
    const third = await someone(stage);
    const passable = { ...offer, impersonation: true, allow_redelegation: true, redelegation_count: 1 };
    const { trust } = await admin.identity.trusts.create({ body: { trust: passable }, headers });
    const own = { 'x-auth-token': (await logIn(trust.id)).headers.get('x-subject-token') ?? '' };
    const { trust: passed } = await admin.identity.trusts.create({ body: { trust: { ...offer, trustee_user_id: third.user.id } }, headers: own });
    expect([passed.redelegated_trust_id, passed.redelegation_count]).toEqual([trust.id, 0]);
    const token = await tokenFor(stage, password({ id: third.user.id, password: 'first' }, { 'OS-TRUST:trust': { id: passed.id } }));
    const about = { headers: { 'x-subject-token': token } };
    expect((await admin.identity.request('GET', '/auth/tokens', about)).status).toBe(200);
    await admin.identity.projectUserRoles.unassign({ project_id: trustor.project.id, user_id: trustor.user.id, role_id: trustor.role.id });
    expect(said(await admin.identity.request('GET', '/auth/tokens', about))).toEqual([403, 'You are not authorized to perform the requested action.']);
    await admin.identity.trusts.delete({ trust_id: trust.id });
    expect((await admin.identity.request('GET', `/OS-TRUST/trusts/${passed.id}`)).status).toBe(404);
  });
});
