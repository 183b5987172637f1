/** Keystone's default rules. `keystone/common/policies/*.py` */
import { type Caller, type Check, type Rule, type Rules, type Scope, type Target, all, any, everybody, role } from '../core/policy.ts';

const SDP = ['system', 'domain', 'project'] as const;
const SP = ['system', 'project'] as const;
const rules = (scopes: readonly Scope[], check: Check, names: readonly string[]): Rules =>
  Object.fromEntries(names.map((name): [string, Rule] => [`identity:${name}`, { check, scopes }]));

const admin = role('admin');
const systemReader = all(role('reader'), (caller: Caller) => caller.system === true);
const systemAdmin = all(admin, (caller: Caller) => caller.system === true);
const adminOrReader = any(admin, systemReader);
/** What the target has under two keys: `user`, `domain_id`. */
const of = (target: Target, noun: string, key: string): unknown => (target[noun] as Target | undefined)?.[key];
const inDomain =
  (noun: string, key = 'domain_id'): Check =>
  ({ domain_id }, target) =>
    domain_id !== undefined && domain_id === of(target, noun, key);
const ownDomain: Check = ({ domain_id }, target) => domain_id !== undefined && domain_id === target['domain_id'];
const self: Check = ({ user_id }, target) => user_id === of(target, 'user', 'id');
/** The user of the path. */
const owner: Check = ({ user_id }, target) => user_id === target['user_id'];
const ownProject: Check = ({ project_id }, target) => project_id !== undefined && project_id === of(target, 'project', 'id');
const credentialOwner: Check = ({ user_id }, target) => user_id === of(target, 'credential', 'user_id');
/** The limit is of the caller's domain, of a project in it, or of the caller's project. */
const limited: Check = ({ domain_id, project_id }, target) => {
  const limit = (target['limit'] ?? {}) as Target;
  if (domain_id !== undefined) return domain_id === of(limit, 'domain', 'id') || domain_id === of(limit, 'project', 'domain_id');
  return project_id !== undefined && project_id === limit['project_id'];
};
const trustor: Check = ({ user_id }, target) => user_id === of(target, 'trust', 'trustor_user_id');
const trustee: Check = ({ user_id }, target) => user_id === of(target, 'trust', 'trustee_user_id');
const subject: Check = ({ user_id }, target) => user_id === target['token_user_id'];
const reader = (...checks: Check[]): Check => any(adminOrReader, all(role('reader'), ...checks));
const manager = (...checks: Check[]): Check => any(admin, all(role('manager'), ...checks));

/** Both the actor and what it gets a role on are in the caller's domain. */
const grantWithin = all(any(inDomain('user'), inDomain('group')), any(inDomain('project'), inDomain('domain', 'id')));
const roleWithin: Check = ({ domain_id }, target) => [null, domain_id].includes(of(target, 'role', 'domain_id') as string | null);
/** What the manager of a domain may give. */
const modest: Check = (_caller, target) => ['manager', 'member', 'reader'].includes(String(of(target, 'role', 'name')));
const giving = any(admin, all(role('manager'), grantWithin, modest));

const theirDomain: Check = ({ project_domain_id }, target) => project_domain_id !== undefined && project_domain_id === of(target, 'domain', 'id');

const catalogue = [
  'region',
  'service',
  'endpoint',
  'endpoint_group',
  'policy',
  'identity_provider',
  'service_provider',
  'protocol',
  'mapping',
  'domain_config',
];
const associations = (verb: string): string[] => ['endpoint', 'service', 'region_and_service'].map((noun) => `${verb}_policy_association_for_${noun}`);
const changes = (nouns: readonly string[]): string[] => nouns.flatMap((noun) => [`create_${noun}`, `update_${noun}`, `delete_${noun}`]);
const system = (verbs: readonly string[]): string[] => verbs.flatMap((verb) => [`${verb}_for_user`, `${verb}_for_group`]);

