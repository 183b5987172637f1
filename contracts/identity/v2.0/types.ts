/** What Keystone v2.0 shows of its nouns, and what it asked of those who change them. `keystone/common/controller.py: V2Controller` */
import { z } from 'zod';

/** The one right that v2.0 knew. */
export const admin = { policy: 'admin_required' } as const;

export const Tenant = z.looseObject({ id: z.string(), name: z.string(), description: z.string().nullable(), enabled: z.boolean() });
export const User = z.looseObject({ id: z.string(), name: z.string(), username: z.string(), enabled: z.boolean(), tenantId: z.string().nullish() });
export const Role = z.looseObject({ id: z.string(), name: z.string() });
export const Links = z.array(z.never());
