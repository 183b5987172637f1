/** Access rules. https://docs.openstack.org/api-ref/identity/v3/#application-credentials `keystone/api/users.py`, `keystone/application_credential` */
import { accessRules as table } from '../../contracts/identity/access-rules.ts';
import { type Context, implement } from '../core/context.ts';
import { type CloudError, forbidden, notFound } from '../core/errors.ts';
import { checkUndelegated, ownToken } from './delegation.ts';
import { linkTo, listed } from './listing.ts';
import { expecting } from './lookups.ts';
import { type AccessRuleRow, accessRules, applicationCredentials, users } from './rows.ts';

const absent = (id: string): CloudError => notFound(`Could not find Access Rule: ${id}.`);

async function permitted(context: Context & { params: { user_id: string } }): Promise<void> {
  const user = await context.rows.get(users, context.params.user_id);
  context.enforce(user ? { user } : {});
  checkUndelegated(await ownToken(context));
}
async function ownRule({ rows, params }: Context & { params: { user_id: string; access_rule_id: string } }): Promise<AccessRuleRow> {
  const rule = await rows.get(accessRules, params.access_rule_id);
  if (rule?.user_id !== params.user_id) throw absent(params.access_rule_id);
  return rule;
}

export const accessRuleHandlers = implement(table, {
  async list(context) {
    await permitted(context);
    return listed(context, 'access_rules', {
      from: accessRules,
      where: { user_id: context.params.user_id },
      filters: ['service', 'path', 'method'],
      view: (row) => view(context, row),
    });
  },
  async show(context) {
    await permitted(context);
    return { access_rule: view(context, await ownRule(context)) };
  },
  async delete(context) {
    await permitted(context);
    const { id, user_id } = await ownRule(context);
    const users = await context.rows.list(applicationCredentials, {
      where: { user_id },
      filter: ({ access_rule_ids }) => access_rule_ids.includes(id),
      limit: 1,
    });
    if (users.length) throw forbidden('May not delete access rule in use');
    await context.rows.remove(accessRules, id);
  },
});

interface Sent {
  id?: string | undefined;
  path?: string | undefined;
  service?: string | undefined;
  method?: string | undefined;
}
/** Ids of the user's rules that are those sent; what is not there yet is made. @throws CloudError 400, 404 */
export async function newAccessRules({ rows, world }: Context, user_id: string, sent: readonly Sent[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { id, path, service, method } of sent) {
    const named = id === undefined ? undefined : await rows.get(accessRules, id);
    if (named && named.user_id !== user_id) throw absent(named.id);
    const lacking = Object.entries({ service, path, method }).find(([, value]) => value === undefined);
    if (!named && lacking) throw id === undefined ? expecting(lacking[0], 'access_rule') : absent(id);
    const [alike] = named ? [named] : await rows.list(accessRules, { where: { user_id, service, path, method }, limit: 1 });
    const rule =
      alike ?? (await rows.insert(accessRules, { id: id ?? world.ids.hex(), user_id, service: service ?? '', path: path ?? '', method: method ?? '' }));
    ids.push(rule.id);
  }
  return ids;
}

const view = (context: Context, { id, service, path, method }: AccessRuleRow) => ({
  id,
  service,
  path,
  method,
  links: { self: linkTo(context, 'access_rules', id) },
});
