/** Which role implies which. https://docs.openstack.org/api-ref/identity/v3/#roles `keystone/api/roles.py`, `role_inferences.py` */
import { impliedRoles } from '../../contracts/identity/roles.ts';
import { type Context, implement } from '../core/context.ts';
import { forbidden, notFound } from '../core/errors.ts';
import { stored } from './attributes.ts';
import { linkTo } from './listing.ts';
import { roleById } from './roles.ts';
import { type ImpliedRow, type RoleRow, implied } from './rows.ts';

type Params = { prior_role_id: string; implied_role_id: string };
/** Keystone's `[assignment] prohibited_implied_role`. */
const PROHIBITED = ['admin'];

const view = (context: Context, { id, name }: RoleRow) => ({ id, links: { self: linkTo(context, 'roles', id) }, name });

/** Both roles, once the caller may know of them. */
async function pair(context: Context & { params: Params }): Promise<[RoleRow, RoleRow]> {
  const prior_role = await roleById(context, context.params.prior_role_id);
  const implied_role = await roleById(context, context.params.implied_role_id);
  context.enforce({ prior_role, implied_role });
  return [prior_role, implied_role];
}
async function existing({ rows, params: { prior_role_id, implied_role_id } }: Context & { params: Params }): Promise<ImpliedRow> {
  const rule = await rows.get(implied, `${prior_role_id}/${implied_role_id}`);
  if (!rule) throw notFound(`${prior_role_id} does not imply ${implied_role_id}.`);
  return rule;
}
const inference = (context: Context, prior: RoleRow, other: RoleRow) => ({
  role_inference: { prior_role: view(context, prior), implies: view(context, other) },
  links: { self: linkTo(context, 'roles', prior.id, 'implies', other.id) },
});
const rolesOf = async (context: Context, rules: readonly ImpliedRow[]) =>
  Promise.all(rules.map(async ({ implied_id }) => view(context, await roleById(context, implied_id))));

export const impliedRoleHandlers = implement(impliedRoles, {
  async listAll(context) {
    const byPrior = Map.groupBy(await context.rows.list(implied), ({ prior_id }) => prior_id);
    const role_inferences = [...byPrior].map(async ([prior, rules]) => ({
      prior_role: view(context, await roleById(context, prior)),
      implies: await rolesOf(context, rules),
    }));
    return { role_inferences: await Promise.all(role_inferences) };
  },

  async list(context) {
    const prior_role = await roleById(context, context.params.prior_role_id);
    context.enforce({ prior_role });
    const rules = await context.rows.list(implied, { where: { prior_id: prior_role.id } });
    return {
      role_inference: { prior_role: view(context, prior_role), implies: await rolesOf(context, rules) },
      links: { self: linkTo(context, 'roles', prior_role.id, 'implies') },
    };
  },

  async show(context) {
    const roles = await pair(context);
    await existing(context);
    return inference(context, ...roles);
  },
  async check(context) {
    await pair(context);
    await existing(context);
  },

  async create(context) {
    const [prior, other] = await pair(context);
    if (PROHIBITED.includes(other.name) || (other.domain_id !== null && prior.domain_id === null)) throw forbidden(`${other.id} cannot be an implied roles.`);
    const id = `${prior.id}/${other.id}`;
    if (await context.rows.get(implied, id)) throw stored('implied_role', 'Duplicate entry');
    await context.rows.insert(implied, { id, prior_id: prior.id, implied_id: other.id });
    return inference(context, prior, other);
  },
  async delete(context) {
    await pair(context);
    await context.rows.remove(implied, (await existing(context)).id);
  },
});
