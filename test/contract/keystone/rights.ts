/** Who may do what by Keystone's default rules: somebody who may, and somebody who may not. `keystone/common/policies` */

/** A role on a project of a domain, on the domain, on another domain or on the system; or the user that the request is about, and its friend. */
export type Actor =
  | `${'project' | 'domain' | 'foreign' | 'system'} ${'reader' | 'manager' | 'admin'}`
  | 'system service'
  | 'self'
  | 'friend'
  /** Without a token. */
  | 'nobody';
export interface Right {
  allowed: readonly Actor[];
  refused: readonly Actor[];
}

const right = (allowed: readonly Actor[], refused: readonly Actor[]): Right => ({ allowed, refused });
const everybody = right(['project reader', 'domain reader', 'system reader'], ['nobody']);
const admins = right(['project admin', 'system admin'], ['project manager', 'system reader', 'domain admin', 'nobody']);
const readers = right(['project admin', 'system reader'], ['project reader', 'domain admin']);
const domainReaders = right(['project admin', 'domain admin', 'system reader', 'domain reader'], ['project reader', 'foreign reader']);
/** Their lists have what is of the caller's domain. */
const listers = right(['project admin', 'system reader', 'domain reader'], ['project reader', 'nobody']);
const domainManagers = right(['domain manager', 'project admin'], ['domain reader', 'foreign manager', 'system reader', 'project manager']);
const owners = right(['self', 'project admin', 'system reader'], ['project reader', 'domain admin']);
const ownersToo = right(['self', 'project admin', 'system reader', 'domain reader'], ['project reader', 'foreign reader']);

const all = (rights: Right, ...rules: string[]): Record<string, Right> => Object.fromEntries(rules.map((rule) => [`identity:${rule}`, rights]));
const changes = (...nouns: string[]): string[] => nouns.flatMap((noun) => [`create_${noun}`, `update_${noun}`, `delete_${noun}`]);
const system = (verb: string): string[] => [`${verb}_for_user`, `${verb}_for_group`];
const associations = (verb: string): string[] => ['endpoint', 'service', 'region_and_service'].map((noun) => `${verb}_policy_association_for_${noun}`);

export const rights: Record<string, Right> = {
  ...all(everybody, 'get_auth_catalog', 'get_auth_projects', 'get_auth_domains', 'get_auth_system', 'get_region', 'list_regions', 'get_limit_model'),
  ...all(everybody, 'list_limits', 'get_registered_limit', 'list_registered_limits', 'get_security_compliance_domain_config'),

  ...all(admins, ...changes('region', 'service', 'endpoint', 'endpoint_group', 'policy', 'domain', 'role', 'domain_role', 'domain_config')),
  ...all(admins, ...changes('identity_provider', 'protocol', 'mapping', 'service_provider'), 'create_implied_role', 'delete_implied_role'),
  ...all(admins, 'create_limits', 'update_limit', 'delete_limit', 'create_registered_limits', 'update_registered_limit', 'delete_registered_limit'),
  ...all(admins, ...system('create_system_grant'), ...system('revoke_system_grant'), ...associations('create'), ...associations('delete')),
  ...all(admins, 'add_endpoint_to_project', 'remove_endpoint_from_project', 'add_endpoint_group_to_project', 'remove_endpoint_group_from_project'),

  ...all(readers, 'get_service', 'list_services', 'get_endpoint', 'list_endpoints', 'get_policy', 'list_policies', 'get_domain_role', 'list_domain_roles'),
  ...all(readers, 'get_identity_provider', 'list_identity_providers', 'get_protocol', 'list_protocols', 'get_mapping', 'list_mappings'),
  ...all(readers, 'get_service_provider', 'list_service_providers', 'get_domain_config', 'get_domain_config_default', 'list_trusts'),
  ...all(readers, 'get_implied_role', 'list_implied_roles', 'check_implied_role', 'list_role_inference_rules', 'get_endpoint_group', 'list_endpoint_groups'),
  ...all(readers, ...system('list_system_grants'), ...system('check_system_grant'), ...associations('check'), 'get_policy_for_endpoint'),
  ...all(readers, 'list_endpoints_for_policy', 'list_projects_for_endpoint', 'check_endpoint_in_project', 'list_endpoints_for_project'),
  ...all(readers, 'list_projects_associated_with_endpoint_group', 'list_endpoints_associated_with_endpoint_group'),
  ...all(readers, 'get_endpoint_group_in_project', 'list_endpoint_groups_for_project'),

  ...all(domainReaders, 'get_group', 'list_users_in_group', 'check_user_in_group', 'check_grant', 'list_grants', 'list_role_assignments_for_tree'),
  ...all(listers, 'list_users', 'list_groups', 'list_projects', 'list_domains', 'list_role_assignments'),
  ...all(domainManagers, ...changes('user', 'group', 'project'), 'add_user_to_group', 'remove_user_from_group', 'create_grant', 'revoke_grant'),
  ...all(domainManagers, 'update_project_tags', 'create_project_tag', 'delete_project_tags', 'delete_project_tag'),
  ...all(ownersToo, 'get_user', 'list_user_projects', 'list_groups_for_user', 'get_project', 'list_project_tags', 'get_project_tag', 'get_limit'),
  ...all(right(['project reader', 'domain reader', 'project admin', 'system reader'], ['foreign reader']), 'get_domain'),
  ...all(right(['project manager', 'project admin', 'system reader'], ['project reader', 'domain reader']), 'get_role'),
  ...all(right(['domain manager', 'project admin', 'system reader'], ['project manager', 'domain reader']), 'list_roles'),

  ...all(owners, 'get_application_credential', 'list_application_credentials', 'ec2_get_credential', 'ec2_list_credentials', 'list_trusts_for_trustor'),
  ...all(right(['self', 'project admin'], ['project reader', 'system reader']), 'delete_application_credential', 'ec2_create_credential'),
  ...all(right(['self', 'project admin'], ['project reader', 'system reader']), 'ec2_delete_credential', 'revoke_token', 'revoke_tokens_for_user'),
  ...all(right(['self'], ['project admin', 'project reader', 'system admin']), 'create_application_credential', 'create_trust'),
  ...all(right(['self', 'system reader'], ['project admin', 'project reader']), 'get_access_rule', 'list_access_rules'),
  ...all(right(['self', 'system admin'], ['project admin', 'system reader']), 'delete_access_rule'),
  ...all(right(['self', 'project admin', 'domain admin', 'system reader'], ['project reader', 'domain reader']), 'get_credential'),
  // with a project's token everybody sees the own ones
  ...all(right(['self', 'project admin', 'system reader'], ['system service']), 'list_credentials'),
  ...all(right(['self', 'project admin', 'domain admin'], ['project reader', 'system reader']), ...changes('credential')),
  ...all(right(['friend', 'project admin', 'system reader'], ['project reader', 'self']), 'list_trusts_for_trustee'),
  ...all(right(['self', 'friend', 'project admin', 'system reader'], ['project reader', 'domain admin']), 'get_trust', 'list_roles_for_trust'),
  ...all(right(['self', 'friend', 'project admin', 'system reader'], ['project reader', 'domain admin']), 'get_role_for_trust'),
  ...all(right(['self', 'project admin'], ['friend', 'system reader']), 'delete_trust'),
  ...all(right(['project admin', 'system service'], ['system reader', 'domain admin']), 'list_revoke_events'),
  ...all(right(['self', 'project admin', 'system reader'], ['project reader', 'domain reader']), 'check_token'),
  ...all(right(['self', 'project admin', 'system reader', 'system service'], ['project reader', 'domain reader']), 'validate_token'),
};