export const identityRules: Rules = {
  ...rules(SDP, everybody, [
    'get_auth_catalog',
    'get_auth_projects',
    'get_auth_domains',
    'get_auth_system',
    'get_region',
    'list_regions',
    'get_limit_model',
    'list_limits',
    'get_registered_limit',
    'list_registered_limits',
    'get_security_compliance_domain_config',
  ]),
  ...rules(SP, admin, [...changes([...catalogue, 'domain', 'role', 'domain_role', 'implied_role']), ...system(['create_system_grant', 'revoke_system_grant'])]),
  ...rules(SP, admin, [
    'create_limits',
    'update_limit',
    'delete_limit',
    'create_registered_limits',
    'update_registered_limit',
    'delete_registered_limit',
    'add_endpoint_to_project',
    'remove_endpoint_from_project',
    'add_endpoint_group_to_project',
    'remove_endpoint_group_from_project',
    ...associations('create'),
    ...associations('delete'),
  ]),
  ...rules(SP, adminOrReader, [
    ...['endpoint', 'endpoint_group', 'policy', 'identity_provider', 'service_provider', 'protocol', 'mapping'].map((noun) => `get_${noun}`),
    'list_endpoint_groups',
    'list_policies',
    'list_identity_providers',
    'list_service_providers',
    'list_protocols',
    'list_mappings',
    'get_domain_config',
    'get_domain_config_default',
    'list_projects_associated_with_endpoint_group',
    'list_endpoints_associated_with_endpoint_group',
    'get_endpoint_group_in_project',
    'list_endpoint_groups_for_project',
    'list_projects_for_endpoint',
    'check_endpoint_in_project',
    'list_endpoints_for_project',
    ...associations('check'),
    'get_policy_for_endpoint',
    'list_endpoints_for_policy',
    'list_endpoints',
    'get_service',
    'list_services',
    'get_domain_role',
    'list_domain_roles',
    'get_implied_role',
    'list_implied_roles',
    'check_implied_role',
    'list_role_inference_rules',
    ...system(['list_system_grants', 'check_system_grant']),
  ]),

  ...rules(SP, any(systemReader, self), ['get_access_rule', 'list_access_rules']),
  ...rules(SP, any(systemAdmin, self), ['delete_access_rule']),
  ...rules(SP, any(adminOrReader, owner), ['get_application_credential', 'list_application_credentials']),
  ...rules(SP, any(admin, owner), ['delete_application_credential']),
  ...rules(['project'], owner, ['create_application_credential']),

  ...rules(SDP, any(adminOrReader, credentialOwner), ['get_credential', 'list_credentials']),
  ...rules(SDP, any(admin, credentialOwner), changes(['credential'])),
  ...rules(SP, any(adminOrReader, credentialOwner), ['ec2_get_credential']),
  ...rules(SP, any(adminOrReader, owner), ['ec2_list_credentials']),
  ...rules(SP, any(admin, all(role('member'), credentialOwner)), ['ec2_create_credential', 'ec2_delete_credential']),

  ...rules(SDP, any(adminOrReader, limited), ['get_limit']),
  ...rules(SP, any(admin, role('service')), ['list_revoke_events']),

  ...rules(['project'], trustor, ['create_trust']),
  ...rules(SP, adminOrReader, ['list_trusts']),
  ...rules(SP, any(adminOrReader, trustor), ['list_trusts_for_trustor']),
  ...rules(SP, any(adminOrReader, trustee), ['list_trusts_for_trustee']),
  ...rules(SP, any(adminOrReader, trustor, trustee), ['get_trust', 'list_roles_for_trust', 'get_role_for_trust']),
  ...rules(SP, any(admin, trustor), ['delete_trust']),

  ...rules(SDP, any(adminOrReader, subject), ['check_token']),
  ...rules(SDP, any(adminOrReader, role('service'), subject), ['validate_token']),
  ...rules(SDP, any(admin, subject), ['revoke_token']),

  ...rules(SDP, any(adminOrReader, inDomain('domain', 'id'), theirDomain), ['get_domain']),
  ...rules(SDP, reader(inDomain('domain', 'id')), ['list_domains']),
  ...rules(SDP, reader(ownDomain), ['list_projects', 'list_users', 'list_role_assignments', 'list_role_assignments_for_tree']),

  ...rules(SDP, any(reader(inDomain('user')), self), ['get_user', 'list_user_projects']),
  ...rules(SDP, any(reader(inDomain('user')), owner), ['list_groups_for_user']),
  ...rules(SDP, any(admin, owner), ['revoke_tokens_for_user']),
  ...rules(SDP, manager(inDomain('user')), changes(['user'])),

  ...rules(SDP, reader(inDomain('group')), ['get_group', 'list_groups', 'list_users_in_group']),
  ...rules(SDP, manager(inDomain('group')), changes(['group'])),
  ...rules(SDP, manager(inDomain('group'), inDomain('user')), ['add_user_to_group', 'remove_user_from_group']),
  ...rules(SDP, reader(inDomain('group'), inDomain('user')), ['check_user_in_group']),

  ...rules(SDP, any(reader(inDomain('project')), ownProject), ['get_project', 'list_project_tags', 'get_project_tag']),
  ...rules(SDP, manager(inDomain('project')), [
    ...changes(['project']),
    'update_project_tags',
    'create_project_tag',
    'delete_project_tags',
    'delete_project_tag',
  ]),

  ...rules(SDP, any(adminOrReader, all(role('manager'), modest)), ['get_role']),
  ...rules(
    SDP,
    any(
      adminOrReader,
      all(role('manager'), ({ domain_id }) => domain_id !== undefined),
    ),
    ['list_roles'],
  ),
  ...rules(SDP, reader(grantWithin, roleWithin), ['check_grant']),
  ...rules(SDP, reader(grantWithin), ['list_grants']),
  ...rules(SDP, giving, ['create_grant', 'revoke_grant']),
};
