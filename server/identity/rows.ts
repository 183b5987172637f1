/** What Keystone keeps. Nouns read each other's rows (a token reads all of them), so they stand together. `keystone/*\/backends/sql.py` */
import type { Place } from '../../contracts/service.ts';
import { collection } from '../core/store.ts';

/** Attributes that the API keeps without knowing them. */
export type Extras = Record<string, unknown>;
type Options = Record<string, unknown>;

/** Names are compared as the usual MySQL collation does: `Admin` is `admin`. */
export interface Folded {
  name: string;
  folded: string;
}
/** A name as it is kept, and as it is looked up. */
export const named = (name: string): Folded => ({ name: name.trim(), folded: fold(name.trim()) });
/** What MySQL takes for the same name. */
export const fold = (name: string): string => name.toLowerCase();

/** Of a password, what the rules for passwords ask for. Times in milliseconds. */
export interface PasswordSet {
  created_at: number;
  expires_at: number | null;
  /** By the user, not by an admin. */
  self_service: boolean;
  /** Hashes of those before it, oldest first. */
  previous: string[];
}
export interface UserRow extends Folded {
  id: string;
  domain_id: string;
  enabled: boolean;
  default_project_id?: string | null;
  /** scrypt; a user without one cannot log in with a password. */
  password: string | null;
  password_set?: PasswordSet;
  /** Log-ins that failed one after the other, where such are counted. */
  failures?: { count: number; last: number };
  options: Options;
  /** Goes up with whatever kills the tokens issued before. */
  generation: number;
  extras: Extras;
}
export const users = collection<UserRow>('identity_users', { folded: 'text', domain_id: 'text', enabled: 'boolean' }, [['domain_id', 'folded']]);

/** A domain is a project that acts as one; it belongs to no domain. */
export interface ProjectRow extends Folded {
  id: string;
  domain_id: string | null;
  parent_id: string | null;
  is_domain: boolean;
  description: string | null;
  enabled: boolean;
  tags: string[];
  options: Options;
  extras: Extras;
}
export const projects = collection<ProjectRow>(
  'identity_projects',
  { folded: 'text', domain_id: 'text', parent_id: 'text', is_domain: 'boolean', enabled: 'boolean' },
  [['domain_id', 'folded']],
);

export interface GroupRow extends Folded {
  id: string;
  domain_id: string;
  description: string | null;
  extras: Extras;
}
export const groups = collection<GroupRow>('identity_groups', { folded: 'text', domain_id: 'text' }, [['domain_id', 'folded']]);

export interface MembershipRow {
  /** `{group}/{user}` */
  id: string;
  group_id: string;
  user_id: string;
}
export const memberships = collection<MembershipRow>('identity_memberships', { group_id: 'text', user_id: 'text' });

export interface RoleRow extends Folded {
  id: string;
  domain_id: string | null;
  description: string | null;
  options: Options;
  extras: Extras;
}
export const roles = collection<RoleRow>('identity_roles', { folded: 'text', domain_id: 'text' });

export interface ImpliedRow {
  /** `{prior}/{implied}` */
  id: string;
  prior_id: string;
  implied_id: string;
}
export const implied = collection<ImpliedRow>('identity_implied', { prior_id: 'text', implied_id: 'text' });

export interface AssignmentRow {
  /** All that follows, so that a role is assigned once. */
  id: string;
  role_id: string;
  actor: 'user' | 'group';
  actor_id: string;
  target: 'project' | 'domain' | 'system';
  /** `all` of a system. */
  target_id: string;
  /** Holds for the projects below the target instead of the target. */
  inherited: boolean;
}
export const assignments = collection<AssignmentRow>('identity_assignments', {
  role_id: 'text',
  actor: 'text',
  actor_id: 'text',
  target: 'text',
  target_id: 'text',
  inherited: 'boolean',
});
/** With the id that makes a second assignment of the same kind the same row. */
export const assignment = (fields: Omit<AssignmentRow, 'id'>): AssignmentRow => {
  const { role_id, actor, actor_id, target, target_id, inherited } = fields;
  return { id: [target, target_id, actor, actor_id, role_id, ...(inherited ? ['inherited'] : [])].join('/'), ...fields };
};

export interface RegionRow {
  id: string;
  description: string | null;
  parent_region_id: string | null;
  extras: Extras;
}
export const regions = collection<RegionRow>('identity_regions', { parent_region_id: 'text' });

export interface ServiceRow {
  id: string;
  type: string;
  name: string;
  enabled: boolean;
  extras: Extras;
}
export const services = collection<ServiceRow>('identity_services', { type: 'text', name: 'text' });

export interface EndpointRow {
  id: string;
  interface: 'public' | 'internal' | 'admin';
  region_id: string | null;
  service_id: string;
  url: string;
  /** The url is a path at the origin at which the client reaches this place of ours. */
  at?: Place;
  enabled: boolean;
  extras: Extras;
}
export const endpoints = collection<EndpointRow>('identity_endpoints', { interface: 'text', region_id: 'text', service_id: 'text' });

/** What a user lets programs do in its name on one project. */
export interface ApplicationCredentialRow {
  id: string;
  name: string;
  description: string | null;
  user_id: string;
  project_id: string | null;
  /** As passwords are kept. */
  secret: string;
  /** Milliseconds. */
  expires_at: number | null;
  unrestricted: boolean | null;
  role_ids: string[];
  access_rule_ids: string[];
}
export const applicationCredentials = collection<ApplicationCredentialRow>(
  'identity_application_credentials',
  { name: 'text', user_id: 'text', project_id: 'text' },
  [['user_id', 'name']],
);

/** A request that an application credential may make; several of a user's may share it. */
export interface AccessRuleRow {
  id: string;
  user_id: string;
  service: string;
  path: string;
  method: string;
}
export const accessRules = collection<AccessRuleRow>('identity_access_rules', { user_id: 'text', service: 'text', path: 'text', method: 'text' });

/** Roles that one user lends another. */
export interface TrustRow {
  id: string;
  trustor_user_id: string;
  trustee_user_id: string;
  project_id: string | null;
  impersonation: boolean;
  /** Milliseconds. */
  expires_at: number | null;
  remaining_uses: number | null;
  redelegated_trust_id: string | null;
  redelegation_count: number;
  role_ids: string[];
  extras: Extras;
}
export const trusts = collection<TrustRow>('identity_trusts', {
  trustor_user_id: 'text',
  trustee_user_id: 'text',
  project_id: 'text',
  redelegated_trust_id: 'text',
});

/** A token, or a whole chain of them, that was revoked. */
export interface RevocationRow {
  /** Audit id. */
  id: string;
  /** When it would have expired anyway (ms). */
  expires_at: number;
}
export const revocations = collection<RevocationRow>('identity_revocations', { expires_at: 'integer' });
