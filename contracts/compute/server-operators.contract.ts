import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { act, say } from '../../test/contract/say.ts';
import { reached, running } from '../../test/contract/server.ts';

const nowhere = '00000000-0000-0000-0000-000000000000';

contract('what other services ask about servers', { needs: ['admin', 'image', 'flavor', 'network', 'microversion 2.103'] }, (it) => {
  it('external events are taken one by one', async (stage) => {
    const { admin, member } = stage;
    const server_uuid = await running(stage, admin);
    const tell = async (events: unknown[], version = '2.1') => {
      const headers = { 'OpenStack-API-Version': `compute ${version}` };
      const { status, json } = await admin.compute.request('POST', '/os-server-external-events', { json: { events }, headers });
      return [status, json];
    };
    const changed = { name: 'network-changed', server_uuid };
    expect(await tell([changed])).toEqual([200, { events: [{ ...changed, status: 'completed', code: 200 }] }]);
    const unknown = { name: 'network-vif-plugged', server_uuid: nowhere, tag: 'x' };
    expect(
      await tell([
        { ...changed, status: 'failed' },
        { ...unknown, status: 'completed' },
      ]),
    ).toEqual([
      207,
      {
        events: [
          { ...changed, status: 'completed', code: 200 },
          { ...unknown, status: 'failed', code: 404 },
        ],
      },
    ]);
    const extended = { name: 'volume-extended', server_uuid };
    expect(await tell([extended], '2.51')).toEqual([207, { events: [{ ...extended, status: 'failed', code: 400 }] }]);
    expect(await say(admin, 'POST', '/os-server-external-events', { events: [extended] })).toEqual([
      400,
      "Invalid input for field/attribute name. Value: volume-extended. 'volume-extended' is not one of ['network-changed', 'network-vif-plugged', 'network-vif-unplugged', 'network-vif-deleted']",
    ]);
    expect((await say(admin, 'POST', '/os-server-external-events', { events: [] }))[1]).toMatch(/\[\] should be non-empty$/);
    expect(await say(member, 'POST', '/os-server-external-events', { events: [changed] })).toEqual([
      403,
      "Policy doesn't allow os_compute_api:os-server-external-events:create to be performed.",
    ]);
    await admin.compute.serverActions.shelve({ server_id: server_uuid, body: { shelve: null } });
    await reached(stage, admin, server_uuid, 'SHELVED_OFFLOADED');
    expect(await tell([changed])).toEqual([207, { events: [{ ...changed, status: 'failed', code: 422 }] }]);
  });

  it('a console’s token leads to the console', async (stage) => {
    const { admin, member } = stage;
    const server_id = await running(stage, member);
    const { console: old } = await member.compute.serverConsoles.vnc({ server_id, body: { 'os-getVNCConsole': { type: 'novnc' } } });
    expect(old).toEqual({ type: 'novnc', url: expect.stringMatching(/^http:\/\/[\w.-]+:6080\/vnc_auto\.html\?path=%3Ftoken%3D[0-9a-f-]{36}$/) });
    const body = { remote_console: { protocol: 'vnc', type: 'novnc' } };
    const { remote_console } = await member.compute.at('2.6').serverConsoles.create({ server_id, body });
    const token = remote_console.url.slice(-36);
    const shown = await admin.compute.at('2.31').consoleAuthTokens.show({ token });
    expect(shown.console).toMatchObject({ instance_uuid: server_id, port: expect.any(Number), internal_access_path: expect.any(String) });
    const malformed = 'The server could not comply with the request since it is either malformed or otherwise incorrect.';
    expect(await say(admin, 'GET', `/os-console-auth-tokens/${token}`, undefined, '2.30')).toEqual([400, malformed]);
    expect(await say(admin, 'GET', '/os-console-auth-tokens/nope', undefined, '2.31')).toEqual([404, 'Token not found']);
    expect((await say(member, 'GET', `/os-console-auth-tokens/${token}`, undefined, '2.31'))[0]).toBe(403);
    const remote = async (protocol: string, type: string, version = '2.8') =>
      say(member, 'POST', `/servers/${server_id}/remote-consoles`, { remote_console: { protocol, type } }, version);
    expect(await remote('vnc', 'xvpvnc')).toEqual([400, 'Invalid console type xvpvnc']);
    expect(await remote('spice', 'spice-html5')).toEqual([400, 'Unavailable console type spice-html5.']);
    expect(await remote('rdp', 'rdp-html5')).toEqual([400, malformed]);
    expect(await remote('mks', 'webmks')).toEqual([400, 'Unavailable console type webmks.']);
    expect((await remote('mks', 'webmks', '2.7'))[1]).toMatch(/is not one of \['vnc', 'spice', 'serial', 'rdp'\]$/);
    expect(await act(member, server_id, { 'os-getRDPConsole': { type: 'rdp-html5' } })).toEqual([400, malformed]);
    expect(await act(member, server_id, { 'os-getSerialConsole': { type: 'serial' } })).toEqual([400, 'Unavailable console type serial.']);
    expect(await act(member, server_id, { 'os-getVNCConsole': { type: 'novnc' } }, '2.6')).toEqual([404, 'The resource could not be found.']);
  });

  it('diagnostics are for admins, of servers that are on', async (stage) => {
    const { admin, member } = stage;
    const server_id = await running(stage, member);
    expect(Object.keys(await admin.compute.serverDetails.diagnostics({ server_id }))).toContain('memory');
    const standard = await admin.compute.at('2.48').serverDetails.diagnostics({ server_id });
    expect(standard).toMatchObject({ state: 'running', num_cpus: expect.any(Number), nic_details: expect.any(Array), memory_details: expect.any(Object) });
    expect(await say(member, 'GET', `/servers/${server_id}/diagnostics`)).toEqual([
      403,
      "Policy doesn't allow os_compute_api:os-server-diagnostics to be performed.",
    ]);
    const topology = await admin.compute.at('2.78').serverDetails.topology({ server_id });
    expect(topology).toEqual({ nodes: [], pagesize_kb: null });
    expect(await member.compute.at('2.78').serverDetails.topology({ server_id })).toEqual(topology);
    await member.compute.serverActions.stop({ server_id, body: { 'os-stop': null } });
    await reached(stage, member, server_id, 'SHUTOFF');
    expect(await say(admin, 'GET', `/servers/${server_id}/diagnostics`)).toEqual([
      409,
      `Cannot 'get_diagnostics' instance ${server_id} while it is in power state shutdown`,
    ]);
    expect(await member.compute.serverDetails.password({ server_id })).toEqual({ password: '' });
    expect((await member.compute.serverDetails.clearPassword({ server_id }).whole()).status).toBe(204);
  });

  it('shares and assisted snapshots are refused for what there is none of', async (stage) => {
    const { admin, member } = stage;
    const server_id = await running(stage, member);
    const of = `/servers/${server_id}/shares`;
    expect(await member.compute.at('2.97').serverShares.list({ server_id })).toEqual({ shares: [] });
    expect(await say(member, 'GET', of, undefined, '2.96')).toEqual([404, 'The resource could not be found.']);
    const missing = [404, `Share ${nowhere} could not be found.`];
    expect(await say(member, 'GET', `${of}/${nowhere}`, undefined, '2.97')).toEqual(missing);
    expect(await say(member, 'POST', of, { share: { share_id: nowhere } }, '2.97')).toEqual([
      409,
      `Cannot 'create share' instance ${server_id} while it is in vm_state active`,
    ]);
    expect(await say(member, 'DELETE', `${of}/${nowhere}`, undefined, '2.97')).toEqual([
      409,
      `Cannot 'delete share' instance ${server_id} while it is in vm_state active`,
    ]);
    expect((await say(member, 'POST', of, { share: { share_id: nowhere, tag: 'a b' } }, '2.97'))[1]).toMatch(/'a b' does not match '\^\[a-zA-Z0-9-\]\*\$'$/);
    expect(await say(member, 'GET', `/servers/${nowhere}/shares`, undefined, '2.97')).toEqual([404, `Instance ${nowhere} has no mapping to a cell.`]);

    const unattached = [400, `No volume Block Device Mapping with id ${nowhere}.`];
    const snapshot = { volume_id: nowhere, create_info: { snapshot_id: nowhere, type: 'qcow2', new_file: 'x' } };
    const path = `/os-assisted-volume-snapshots`;
    expect(await say(admin, 'POST', path, { snapshot })).toEqual(unattached);
    const info = encodeURIComponent(JSON.stringify({ volume_id: nowhere }));
    expect(await say(admin, 'DELETE', `${path}/${nowhere}?delete_info=${info}`)).toEqual(unattached);
    expect(await say(admin, 'DELETE', `${path}/${nowhere}`)).toEqual([400, "'delete_info'"]);
    expect(await say(admin, 'DELETE', `${path}/${nowhere}?delete_info=x`)).toEqual([400, 'Expecting value: line 1 column 1 (char 0)']);
    expect((await say(member, 'POST', path, { snapshot }))[0]).toBe(403);
  });

  it('the audit log has the last whole month', async ({ admin, member }) => {
    const { instance_usage_audit_log: log } = await admin.compute.instanceUsageAuditLog.show({ before: '2026-03-15 00:00:00.5' });
    expect(log).toMatchObject({ period_beginning: '2026-02-01 00:00:00', period_ending: '2026-03-01 00:00:00', num_hosts_done: 0, total_errors: 0, log: {} });
    expect(log.overall_status).toBe(`0 of ${log.num_hosts} hosts done. 0 errors.`);
    const edge = await admin.compute.instanceUsageAuditLog.show({ before: '2026-01-01 00:00:00' });
    expect(edge.instance_usage_audit_log.period_ending).toBe('2025-12-01 00:00:00');
    const now = await admin.compute.instanceUsageAuditLog.list({});
    expect(now.instance_usage_audit_logs.hosts_not_run).toHaveLength(now.instance_usage_audit_logs.num_hosts);
    expect(await say(admin, 'GET', '/os-instance_usage_audit_log/nope')).toEqual([400, 'Invalid timestamp for date nope']);
    expect((await say(member, 'GET', '/os-instance_usage_audit_log'))[0]).toBe(403);
  });

  it('servers have another name until 2.102', async (stage) => {
    const { member } = stage;
    const id = await running(stage, member);
    const { json } = await member.compute.request('GET', `/os-volumes_boot/${id}`);
    expect(json.server).toMatchObject({ id, status: 'ACTIVE' });
    expect(await say(member, 'POST', `/os-volumes_boot/${id}/action`, { pause: null })).toEqual([400, 'There is no such action: pause']);
    expect(await say(member, 'GET', `/os-volumes_boot/${id}`, undefined, '2.103')).toEqual([404, 'The resource could not be found.']);
  });
});
