/** Each of Keystone's default rules lets somebody pass and holds somebody back. The requests come from the tables. */
import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';
import { type Actor, rights } from '../../test/contract/keystone/rights.ts';
import { type Scene, scene } from '../../test/contract/keystone/scene.ts';
import type { Operation } from '../operation.ts';
import { identity } from './index.ts';

interface Asked {
  rule: string;
  method: string;
  path: string;
  json?: unknown;
  /** The rule is asked about what is there. */
  late: boolean;
}

const rows: Operation[] = Object.values<Record<string, Operation>>(identity).flatMap((table) => Object.values(table));
const ruled = rows.filter(({ policy }) => policy !== undefined);

/** Rules that their rows do not name, because they depend on what is asked for. */
const further = ({ ids, domainRole }: Scene): Asked[] => [
  { rule: 'list_domain_roles', method: 'GET', path: `/roles?domain_id=${ids['domain_id']}`, late: true },
  { rule: 'get_domain_role', method: 'GET', path: `/roles/${domainRole}`, late: true },
  { rule: 'create_domain_role', method: 'POST', path: '/roles', json: { role: { name: `of-${ids['domain_id']}`, domain_id: ids['domain_id'] } }, late: true },
  { rule: 'update_domain_role', method: 'PATCH', path: `/roles/${domainRole}`, json: { role: { description: 'x' } }, late: true },
  { rule: 'delete_domain_role', method: 'DELETE', path: `/roles/${domainRole}`, late: true },
  { rule: 'list_trusts_for_trustor', method: 'GET', path: `/OS-TRUST/trusts?trustor_user_id=${ids['user_id']}`, late: true },
  { rule: 'list_role_assignments_for_tree', method: 'GET', path: `/role_assignments?include_subtree&scope.project.id=${ids['project_id']}`, late: true },
  { rule: 'get_security_compliance_domain_config', method: 'GET', path: '/domains/default/config/security_compliance', late: true },
];
const FURTHER = [...further({ ids: {} } as Scene).map(({ rule }) => `identity:${rule}`), 'identity:list_trusts_for_trustee'];

/** Bodies that pass the schema; what is made with them goes again. */
const bodies = ({ ids, absent }: Scene): Record<string, unknown> => ({
  create_region: { region: { parent_region_id: absent } },
  update_region: { region: { description: 'x' } },
  create_service: { service: { type: absent } },
  update_service: { service: { name: 'x' } },
  create_endpoint: { endpoint: { service_id: absent, interface: 'public', url: 'http://x' } },
  update_endpoint: { endpoint: { url: 'http://x' } },
  create_endpoint_group: { endpoint_group: { name: 'x', filters: {} } },
  update_endpoint_group: { endpoint_group: { name: 'x' } },
  create_policy: { policy: { blob: 'x', type: 'text/plain' } },
  update_policy: { policy: { blob: 'x' } },
  create_domain: { domain: { name: absent, explicit_domain_id: 'none' } },
  update_domain: { domain: { description: 'x' } },
  create_domain_config: { config: {} },
  update_domain_config: { config: {} },
  create_role: { role: { name: absent } },
  update_role: { role: { description: 'x' } },
  create_limits: { limits: [{ service_id: 'f'.repeat(32), resource_name: 'x', resource_limit: 1, project_id: absent }] },
  update_limit: { limit: { description: 'x' } },
  create_registered_limits: { registered_limits: [{ service_id: 'f'.repeat(32), resource_name: 'x', default_limit: 1 }] },
  update_registered_limit: { registered_limit: { description: 'x' } },
  create_identity_provider: { identity_provider: { domain_id: absent } },
  update_identity_provider: { identity_provider: { enabled: false } },
  create_mapping: { mapping: {} },
  update_mapping: { mapping: {} },
  create_protocol: { protocol: { mapping_id: absent } },
  update_protocol: { protocol: { mapping_id: absent } },
  create_service_provider: { service_provider: { auth_url: 'http://x', sp_url: 'http://x' } },
  update_service_provider: { service_provider: { enabled: false } },
  create_user: { user: { name: absent, domain_id: ids['domain_id'] } },
  update_user: { user: { description: 'x' } },
  create_group: { group: { name: absent, domain_id: ids['domain_id'] } },
  update_group: { group: { description: 'x' } },
  create_project: { project: { name: absent, domain_id: ids['domain_id'] } },
  update_project: { project: { description: 'x' } },
  update_project_tags: { tags: ['blue'] },
  create_credential: { credential: { type: 'cert', blob: 'x', user_id: ids['user_id'] } },
  update_credential: { credential: { blob: 'y' } },
  ec2_create_credential: { tenant_id: absent },
  create_application_credential: { application_credential: { name: absent } },
  create_trust: { trust: { trustor_user_id: ids['user_id'], trustee_user_id: absent, impersonation: false } },
});

