/** Where a project stands in the tree. `keystone/resource/core.py` */
import type { Context } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { ancestors, projectIdsOf } from './access.ts';
import { view } from './projects.ts';
import { type ProjectRow, projects } from './rows.ts';

/** All projects below one, parents before their children. */
export async function subtree({ rows }: Scope, id: string): Promise<ProjectRow[]> {
  const found: ProjectRow[] = [];
  let parents = [id];
  while (parents.length) {
    const children = await rows.list(projects, { where: { parent_id: parents } });
    found.push(...children);
    parents = children.map((child) => child.id);
  }
  return found;
}

type Flags = { [F in 'parents_as_list' | 'parents_as_ids' | 'subtree_as_list' | 'subtree_as_ids']?: string | undefined };
interface Branch {
  [id: string]: Branch | null;
}

/** What the query asks to know besides: `parents_as_list`, `subtree_as_ids`... */
export async function expand(context: Context & { query: Flags }, project: ProjectRow) {
  const { query, caller } = context;
  const asked = (flag: keyof Flags): boolean => query[flag] !== undefined && query[flag] !== '0';
  for (const kin of ['parents', 'subtree'] as const) {
    if (asked(`${kin}_as_list`) && asked(`${kin}_as_ids`)) {
      throw badRequest(`Cannot use ${kin}_as_list and ${kin}_as_ids query params at the same time.`);
    }
  }
  // only those on which the caller has a role, and not the project's domain
  const listed = async (rows: (ProjectRow | undefined)[]) => {
    const own = await projectIdsOf(context, caller.user_id);
    return rows.filter((row) => row !== undefined && own.has(row.id)).map((row) => ({ project: view(context, row as ProjectRow) }));
  };
  const above = async (): Promise<(ProjectRow | undefined)[]> =>
    Promise.all((await ancestors(context, project.id)).map((id) => context.rows.get(projects, id)));
  return {
    ...(asked('parents_as_list') && { parents: await listed(await above()) }),
    ...(asked('parents_as_ids') && { parents: (await ancestors(context, project.id)).reduceRight<Branch | null>((branch, id) => ({ [id]: branch }), null) }),
    ...(asked('subtree_as_list') && { subtree: await listed(await subtree(context, project.id)) }),
    ...(asked('subtree_as_ids') && { subtree: branchOf(await subtree(context, project.id), project.id) }),
  };
}
function branchOf(rows: readonly ProjectRow[], id: string): Branch | null {
  const children = rows.filter(({ parent_id }) => parent_id === id);
  return children.length ? Object.fromEntries(children.map((child) => [child.id, branchOf(rows, child.id)])) : null;
}
