/** Log-ins with a password: right, not expired, and not tried too often. `keystone/identity/backends/sql.py` */
import type { Context } from '../core/context.ts';
import { type CloudError, unauthorized } from '../core/errors.ts';
import { refused } from './lookups.ts';
import { verify } from './passwords.ts';
import { type UserRow, users } from './rows.ts';
import { settingsOf } from './settings.ts';

const locked = (id: string): CloudError => unauthorized(`The account is locked for user: ${id}.`);
const expired = (id: string): CloudError => unauthorized(`The password is expired and needs to be changed for user: ${id}.`);

type Attempt = Pick<Context, 'world' | 'rows' | 'now' | 'transaction'>;
interface Leniency {
  /** A password that is to be changed may have expired. */
  expiredToo?: boolean;
}

/** @throws CloudError 401 */
export async function checkPassword(attempt: Attempt, user: UserRow, password: string | undefined, { expiredToo = false }: Leniency = {}): Promise<void> {
  const { security_compliance: rules } = await settingsOf(attempt);
  const { failures, options, password_set } = user;
  const most = options['ignore_lockout_failure_attempts'] === true ? null : rules.lockout_failure_attempts;
  const counted = failures && most !== null && failures.last + rules.lockout_duration * 1000 > attempt.now ? failures.count : 0;
  if (most !== null && counted >= most) throw locked(user.id);
  if (user.password === null || password === undefined || !verify(password, user.password)) {
    if (rules.lockout_failure_attempts !== null) await keep(attempt, user, { count: counted + 1, last: attempt.now });
    throw refused();
  }
  const over = password_set?.expires_at !== null && password_set?.expires_at !== undefined && attempt.now >= password_set.expires_at;
  if (over && !expiredToo && options['ignore_password_expiry'] !== true) throw expired(user.id);
  if (failures) await keep(attempt, user, undefined);
}

/** In a transaction of its own: the request fails, and the count of its failures stays. */
async function keep({ transaction }: Attempt, { id }: UserRow, failures: UserRow['failures']): Promise<void> {
  await transaction(async (rows) => {
    const current = await rows.get(users, id);
    if (!current) return;
    const { failures: _, ...user } = current;
    await rows.update(users, { ...user, ...(failures && { failures }) });
  });
}
