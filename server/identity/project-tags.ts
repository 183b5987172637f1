/** Tags of a project. https://docs.openstack.org/api-ref/identity/v3/#project-tags `keystone/api/projects.py` */
import { projectTags } from '../../contracts/identity/projects.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { type CloudError, badRequest, notFound } from '../core/errors.ts';
import { repr } from '../core/python.ts';
import { linkTo } from './listing.ts';
import { permitted } from './projects.ts';
import { type ProjectRow, projects } from './rows.ts';
import { TAG, TAGS, spelledOut } from './spelled-out.ts';

const absent = (tag: string): CloudError => notFound(`Could not find project tag: ${tag}.`);
/** Upstream links to its root here. */
const view = ({ origin }: Context, tags: string[]) => ({ tags, links: { self: `${origin}/v3` } });
const keep = async ({ rows }: Context, project: ProjectRow, tags: string[]): Promise<unknown> => rows.update(projects, { ...project, tags });

/** What is absent is an empty object to upstream. */
function checkList(tags: string[] | undefined): void {
  if (!tags) throw badRequest(spelledOut(TAGS, { path: [], value: {}, message: "{} is not of type 'array'", keyword: 'type' }));
  if (tags.length > 80) throw badRequest(spelledOut(TAGS, { path: [], value: tags, message: `${repr(tags)} is too long`, keyword: 'maxItems' }));
  if (new Set(tags).size === tags.length) return;
  throw badRequest(spelledOut(TAGS, { path: [], value: tags, message: `${repr(tags)} has non-unique elements`, keyword: 'uniqueItems' }));
}

function checkTag(tag: string): void {
  if (tag.length > 255) throw badRequest(spelledOut(TAG, { path: [], value: tag, message: `${repr(tag)} is too long`, keyword: 'maxLength' }));
  if (tag.includes(',')) throw badRequest(spelledOut(TAG, { path: [], value: tag, message: `${repr(tag)} does not match '^[^,/]*$'`, keyword: 'pattern' }));
}

export const projectTagHandlers = implement(projectTags, {
  list: async (context) => view(context, (await permitted(context)).tags),

  async replace(context) {
    const { tags = [] } = context.body;
    const project = await permitted(context, () => checkList(context.body.tags));
    await keep(context, project, tags);
    return view(context, tags);
  },
  async clear(context) {
    await keep(context, await permitted(context), []);
  },

  async check(context) {
    const { tags } = await permitted(context);
    if (!tags.includes(context.params.tag)) throw absent(context.params.tag);
  },
  async add(context) {
    const { tag } = context.params;
    const project = await permitted(context, () => checkTag(tag));
    checkList([...project.tags, tag]);
    await keep(context, project, [...project.tags, tag]);
    return reply(undefined, { Location: linkTo(context, project.id, 'tags', tag) });
  },
  async remove(context) {
    const { tag } = context.params;
    const project = await permitted(context);
    if (!project.tags.includes(tag)) throw absent(tag);
    await keep(
      context,
      project,
      project.tags.filter((other) => other !== tag),
    );
  },
});