/** A rule that is asked before anything is looked up is asked about nothing. */
function askedBy(row: Operation, set: Scene, json: unknown): Asked {
  const rule = (row.policy ?? '').replace('identity:', '');
  const late = Boolean(row.late);
  const changing = ['update_role', 'delete_role'].includes(rule);
  const valueOf = (key: string): string => {
    if (key === 'role_id' && changing) return set.ownRole;
    if (key === 'credential_id' && row.path.includes('OS-EC2')) return set.ids['access'] ?? '';
    if (key === 'group' || key === 'option') return { group: 'ldap', option: 'url' }[key];
    return (late && set.ids[key]) || set.absent;
  };
  return { rule, method: row.method, path: row.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => valueOf(key)), late, ...(row.body && { json: json ?? {} }) };
}

/** What an actor got is what the rule says, or else a line about it. */
async function judged({ admin, later }: Stage, set: Scene, { rule, method, path, json }: Asked, actor: Actor, allowed: boolean): Promise<string[]> {
  const headers: Record<string, string> = { 'x-auth-token': await set.tokenOf(actor) };
  if (path === '/auth/tokens') headers['x-subject-token'] = await set.subject();
  const answer = await admin.identity.request(method, path, { headers, ...(json !== undefined && { json }) });
  const made = method === 'POST' && answer.status === 201 ? Object.values(answer.json as Record<string, { id?: string }>)[0]?.id : undefined;
  if (made !== undefined) later(() => admin.identity.request('DELETE', `${path}/${made}`));
  const told = `You are not authorized to perform the requested action: identity:${rule}.`;
  const refused = actor === 'nobody' ? answer.status === 401 : answer.status === 403 && (method === 'HEAD' || answer.json?.error.message === told);
  const passed = !refused && answer.status !== 401 && answer.status !== 501;
  if (allowed ? passed : refused) return [];
  return [`${actor} is ${allowed ? 'refused' : 'allowed'} ${rule}: ${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`];
}

const LAST = ['revoke_grant', 'remove_user_from_group', 'delete_role', 'delete_group', 'delete_project', 'delete_user', 'revoke_tokens_for_user'];
/** Looks come first, what takes away comes last. */
const weight = ({ rule, method }: Asked): number =>
  LAST.includes(rule) ? 3 + LAST.indexOf(rule) : method === 'DELETE' ? 2 : method === 'GET' || method === 'HEAD' ? 0 : 1;

/** Is there something to prove for every default rule of the tables, and for no other? */
function complete(): void {
  const named = new Set([...ruled.map(({ policy }) => policy ?? ''), ...FURTHER]);
  expect([...named].filter((rule) => !rights[rule])).toEqual([]);
  expect(Object.keys(rights).filter((rule) => !named.has(rule))).toEqual([]);
}

/** All requests that the rules are proved with, in an order that takes nothing away too early. */
async function requests({ admin }: Stage, set: Scene): Promise<Asked[]> {
  const json = bodies(set);
  const about = { headers: { 'x-subject-token': await set.tokenOf('friend') } };
  const { token } = (await admin.identity.request('GET', '/auth/tokens', about)).json;
  const lent: Asked = { rule: 'list_trusts_for_trustee', method: 'GET', path: `/OS-TRUST/trusts?trustee_user_id=${token.user.id}`, late: true };
  const all = [...ruled.map((row) => askedBy(row, set, json[(row.policy ?? '').replace('identity:', '')])), ...further(set), lent];
  return all.toSorted((one, other) => weight(one) - weight(other));
}

contract('rights', { needs: ['admin'] }, (it) => {
  const parts: [what: string, part: (asked: Asked) => boolean][] = [
    ['to look', (asked) => weight(asked) === 0],
    ['to change', (asked) => weight(asked) === 1],
    ['to take away', (asked) => weight(asked) > 1],
  ];
  for (const [what, part] of parts) {
    it(`${what} are those of the default rules`, async (stage) => {
      complete();
      const set = await scene(stage);
      const wrong: string[] = [];
      for (const asked of (await requests(stage, set)).filter(part)) {
        const { allowed = [], refused = [] } = rights[`identity:${asked.rule}`] ?? {};
        for (const actor of refused) wrong.push(...(await judged(stage, set, asked, actor, false)));
        // what the first has taken away is not there for the next
        const once = asked.method === 'DELETE' && asked.late;
        for (const actor of once ? allowed.slice(0, 1) : allowed) wrong.push(...(await judged(stage, set, asked, actor, true)));
      }
      expect(wrong).toEqual([]);
    });
  }
});
