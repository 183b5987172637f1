/**
 * The volume type that a project's volumes have when they name none. https://docs.openstack.org/api-ref/block-storage/v3/#default-volume-types-default-types
 * Follows `cinder/api/v3/default_types.py`.
 */
import { defaultTypes as table } from '../../contracts/block-storage/default-types.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, forbidden, notFound } from '../core/errors.ts';
import { projects } from '../identity/rows.ts';
import { type ProjectDefault, projectDefaults } from './default-type-rows.ts';
import { typeForCaller } from './volume-type-access.ts';

export const defaultTypeHandlers = implement(table, {
  list: async (request) => {
    authorize(request);
    return { default_types: (await request.rows.list(projectDefaults)).map(view) };
  },
  show: async (request) => {
    const { project_id } = request.params;
    await checkProject(request, project_id);
    const found = await request.rows.get(projectDefaults, project_id);
    if (!found) throw notFound(`Default type for project ${project_id} not found.`);
    return { default_type: view(found) };
  },
  set: async (request) => {
    const { project_id } = request.params;
    await checkProject(request, project_id);
    const named = request.body.default_type.volume_type;
    const type = await typeForCaller(request, named).catch((error: Error) => Promise.reject(badRequest(error.message)));
    return { default_type: view(await request.rows.update(projectDefaults, { id: project_id, volume_type_id: type.id })) };
  },
  /** Of a project that is gone too. */
  unset: async (request) => {
    authorize(request);
    await request.rows.remove(projectDefaults, request.params.project_id);
  },
});

/** Says less than the other rules do. */
function authorize(request: Context): void {
  try {
    request.enforce();
  } catch {
    throw forbidden('You are not authorized to perform this operation.');
  }
}
async function checkProject(request: Context, id: string): Promise<void> {
  // upstream asks Keystone with the caller's token, and fails where that may not tell
  if (!request.may(RULE)) authorize(request);
  if (!(await request.rows.get(projects, id))) throw notFound(`Project with id ${id} not found.`);
  authorize(request);
}
const RULE = 'volume_extension:default_get';
const view = ({ id, volume_type_id }: ProjectDefault) => ({ project_id: id, volume_type_id });
