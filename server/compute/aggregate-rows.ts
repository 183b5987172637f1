/** What is kept of a host aggregate. `nova/objects/aggregate.py` */
import { collection } from '../core/store.ts';

export interface Aggregate {
  /** The uuid, which Placement knows it by. */
  id: string;
  number: number;
  name: string;
  hosts: string[];
  /** `availability_zone` among it. */
  metadata: Record<string, string>;
  created_at: number;
  updated_at: number | null;
}
export const aggregates = collection<Aggregate>('compute_aggregates', { number: 'integer', name: 'text' }, [['name']]);
