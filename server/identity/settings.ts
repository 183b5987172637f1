/** What an operator says in keystone.conf, with upstream's defaults; a seed's `configuration` says otherwise. `keystone/conf` */
import { z } from 'zod';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { METHODS } from './payload.ts';
import { remember } from './remember.ts';

const count = z.int().min(1).nullable().default(null);
export const Settings = z.strictObject({
  auth: z
    .strictObject({
      /** Ways to log in; upstream leaves `totp` out until it is asked for. */
      methods: z.array(z.enum(METHODS)).default(METHODS.filter((method) => method !== 'totp')),
    })
    .prefault({}),
  /** Rules for passwords and for log-ins that fail; none of them holds unless it is set. */
  security_compliance: z
    .strictObject({
      lockout_failure_attempts: count,
      /** Seconds. */
      lockout_duration: z.int().min(1).default(1800),
      /** Days. */
      password_expires_days: count,
      /** So many passwords, the new one included, that have to differ. */
      unique_last_password_count: z.int().min(0).default(0),
      /** Days. */
      minimum_password_age: z.int().min(0).default(0),
      password_regex: z.string().nullable().default(null),
      password_regex_description: z.string().nullable().default(null),
      change_password_upon_first_use: z.boolean().default(false),
    })
    .prefault({}),
  unified_limit: z.strictObject({ enforcement_model: z.enum(['flat', 'strict_two_level']).default('flat') }).prefault({}),
  /** `included_previous_windows`: so many older passcodes are taken too. */
  totp: z.strictObject({ included_previous_windows: z.int().min(0).max(10).default(1) }).prefault({}),
});
export type Settings = z.output<typeof Settings>;

const kept = collection<{ id: string; settings: Settings }>('identity_settings');

/** Once, when the world is seeded. */
export async function keepSettings({ rows }: Scope, settings: Settings): Promise<void> {
  await rows.insert(kept, { id: 'settings', settings });
}
export const settingsOf = async (scope: Scope): Promise<Settings> =>
  remember(scope, 'settings', async () => (await scope.rows.get(kept, 'settings'))?.settings ?? Settings.parse({}));
