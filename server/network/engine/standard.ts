/** What all resources have: description, tags, times and a revision number. `neutron/db/standard_attr.py` */
import { seconds } from '../../core/clock.ts';
import { CloudError } from '../../core/errors.ts';
import type { Collection } from '../../core/store.ts';
import type { Scope } from '../../core/world.ts';
import { string } from './validators.ts';
import { type AttributeMap, attribute } from './attribute.ts';

export interface Standard {
  id: string;
  project_id: string;
  description: string;
  tags: string[];
  created_at: number;
  updated_at: number;
  revision_number: number;
}
export const standardColumns = { project_id: 'text', created_at: 'integer' } as const;

export const standard = ({ world, now }: Scope, project_id: string, description: unknown, revision_number = 0): Standard => ({
  id: world.ids.uuid(),
  project_id,
  description: typeof description === 'string' ? description : '',
  tags: [],
  created_at: now,
  updated_at: now,
  revision_number,
});
/** Writes a changed row. */
export async function touch<Row extends Standard>({ rows, now }: Scope, into: Collection<Row>, row: Row): Promise<Row> {
  row.updated_at = now;
  row.revision_number += 1;
  return rows.update(into, row);
}
export const standardView = ({ description, created_at, updated_at, revision_number }: Standard) => ({
  description,
  created_at: seconds(created_at),
  updated_at: seconds(updated_at),
  revision_number,
});

const plain: AttributeMap = {
  revision_number: attribute('show filter'),
  created_at: attribute('show'),
  updated_at: attribute('show'),
};
const description = attribute('post put show filter', { default: '', validate: string(255) });
const tags: AttributeMap = {
  tags: attribute('show filter'),
  'tags-any': attribute('filter'),
  'not-tags': attribute('filter'),
  'not-tags-any': attribute('filter'),
};
export const standardAttributes: AttributeMap = { ...plain, description };
export const taggedAttributes: AttributeMap = { ...plain, ...tags, description };

/** `If-Match: revision_number=3` holds a change back unless the resource is at that revision. `neutron/services/revisions/revision_plugin.py` */
export function matchRevision(ifMatch: string | undefined, { revision_number }: { revision_number?: number }): CloudError | undefined {
  const [, wanted] = /revision_number=(\d+)/.exec(ifMatch ?? '') ?? [];
  if (wanted === undefined || revision_number === undefined || Number(wanted) === revision_number) return undefined;
  return new CloudError(412, `Constrained to ${wanted}, but current revision is ${revision_number}`, { type: 'RevisionNumberConstraintFailed' });
}
