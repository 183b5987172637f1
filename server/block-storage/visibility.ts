/** Whose rows a caller finds: its project's, or anybody's where it is an admin. `cinder/db/api.py: model_query` */
import type { Caller } from '../core/policy.ts';
import type { Where } from '../core/store.ts';

export type Seeing = Pick<Caller, 'roles' | 'project_id'>;

export const isVisible = ({ roles, project_id }: Seeing, row: { project_id: string }): boolean => roles.has('admin') || row.project_id === project_id;
/** The rows of a list. @param everywhere the caller asks for those of all projects, which an admin gets */
export const whose = ({ roles, project_id = '' }: Seeing, everywhere: boolean): Where => (everywhere && roles.has('admin') ? {} : { project_id });
