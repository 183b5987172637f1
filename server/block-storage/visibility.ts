/** Whose rows a caller finds: its project's, or anybody's where it is an admin. `cinder/db/api.py: model_query` */
import type { Caller } from '../core/policy.ts';

export type Seeing = Pick<Caller, 'roles' | 'project_id'>;

export const isVisible = ({ roles, project_id }: Seeing, row: { project_id: string }): boolean => roles.has('admin') || row.project_id === project_id;
