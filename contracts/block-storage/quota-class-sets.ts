/** https://docs.openstack.org/api-ref/block-storage/v3/#quota-class-set-extension-os-quota-class-sets */
import { z } from 'zod';
import { flexInteger } from '../json-schema.ts';
import { get, put, resource } from '../operation.ts';
import { Limits, QUOTA_RESOURCES } from './quota-sets.ts';
import { MAX_INT } from './types.ts';

const limit = flexInteger({ pattern: '^[0-9]*$', min: -1, max: MAX_INT, filled: true });
const path = '/os-quota-class-sets/{quota_class}';
const rule = (name: string) => `volume_extension:quota_classes:${name}`;
const known = Object.fromEntries(QUOTA_RESOURCES.map((name) => [name, z.int()])) as Record<(typeof QUOTA_RESOURCES)[number], z.ZodInt>;

export const quotaClassSets = resource({
  show: get(path, {
    policy: rule('get'),
    status: 200,
    returns: z.object({ quota_class_set: z.object({ id: z.string(), ...known }).catchall(z.int()) }),
    errors: [403],
  }),
  /** Which names there are depends on the types. */
  update: put(path, {
    policy: rule('update'),
    late: true,
    body: z.strictObject({ quota_class_set: z.record(z.string(), limit) }),
    status: 200,
    returns: z.object({ quota_class_set: Limits }),
    errors: [400, 403],
  }),
});
