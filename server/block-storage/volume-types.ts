/**
 * Volume types and who may use those that are not public. https://docs.openstack.org/api-ref/block-storage/v3/#volume-types-types
 * Follows `cinder/api/v3/types.py`, `cinder/api/contrib/types_manage.py`, `volume_type_access.py` and `cinder/volume/volume_types.py`.
 */
import type { z } from 'zod';
import { volumeTypes as table } from '../../contracts/block-storage/volume-types.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { isDefault, projectDefault } from './default-type-rows.ts';
import { invalidVolumeType } from './faults.ts';
import { nextPage } from './links.ts';
import { renameQuotas } from './quota-names.ts';
import { findTypes } from './volume-type-list.ts';
import { typeOf } from './volume-type-lookup.ts';
import { removeEncryption } from './volume-type-encryption.ts';
import { isTypeUsed } from './volume-type-use.ts';
import { type VolumeType, typeWithName, volumeTypes } from './volume-type-rows.ts';
import { shownSpecs } from './volume-type-specs.ts';

type View = z.output<typeof table.show.returns>['volume_type'];

export const volumeTypeHandlers = implement(table, {
  list: async (request) => {
    const { page, limit } = await findTypes(request, request.query);
    const next = nextPage(request, 'types', page, limit);
    return { volume_types: page.map((type) => ({ ...view(request, type), ...access(request, type) })), ...(next && { volume_type_links: next }) };
  },
  create: async (request) => {
    const { name, description = null, extra_specs = {}, 'os-volume-type-access:is_public': is_public = true } = request.body.volume_type;
    if (await typeWithName(request, name)) throw taken(name);
    const type = await request.rows.insert(volumeTypes, {
      id: request.world.ids.uuid(),
      name,
      description,
      is_public,
      extra_specs,
      projects: [],
      qos_specs_id: null,
      created_at: request.now,
      updated_at: null,
    });
    return { volume_type: { ...changedView(type), ...access(request, type) } };
  },
  show: async (request) => {
    const { type_id } = request.params;
    const type = type_id === 'default' ? await projectDefault(request, request.caller.project_id ?? '') : await typeOf(request, type_id);
    request.enforce();
    // upstream looks for the flag under the id that was asked for
    return { volume_type: { ...view(request, type), ...(type_id !== 'default' && access(request, type)) } };
  },
  update: async (request) => ({ volume_type: await update(request, request.params.type_id, request.body.volume_type) }),
  act: async (request) => ({ volume_type: await update(request, request.params.type_id, request.body.volume_type) }),
  delete: async (request) => {
    const type = await typeOf(request, request.params.type_id);
    if (await isDefault(request, type)) throw badRequest(`The volume type ${type.id} is a default volume type and cannot be deleted.`);
    if (await isTypeUsed(request, type.id)) throw badRequest('Target volume type is still in use.');
    await removeEncryption(request, type.id);
    await request.rows.remove(volumeTypes, type.id);
  },
  addAccess: async (request) => {
    const { project } = request.body.addProjectAccess;
    const type = await privateType(request, request.params.type_id);
    if (type.projects.includes(project)) throw conflict(`Volume type access for ${type.id} / ${project} combination already exists.`);
    await request.rows.update(volumeTypes, { ...type, projects: [...type.projects, project] });
  },
  removeAccess: async (request) => {
    const { project } = request.body.removeProjectAccess;
    const type = await privateType(request, request.params.type_id);
    if (!type.projects.includes(project)) throw notFound(`Volume type access not found for ${type.id} / ${project} combination.`);
    await request.rows.update(volumeTypes, { ...type, projects: type.projects.filter((id) => id !== project) });
  },
  listAccess: async (request) => {
    const { id, is_public, projects } = await typeOf(request, request.params.type_id);
    if (is_public) throw notFound('Access list not available for public volume types.');
    return { volume_type_access: projects.map((project_id) => ({ volume_type_id: id, project_id })) };
  },
});

const taken = (name: string): Error => conflict(`Volume Type ${name} already exists.`);

type Change = z.output<typeof table.update.body>['volume_type'];
async function update(request: Context, id: string, { name, description, is_public }: Change): Promise<View> {
  if (name && name.trim() === '') throw badRequest('Volume type name can not be empty.');
  if ((name ?? description ?? is_public ?? null) === null) throw badRequest('Specify volume type name, description, is_public or a combination thereof.');
  const type = await typeOf(request, id);
  if (name && ((await typeWithName(request, name))?.id ?? id) !== id) throw taken(name);
  if (name && name !== type.name) await renameQuotas(request, type.name, name);
  const changed = {
    ...type,
    name: name ?? type.name,
    description: description ?? type.description,
    is_public: is_public ?? type.is_public,
    updated_at: request.now,
  };
  return changedView(await request.rows.update(volumeTypes, changed));
}
async function privateType(request: Context, id: string): Promise<VolumeType> {
  const type = await typeOf(request, id);
  if (type.is_public) throw invalidVolumeType('Type access modification is not applicable to public volume type.');
  return type;
}

const changedView = ({ id, name, is_public, extra_specs, description }: VolumeType): View => ({ id, name, is_public, extra_specs, description });
const view = (request: Context, type: VolumeType): View => ({
  ...changedView(type),
  extra_specs: shownSpecs(request, type.extra_specs),
  ...(request.may('volume_extension:access_types_qos_specs_id') && { qos_specs_id: type.qos_specs_id }),
});
const access = (request: Context, { is_public }: VolumeType): Pick<View, 'os-volume-type-access:is_public'> =>
  request.may('volume_extension:volume_type_access') ? { 'os-volume-type-access:is_public': is_public } : {};
