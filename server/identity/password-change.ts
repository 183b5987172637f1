/** New passwords, and what they have to be like. `keystone/identity/backends/sql_model.py`, `keystone/common/password_validators` */
import { badRequest } from '../core/errors.ts';
import { linear } from '../core/pattern.ts';
import type { Scope } from '../core/world.ts';
import { hash, verify } from './passwords.ts';
import type { UserRow } from './rows.ts';
import { settingsOf } from './settings.ts';

const DAY = 86_400_000;
type Before = Pick<UserRow, 'password' | 'options'> & { password_set?: UserRow['password_set'] };
type After = Pick<UserRow, 'password'> & { password_set: NonNullable<UserRow['password_set']> };

/** What an admin sets. @throws CloudError 400 */
export async function passwordSet(scope: Scope, user: Before, password: string): Promise<After> {
  const { change_password_upon_first_use } = (await settingsOf(scope)).security_compliance;
  const changed = await after(scope, user, password, false);
  const first = change_password_upon_first_use && user.options['ignore_change_password_upon_first_use'] !== true;
  return first ? { ...changed, password_set: { ...changed.password_set, expires_at: scope.now } } : changed;
}

/** What the user sets. @throws CloudError 400 */
export async function passwordChanged(scope: Scope, user: Before, password: string): Promise<After> {
  const { minimum_password_age: days, unique_last_password_count: unique } = (await settingsOf(scope)).security_compliance;
  const changed = await after(scope, user, password, true);
  if (user.options['lock_password'] === true) {
    throw badRequest(
      'You cannot change your password at this time due to password policy disallowing password changes. Please contact your administrator to reset your password.',
    );
  }
  const ripe = (user.password_set?.created_at ?? 0) + days * DAY;
  if (user.password_set?.self_service && scope.now < ripe) {
    const left = Math.floor((ripe - scope.now) / DAY);
    throw badRequest(
      `You cannot change your password at this time due to the minimum password age. Once you change your password, it must be used for ${days} day(s) before it can be changed. Please try again in ${left} day(s) or contact your administrator to reset your password.`,
    );
  }
  const known = unique ? [...(user.password_set?.previous ?? []), ...(user.password === null ? [] : [user.password])].slice(-unique) : [];
  if (known.some((old) => verify(password, old))) {
    throw badRequest(
      `The new password cannot be identical to a previous password. The total number which includes the new password must be unique is ${unique}.`,
    );
  }
  return changed;
}

async function after(scope: Scope, { password: old, password_set, options }: Before, password: string, self_service: boolean): Promise<After> {
  const { password_regex, password_regex_description, ...rules } = (await settingsOf(scope)).security_compliance;
  if (password_regex !== null && !starts(password_regex, password)) {
    throw badRequest(`The password does not match the requirements: ${password_regex_description ?? 'None'}.`);
  }
  const lasting = rules.password_expires_days === null || options['ignore_password_expiry'] === true;
  const expires_at = lasting ? null : Math.floor((scope.now + (rules.password_expires_days ?? 0) * DAY) / 1000) * 1000;
  const kept = Math.max(rules.unique_last_password_count, 1);
  const previous = [...(password_set?.previous ?? []), ...(old === null ? [] : [old])].slice(-kept);
  return { password: hash(password, scope.world.ids), password_set: { created_at: scope.now, expires_at, self_service, previous } };
}

/** As Python's `re.match`: from the start, not to the end. The pattern is the operator's, the text anybody's. */
const starts = (pattern: string, text: string): boolean => (linear(`^(?:${pattern})`) ?? new RegExp(`^(?:${pattern})`)).test(text);
