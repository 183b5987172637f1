/** Projects, their tags and their place in the tree. https://docs.openstack.org/api-ref/identity/v3/#projects */
import { z } from 'zod';
import { strangersFirst, uuid } from '../json-schema.ts';
import { del, get, patch, post, put, resource } from '../operation.ts';
import { Links, collection, description, flag, id, immutable, paging, shortName } from './types.ts';

const tag = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^,/]*$/);
export const tags = z.array(tag).max(80);

/** Further attributes are kept as they are. */
export const Project = z.looseObject({
  id: z.string(),
  name: z.string(),
  domain_id: z.string().nullable(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  parent_id: z.string().nullable(),
  is_domain: z.boolean(),
  tags: z.array(z.string()),
  /** The further attributes once more, in the answer to a change. */
  extra: z.looseObject({}).optional(),
  options: z.looseObject({}),
  links: Links,
});
const fields = {
  description: description.optional(),
  domain_id: id.nullish(),
  enabled: flag,
  is_domain: flag,
  parent_id: id.nullish(),
  name: shortName.optional(),
  tags: tags.optional(),
  options: immutable.optional(),
};
const one = z.object({ project: Project });
const TagList = z.object({ tags: z.array(z.string()), links: Links });
const flags = ['parents_as_list', 'parents_as_ids', 'subtree_as_list', 'subtree_as_ids', 'include_limits'] as const;

export const projects = resource({
  list: get('/projects', {
    policy: 'identity:list_projects',
    late: true,
    query: z.looseObject({
      domain_id: id.optional(),
      enabled: flag,
      name: shortName.optional(),
      parent_id: uuid.optional(),
      is_domain: flag,
      tags: z.string().optional(),
      'tags-any': z.string().optional(),
      'not-tags': z.string().optional(),
      'not-tags-any': z.string().optional(),
      ...paging,
    }),
    status: 200,
    returns: collection('projects', Project),
    errors: [400, 401, 403, 404],
  }),
  create: post('/projects', {
    policy: 'identity:create_project',
    late: true,
    body: strangersFirst(z.strictObject({ project: z.looseObject({ ...fields, name: shortName }) })),
    status: 201,
    returns: one,
    errors: [400, 401, 403, 409],
  }),
  show: get('/projects/{project_id}', {
    policy: 'identity:get_project',
    late: true,
    query: z.looseObject(
      Object.fromEntries(flags.map((name) => [name, z.string().optional()])) as { [F in (typeof flags)[number]]: z.ZodOptional<z.ZodString> },
    ),
    status: 200,
    returns: one,
    errors: [400, 401, 403, 404],
  }),
  update: patch('/projects/{project_id}', {
    policy: 'identity:update_project',
    late: true,
    body: z.strictObject({ project: z.looseObject(fields).prefault({}) }),
    status: 200,
    returns: one,
    errors: [400, 401, 403, 404, 409],
  }),
  delete: del('/projects/{project_id}', { policy: 'identity:delete_project', late: true, status: 204, errors: [401, 403, 404] }),
});

export const projectTags = resource({
  list: get('/projects/{project_id}/tags', {
    policy: 'identity:list_project_tags',
    late: true,
    status: 200,
    returns: TagList,
    errors: [401, 403, 404],
  }),
  replace: put('/projects/{project_id}/tags', {
    policy: 'identity:update_project_tags',
    late: true,
    body: z.strictObject({ tags: z.array(tag).optional() }),
    status: 200,
    returns: TagList,
    errors: [400, 401, 403, 404],
  }),
  clear: del('/projects/{project_id}/tags', { policy: 'identity:delete_project_tags', late: true, status: 204, errors: [401, 403, 404] }),
  check: get('/projects/{project_id}/tags/{tag}', { policy: 'identity:get_project_tag', late: true, status: 204, errors: [401, 403, 404] }),
  add: put('/projects/{project_id}/tags/{tag}', {
    policy: 'identity:create_project_tag',
    late: true,
    status: 201,
    headers: ['location'],
    errors: [400, 401, 403, 404],
  }),
  remove: del('/projects/{project_id}/tags/{tag}', { policy: 'identity:delete_project_tag', late: true, status: 204, errors: [401, 403, 404] }),
});
