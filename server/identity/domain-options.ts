/** The options that a domain may have of its own, with what holds otherwise. `keystone/resource/core.py: DomainConfigManager`, `keystone/conf/ldap.py` */
import type { Settings } from './settings.ts';

type Value = string | number | boolean | null | string[];
type Options = Record<string, Value>;

export const DEFAULTS: Record<string, Options> = {
  identity: { driver: 'sql', list_limit: null },
  ldap: {
    url: 'ldap://localhost',
    user: null,
    suffix: 'cn=example,cn=com',
    query_scope: 'one',
    page_size: 0,
    alias_dereferencing: 'default',
    debug_level: null,
    chase_referrals: null,
    user_tree_dn: null,
    user_filter: null,
    user_objectclass: 'inetOrgPerson',
    user_id_attribute: 'cn',
    user_name_attribute: 'sn',
    user_mail_attribute: 'mail',
    user_description_attribute: 'description',
    user_pass_attribute: 'userPassword',
    user_enabled_attribute: 'enabled',
    user_enabled_invert: false,
    user_enabled_mask: 0,
    user_enabled_default: 'True',
    user_attribute_ignore: ['default_project_id'],
    user_default_project_id_attribute: null,
    user_enabled_emulation: false,
    user_enabled_emulation_dn: null,
    user_enabled_emulation_use_group_config: false,
    user_additional_attribute_mapping: [],
    group_tree_dn: null,
    group_filter: null,
    group_objectclass: 'groupOfNames',
    group_id_attribute: 'cn',
    group_name_attribute: 'ou',
    group_members_are_ids: false,
    group_member_attribute: 'member',
    group_desc_attribute: 'description',
    group_attribute_ignore: [],
    group_additional_attribute_mapping: [],
    tls_cacertfile: null,
    tls_cacertdir: null,
    use_tls: false,
    tls_req_cert: 'demand',
    use_pool: true,
    pool_size: 10,
    pool_retry_max: 3,
    pool_retry_delay: 0.1,
    pool_connection_timeout: -1,
    pool_connection_lifetime: 600,
    use_auth_pool: true,
    auth_pool_size: 100,
    auth_pool_connection_lifetime: 60,
  },
};
/** Options that are taken and never told. */
const SECRET: Record<string, readonly string[]> = { ldap: ['password'] };

export const isGroup = (group: string): boolean => Object.hasOwn(DEFAULTS, group);
export const isSecret = (group: string, option: string): boolean => SECRET[group]?.includes(option) ?? false;
export const isOption = (group: string, option: string): boolean => Object.hasOwn(DEFAULTS[group] ?? {}, option) || isSecret(group, option);

/** Those of `[security_compliance]` that everybody may read. */
export const readable = ({ password_regex, password_regex_description }: Settings['security_compliance']): Options => ({
  password_regex,
  password_regex_description,
});
