/** One request for each of Nova's rules about servers and its old ways to other services, with the lowest rank that may. */
import type { Rank } from './ranks.ts';

export interface Right {
  /** Below `os_compute_api:`. */
  rule: string;
  from: Rank;
  method: string;
  path: string;
  body?: unknown;
  version?: string;
}
const nowhere = '00000000-0000-0000-0000-000000000000';
type Row = [rule: string, request: string, body?: unknown, version?: string];

/** Each request passes the schema; what follows the right may refuse it. */
export function rights({ server, project }: { server: string; project: string }): Right[] {
  const of = `/servers/${server}`;
  const rows: Partial<Record<Rank, readonly Row[]>> = {
    reader: [
      ['servers:index', 'GET /servers'],
      ['servers:detail', 'GET /servers/detail'],
      ['servers:show', `GET ${of}`],
      ['server-metadata:index', `GET ${of}/metadata`],
      ['server-metadata:show', `GET ${of}/metadata/a`],
      ['os-server-tags:index', `GET ${of}/tags`, undefined, '2.26'],
      ['os-server-tags:show', `GET ${of}/tags/t`, undefined, '2.26'],
      ['ips:index', `GET ${of}/ips`],
      ['ips:show', `GET ${of}/ips/nope`],
      ['os-attach-interfaces:list', `GET ${of}/os-interface`],
      ['os-attach-interfaces:show', `GET ${of}/os-interface/${nowhere}`],
      ['os-security-groups:list', `GET ${of}/os-security-groups`],
      ['os-instance-actions:list', `GET ${of}/os-instance-actions`],
      ['os-instance-actions:show', `GET ${of}/os-instance-actions/req-nope`],
      ['os-volumes-attachments:index', `GET ${of}/os-volume_attachments`],
      ['os-volumes-attachments:show', `GET ${of}/os-volume_attachments/${nowhere}`],
      ['os-server-password:show', `GET ${of}/os-server-password`],
      ['os-server-shares:index', `GET ${of}/shares`, undefined, '2.97'],
      ['os-server-shares:show', `GET ${of}/shares/${nowhere}`, undefined, '2.97'],
      ['os-networks:list', 'GET /os-networks'],
      ['os-networks:show', `GET /os-networks/${nowhere}`],
      ['os-tenant-networks:list', 'GET /os-tenant-networks'],
      ['os-tenant-networks:show', `GET /os-tenant-networks/${nowhere}`],
      ['os-floating-ips:list', 'GET /os-floating-ips'],
      ['os-floating-ips:show', `GET /os-floating-ips/${nowhere}`],
      ['os-security-groups:get', 'GET /os-security-groups'],
      ['os-security-groups:show', `GET /os-security-groups/${nowhere}`],
    ],
    member: [
      ['servers:create', 'POST /servers', { server: { name: 'virga', flavorRef: 'nope', imageRef: nowhere } }],
      ['servers:delete', `DELETE ${of}`],
      ['servers:update', `PUT ${of}`, { server: {} }],
      ['servers:confirm_resize', `ACT ${of}`, { confirmResize: null }],
      ['servers:revert_resize', `ACT ${of}`, { revertResize: null }],
      ['servers:reboot', `ACT ${of}`, { reboot: { type: 'HARD' } }],
      ['servers:resize', `ACT ${of}`, { resize: { flavorRef: 'nope' } }],
      ['servers:rebuild', `ACT ${of}`, { rebuild: { imageRef: nowhere } }],
      ['servers:create_image', `ACT ${of}`, { createImage: { name: 'virga-image' } }],
      ['servers:start', `ACT ${of}`, { 'os-start': null }],
      ['servers:stop', `ACT ${of}`, { 'os-stop': null }],
      ['servers:trigger_crash_dump', `ACT ${of}`, { trigger_crash_dump: null }, '2.17'],
      ['server-metadata:create', `POST ${of}/metadata`, { metadata: {} }],
      ['server-metadata:update_all', `PUT ${of}/metadata`, { metadata: {} }],
      ['server-metadata:update', `PUT ${of}/metadata/a`, { meta: { a: '2' } }],
      ['server-metadata:delete', `DELETE ${of}/metadata/a`],
      ['os-server-tags:update_all', `PUT ${of}/tags`, { tags: [] }, '2.26'],
      ['os-server-tags:update', `PUT ${of}/tags/t`, undefined, '2.26'],
      ['os-server-tags:delete', `DELETE ${of}/tags/t`, undefined, '2.26'],
      ['os-server-tags:delete_all', `DELETE ${of}/tags`, undefined, '2.26'],
      ['os-attach-interfaces:create', `POST ${of}/os-interface`, { interfaceAttachment: { net_id: nowhere } }],
      ['os-attach-interfaces:delete', `DELETE ${of}/os-interface/${nowhere}`],
      ['os-security-groups:add', `ACT ${of}`, { addSecurityGroup: { name: 'virga-none' } }],
      ['os-security-groups:remove', `ACT ${of}`, { removeSecurityGroup: { name: 'virga-none' } }],
      ['os-volumes-attachments:create', `POST ${of}/os-volume_attachments`, { volumeAttachment: { volumeId: nowhere } }],
      ['os-volumes-attachments:delete', `DELETE ${of}/os-volume_attachments/${nowhere}`],
      ['os-admin-password', `ACT ${of}`, { changePassword: { adminPass: 'Secret1' } }],
      ['os-lock-server:lock', `ACT ${of}`, { lock: null }],
      ['os-lock-server:unlock', `ACT ${of}`, { unlock: null }],
      ['os-pause-server:pause', `ACT ${of}`, { pause: null }],
      ['os-pause-server:unpause', `ACT ${of}`, { unpause: null }],
      ['os-suspend-server:suspend', `ACT ${of}`, { suspend: null }],
      ['os-suspend-server:resume', `ACT ${of}`, { resume: null }],
      ['os-rescue', `ACT ${of}`, { rescue: null }],
      ['os-unrescue', `ACT ${of}`, { unrescue: null }],
      ['os-shelve:shelve', `ACT ${of}`, { shelve: null }],
      ['os-shelve:unshelve', `ACT ${of}`, { unshelve: null }],
      ['os-deferred-delete:restore', `ACT ${of}`, { restore: null }],
      ['os-deferred-delete:force', `ACT ${of}`, { forceDelete: null }],
      ['os-console-output', `ACT ${of}`, { 'os-getConsoleOutput': {} }],
      ['os-remote-consoles', `POST ${of}/remote-consoles`, { remote_console: { protocol: 'vnc', type: 'novnc' } }, '2.6'],
      ['os-create-backup', `ACT ${of}`, { createBackup: { name: 'virga-backup', backup_type: 'daily', rotation: 1 } }],
      ['os-server-password:clear', `DELETE ${of}/os-server-password`],
      ['os-multinic:add', `ACT ${of}`, { addFixedIp: { networkId: nowhere } }],
      ['os-multinic:remove', `ACT ${of}`, { removeFixedIp: { address: '192.0.2.1' } }],
      ['os-floating-ips:add', `ACT ${of}`, { addFloatingIp: { address: '192.0.2.1' } }],
      ['os-floating-ips:create', 'POST /os-floating-ips', {}],
      ['os-floating-ips:delete', `DELETE /os-floating-ips/${nowhere}`],
      ['os-security-groups:create', 'POST /os-security-groups', { security_group: { name: 'default', description: '' } }],
      ['os-security-groups:update', `PUT /os-security-groups/${nowhere}`, { security_group: { name: 'virga', description: '' } }],
      ['os-security-groups:delete', `DELETE /os-security-groups/${nowhere}`],
      ['os-security-groups:rule:create', 'POST /os-security-group-rules', { security_group_rule: { parent_group_id: nowhere } }],
      ['os-security-groups:rule:delete', `DELETE /os-security-group-rules/${nowhere}`],
      ['os-server-shares:create', `POST ${of}/shares`, { share: { share_id: nowhere } }, '2.97'],
      ['os-server-shares:delete', `DELETE ${of}/shares/${nowhere}`, undefined, '2.97'],
    ],
    manager: [
      ['os-migrate-server:migrate', `ACT ${of}`, { migrate: null }],
      ['os-migrate-server:migrate_live', `ACT ${of}`, { 'os-migrateLive': { host: null, block_migration: 'auto' } }, '2.34'],
      ['servers:migrations:index', `GET ${of}/migrations`, undefined, '2.23'],
      ['servers:migrations:force_complete', `POST ${of}/migrations/1/action`, { force_complete: null }, '2.23'],
      ['servers:migrations:delete', `DELETE ${of}/migrations/1`, undefined, '2.24'],
      ['os-migrations:index', `GET /os-migrations?project_id=${project}`, undefined, '2.80'],
    ],
    admin: [
      ['servers:index:get_all_tenants', 'GET /servers?all_tenants=1&limit=1'],
      ['servers:detail:get_all_tenants', 'GET /servers/detail?all_tenants=1&limit=1'],
      ['servers:create:forced_host', 'POST /servers', { server: { name: 'virga', flavorRef: 'nope', imageRef: nowhere, availability_zone: 'nova:virga' } }],
      ['os-admin-actions:reset_state', `ACT ${of}`, { 'os-resetState': { state: 'active' } }],
      ['os-admin-actions:inject_network_info', `ACT ${of}`, { injectNetworkInfo: null }],
      ['os-lock-server:unlock:unlock_override', `ACT ${of}`, { unlock: null }],
      ['os-shelve:shelve_offload', `ACT ${of}`, { shelveOffload: null }],
      ['os-server-diagnostics', `GET ${of}/diagnostics`],
      ['os-evacuate', `ACT ${of}`, { evacuate: { onSharedStorage: false } }],
      ['os-migrate-server:migrate:host', `ACT ${of}`, { migrate: { host: 'virga-none' } }, '2.56'],
      ['os-migrate-server:migrate_live:host', `ACT ${of}`, { 'os-migrateLive': { host: 'virga-none', block_migration: 'auto' } }, '2.34'],
      ['servers:migrations:show', `GET ${of}/migrations/1`, undefined, '2.23'],
      ['os-migrations:index:all_projects', 'GET /os-migrations'],
      ['os-console-auth-tokens', 'GET /os-console-auth-tokens/nope', undefined, '2.31'],
      ['os-instance-usage-audit-log:list', 'GET /os-instance_usage_audit_log'],
      ['os-instance-usage-audit-log:show', 'GET /os-instance_usage_audit_log/nope'],
      ['os-server-external-events:create', 'POST /os-server-external-events', { events: [{ name: 'network-changed', server_uuid: nowhere }] }],
      [
        'os-assisted-volume-snapshots:create',
        'POST /os-assisted-volume-snapshots',
        { snapshot: { volume_id: nowhere, create_info: { snapshot_id: nowhere, type: 'qcow2', new_file: 'x' } } },
      ],
      ['os-assisted-volume-snapshots:delete', `DELETE /os-assisted-volume-snapshots/${nowhere}`],
    ],
  };
  return (Object.entries(rows) as [Rank, readonly Row[]][]).flatMap(([from, list]) => list.map((row) => right(from, row)));
}
function right(from: Rank, [rule, request, body, version]: Row): Right {
  const [verb = '', path = ''] = request.split(' ');
  const where = verb === 'ACT' ? { method: 'POST', path: `${path}/action` } : { method: verb, path };
  return { rule, from, ...where, ...(body !== undefined && { body }), ...(version !== undefined && { version }) };
}
