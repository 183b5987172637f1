/** Who a token speaks for. `keystonemiddleware/auth_token/__init__.py` */
import type { Service } from '../../contracts/service.ts';
import type { About } from '../core/dialect.ts';
import { unauthorized } from '../core/errors.ts';
import { linear } from '../core/pattern.ts';
import type { Caller } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';
import { bearer, callerOf, checkUser } from './bearer.ts';
import { recall, remember } from './remember.ts';
import { type AccessRuleRow, accessRules } from './rows.ts';

/**
 * Undefined when the token is unknown or has expired.
 * @throws CloudError 404 or 403 with what it has lost, 401 where its application credential has no rule for the request
 */
export async function authenticate(scope: Scope, token: string, asked: { service: Service; about: About }): Promise<Caller | undefined> {
  const question = `caller/${token}`;
  const known = await recall<Caller>(scope, question);
  if (known && known.expires_at > scope.now) return known;
  const found = await bearer(scope, token);
  if (!found) {
    await checkUser(scope, token);
    return undefined;
  }
  const { application_credential } = found;
  if (application_credential?.access_rule_ids.length) {
    const rules = await scope.rows.list(accessRules, { where: { id: application_credential.access_rule_ids } });
    if (!permitted(rules, asked)) throw outside(asked.about);
    // whoever may do this need not be allowed the next thing
    return callerOf(found);
  }
  return remember(scope, question, async () => callerOf(found));
}

function permitted(rules: readonly AccessRuleRow[], { service, about: { method, path } }: { service: Service; about: About }): boolean {
  // a token can be validated whatever its rules
  if (service.type === 'identity' && method === 'GET' && path === '/v3/auth/tokens') return true;
  return rules.some((rule) => rule.service === service.catalogType && rule.method === method && matches(path, rule.path));
}

/** `{tag}` and `*` stand for a segment or part of one, `**` for anything. */
function matches(path: string, pattern: string): boolean {
  const parts = pattern.replaceAll(/\{[^}]*\}|\*+|[^]/gu, (part) => {
    if (part.startsWith('**')) return '.*';
    return part === '*' || /^\{[^]*\}$/.test(part) ? '[^/]+' : part.replace(/[$()*+.?[\\\]^{|}]/, '\\$&');
  });
  return linear(`^${parts}$`)?.test(path) ?? false;
}

/** Keystone's middleware names its address without a version. */
const outside = ({ identity }: About) =>
  unauthorized('The request you have made requires authentication.', { headers: { 'WWW-Authenticate': `Keystone uri="${identity}"` } });
