/** Rights are names. A row says upstream's rule, a service's `policy.ts` says who passes. */
export interface Caller {
  user_id: string;
  user_name: string;
  user_domain_id: string;
  /** Of the token's scope; at most one of project, domain and system is set. */
  project_id?: string;
  project_name?: string;
  project_domain_id?: string;
  domain_id?: string;
  system?: true;
  /** Names, implied roles included. */
  roles: ReadonlySet<string>;
  /** The token as it came, e.g. to be revoked. */
  token: string;
  /** Methods, audit ids and times of the token, for Keystone's own use. */
  issued_at: number;
  expires_at: number;
}
/** What the rule is asked about; usually the row that is read or changed. */
export type Target = Record<string, unknown>;
export type Check = (caller: Caller, target: Target) => boolean;

export type Scope = 'system' | 'domain' | 'project';
export interface Rule {
  check: Check;
  /** Scopes of tokens that the rule takes at all. */
  scopes?: readonly Scope[];
}
export type Rules = Record<string, Rule>;

/** The caller has it, or another one that implies it. */
export const role =
  (name: string): Check =>
  ({ roles }) =>
    roles.has(name);
/** One of the checks is enough. */
export const any =
  (...checks: Check[]): Check =>
  (caller, target) =>
    checks.some((check) => check(caller, target));
/** Every check has to pass. */
export const all =
  (...checks: Check[]): Check =>
  (caller, target) =>
    checks.every((check) => check(caller, target));
export const everybody: Check = () => true;
export const nobody: Check = () => false;
/** The target belongs to the token's project. */
export const ownProject: Check = (caller, target) => caller.project_id !== undefined && caller.project_id === (target['project_id'] ?? target['tenant_id']);
/** The target is of the user whose token it is. */
export const ownUser: Check = (caller, target) => caller.user_id === target['user_id'];

const scopeOf = (caller: Caller): Scope | undefined => (caller.project_id ? 'project' : caller.domain_id ? 'domain' : caller.system ? 'system' : undefined);

/** May this caller do that? A rule that nobody wrote refuses everybody. */
export function allowed(rules: Rules, name: string, caller: Caller, target: Target): boolean {
  const rule = rules[name];
  if (!rule) throw new Error(`no such policy rule: ${name}`);
  const scope = scopeOf(caller);
  if (rule.scopes && scope && !rule.scopes.includes(scope)) return false;
  return rule.check(caller, target);
}
