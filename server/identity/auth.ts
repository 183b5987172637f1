/** What the bearer of a token can reach. `keystone/api/auth.py` */
import { auth } from '../../contracts/identity/auth.ts';
import { type Context, implement } from '../core/context.ts';
import { forbidden } from '../core/errors.ts';
import { assignmentsOf } from './access.ts';
import { catalogFor } from './catalog.ts';
import { view as domainView } from './domains.ts';
import { linkTo, whole } from './listing.ts';
import { view as projectView, projectsOf } from './projects.ts';
import { projects } from './rows.ts';

export const authHandlers = implement(auth, {
  async catalog(context) {
    const { user_id, project_id } = context.caller;
    if (!project_id) throw forbidden('You are not authorized to perform the requested action.');
    return { catalog: await catalogFor(context, user_id, project_id), links: { self: linkTo(context, 'auth', 'catalog') } };
  },

  projects: projectsFor,
  domains: domainsFor,

  async system(context) {
    const own = await assignmentsOf(context, context.caller.user_id);
    const system = own.some(({ target }) => target === 'system') ? [{ all: true as const }] : [];
    return { system, links: { self: linkTo(context, 'auth', 'system') } };
  },
});

/** What the caller could have a token for. */
export async function projectsFor(context: Context) {
  const found = await projectsOf(context, context.caller.user_id);
  return whole(
    context,
    'projects',
    found.map((row) => projectView(context, row)),
  );
}
export async function domainsFor(context: Context) {
  const own = (await assignmentsOf(context, context.caller.user_id)).filter(({ target, inherited }) => target === 'domain' && !inherited);
  const found = await context.rows.list(projects, { where: { id: own.map(({ target_id }) => target_id) } });
  return whole(
    context,
    'domains',
    found.map((row) => domainView(context, row)),
  );
}
