/** What a client says of a consumer that is to hold something: of a server, a migration... `placement/schemas/allocation.py` */
import { z } from 'zod';
import { uuid } from '../json-schema.ts';
import { changes, since } from '../microversion.ts';
import { ForeignId, WantedAmounts, keyed } from './names.ts';

/** Keys are ids of resource providers. */
const UUID = /^[0-9a-fA-F-]{36}$/;
const Allocation = z.strictObject({ generation: z.int().optional(), resources: WantedAmounts });
const mappings = since('1.34', z.record(z.string(), z.array(uuid).min(1)).optional());
const consumer = {
  project_id: ForeignId,
  user_id: ForeignId,
  consumer_generation: since('1.28', z.int().nullable()),
  mappings,
  consumer_type: since(
    '1.38',
    z
      .string()
      .min(1)
      .max(255)
      .regex(/^[A-Z0-9_]+$/),
  ),
};
const some = keyed(UUID, Allocation).refine((allocations) => Object.keys(allocations).length > 0, { params: { text: 'should be non-empty' } });
const Listed = z.array(z.strictObject({ resource_provider: z.strictObject({ uuid }), resources: WantedAmounts })).min(1);

/** Everything that one consumer is to hold; from 1.28 on that may be nothing. */
export const Held = changes({
  '1.0': z.strictObject({ allocations: Listed }),
  '1.8': z.strictObject({ allocations: Listed, project_id: ForeignId, user_id: ForeignId }),
  '1.12': z.strictObject({ allocations: some, project_id: ForeignId, user_id: ForeignId }),
  '1.28': z.strictObject({ allocations: keyed(UUID, Allocation), ...consumer }),
});
/** By id of the consumer. */
export const ManyHeld = keyed(UUID, z.strictObject({ allocations: keyed(UUID, Allocation), ...consumer }));
