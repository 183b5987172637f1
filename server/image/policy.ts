/** Glance's default rules. `glance/policies/*.py`, `glance/api/v2/policy.py` */
import type { Context } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { type Caller, type Check, type Rule, type Rules, type Target, all, any, everybody, ownProject, role } from '../core/policy.ts';
import type { Image } from './images.ts';

const scopes = ['project'] as const;
const rule = (...checks: Check[]): Rule => ({ check: any(role('admin'), ...checks), scopes });

const visibility =
  (...values: string[]): Check =>
  (_caller, target) =>
    values.includes(String(target['visibility']));
/** The image is shared with the caller's project, or the rule is asked as if it were. */
const sharedWithMe: Check = ({ project_id }, target) => project_id !== undefined && project_id === target['member_id'];

const member = rule(all(role('member'), ownProject));
const reader = rule(all(role('reader'), ownProject));
const reachable = any(ownProject, sharedWithMe, visibility('community', 'public', 'shared'));
const admin = rule();
/** A namespace of metadata definitions. */
const definition = rule(all(role('reader'), any(ownProject, visibility('public'))));
const service = rule(role('service'));

export const rules: Rules = {
  add_image: member,
  delete_image: member,
  get_image: rule(all(role('reader'), reachable)),
  get_images: reader,
  modify_image: member,
  publicize_image: admin,
  communitize_image: member,
  download_image: rule(all(role('member'), reachable)),
  download_from_store: rule(all(role('member'), reachable)),
  upload_image: member,
  delete_image_location: admin,
  get_image_location: reader,
  set_image_location: member,
  add_image_location: rule(role('service'), all(role('member'), ownProject)),
  fetch_image_location: service,
  add_member: member,
  delete_member: member,
  get_member: rule(all(role('reader'), any(ownProject, sharedWithMe))),
  get_members: rule(all(role('reader'), any(ownProject, sharedWithMe))),
  modify_member: rule(all(role('member'), sharedWithMe)),
  deactivate: member,
  reactivate: member,
  copy_image: admin,
  cache_image: admin,
  cache_list: admin,
  cache_delete: admin,
  cache_clean: admin,
  cache_prune: admin,
  list_cached_nodes: admin,
  stores_info_detail: service,
  tasks_api_access: admin,
  get_task: { check: everybody, scopes },
  get_tasks: { check: everybody, scopes },
  get_metadef_namespaces: reader,
  get_metadef_namespace: definition,
  get_metadef_object: definition,
  get_metadef_objects: definition,
  list_metadef_resource_types: definition,
  get_metadef_resource_type: definition,
  get_metadef_property: definition,
  get_metadef_properties: definition,
  get_metadef_tag: definition,
  get_metadef_tags: definition,
  modify_metadef_namespace: admin,
  add_metadef_namespace: admin,
  delete_metadef_namespace: admin,
  modify_metadef_object: admin,
  add_metadef_object: admin,
  delete_metadef_object: admin,
  add_metadef_resource_type_association: admin,
  remove_metadef_resource_type_association: admin,
  modify_metadef_property: admin,
  add_metadef_property: admin,
  remove_metadef_property: admin,
  modify_metadef_tag: admin,
  add_metadef_tag: admin,
  add_metadef_tags: admin,
  delete_metadef_tag: admin,
  delete_metadef_tags: admin,
};

/** What a rule is asked about an image. An image of another project that is shared was found through its members. */
export const targetOf = ({ owner, visibility }: Pick<Image, 'owner' | 'visibility'>, caller: Caller): Target => ({
  project_id: owner,
  owner,
  visibility,
  member_id: visibility === 'shared' && owner !== caller.project_id ? caller.project_id : undefined,
});

/** Throws the 403 of a rule (default: the row's), or 404 where the caller may not even know of the image. */
export function enforceOn(request: Context, image: Image, name?: string): void {
  const target = targetOf(image, request.caller);
  if (!request.may('get_image', target)) throw notFound('');
  request.enforce(target, name);
}
