/** Configuration of domains. https://docs.openstack.org/api-ref/identity/v3/#domain-configuration `keystone/api/domains.py`, `keystone/resource/core.py` */
import { domainConfig as table } from '../../contracts/identity/domain-config.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { type CloudError, forbidden, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { DEFAULTS, isGroup, isOption, isSecret, readable } from './domain-options.ts';
import { domainById } from './domains.ts';
import { settingsOf } from './settings.ts';

type Config = Record<string, Record<string, unknown>>;
/** What was set for a domain, by its id. Nothing here reads it: users of all domains are kept in one place. */
const configs = collection<{ id: string; config: Config }>('identity_domain_configs');

interface Where {
  domain_id: string;
  group?: string;
  option?: string;
}
type Request = Context & { params: Where };
type Changing = Request & { body: { config?: unknown } };

const invalid = (reason: string): CloudError => forbidden(`Invalid domain specific configuration: ${reason}.`);
const unset = ({ domain_id, group, option }: Where): CloudError => {
  const what = option === undefined ? (group === undefined ? 'any options' : `group ${group}`) : `option ${option} in group ${group}`;
  return notFound(`Could not find ${what} in domain configuration for domain ${domain_id}.`);
};
const configOf = async ({ rows }: Scope, id: string): Promise<Config> => (await rows.get(configs, id))?.config ?? {};

export const domainConfigHandlers = implement(table, {
  defaults: () => answer(DEFAULTS),
  defaultGroup: ({ params: { group } }) => {
    checkNamed(group);
    return answer({ [group]: DEFAULTS[group] });
  },
  defaultOption: ({ params: { group, option } }) => {
    checkNamed(group, option);
    if (isSecret(group, option)) throw invalid(`Reading the default for option ${option} in group ${group} is not supported`);
    return answer({ [option]: DEFAULTS[group]?.[option] });
  },
  show,
  showGroup: show,
  showOption: show,
  async put(context) {
    const { id } = await domainById(context, context.params.domain_id);
    const config = checked(context.body.config);
    const before = Object.keys(await configOf(context, id)).length;
    await context.rows.update(configs, { id, config });
    return reply(answer(open(config)), {}, before ? 200 : 201);
  },
  update,
  updateGroup: update,
  updateOption: update,
  delete: remove,
  deleteGroup: remove,
  deleteOption: remove,
});

/** Without what is secret, and without groups in which nothing else is. */
function open(config: Config): Config {
  const groups = Object.entries(config).map(([group, options]): [string, Record<string, unknown>] => [
    group,
    Object.fromEntries(Object.entries(options).filter(([option]) => !isSecret(group, option))),
  ]);
  return Object.fromEntries(groups.filter(([, options]) => Object.keys(options).length));
}
const answer = (config: object) => ({ config: config as never });

function checkNamed(group?: string, option?: string): void {
  if (group !== undefined && !isGroup(group)) throw invalid(`Group ${group} is not supported for domain specific configurations`);
  if (group !== undefined && option !== undefined && !isOption(group, option))
    throw invalid(`Option ${option} in group ${group} is not supported for domain specific configurations`);
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
function checked(config: unknown): Config {
  if (!isObject(config) || !Object.keys(config).length) throw invalid('No options specified');
  for (const [group, options] of Object.entries(config)) {
    if (!isObject(options) || !Object.keys(options).length)
      throw invalid(`The value of group ${group} specified in the config should be a dictionary of options`);
    for (const option of Object.keys(options)) checkNamed(group, option);
  }
  return config as Config;
}

async function show(context: Request) {
  const { domain_id, group, option } = context.params;
  if (group === 'security_compliance') return answer(await compliance(context));
  context.enforce({});
  checkNamed(group, option);
  const config = open(await configOf(context, domain_id));
  const found = group === undefined ? config : config[group] && { [group]: config[group] };
  if (!found || !Object.keys(found).length) throw unset(context.params);
  if (group === undefined || option === undefined) return answer(found);
  if (!(option in (config[group] ?? {}))) throw unset(context.params);
  return answer({ [option]: config[group]?.[option] });
}
/** What everybody has to know who chooses a password. */
async function compliance(context: Request): Promise<object> {
  const { domain_id, option } = context.params;
  context.enforce({}, 'identity:get_security_compliance_domain_config');
  if (domain_id !== 'default')
    throw invalid('Reading security compliance information for any domain other than the default domain is not allowed or supported.');
  const options = readable((await settingsOf(context)).security_compliance);
  if (option === undefined) return { security_compliance: options };
  if (!(option in options)) throw invalid('Reading security compliance values other than password_regex and password_regex_description is not allowed.');
  return { [option]: options[option] };
}

async function update(context: Changing) {
  const { domain_id, group, option } = context.params;
  await domainById(context, domain_id);
  const sent = context.body.config;
  const config = checked(group !== undefined && option !== undefined ? { [group]: sent } : sent);
  checkNamed(group, option);
  const before = await configOf(context, domain_id);
  if (group !== undefined) checkOnly(config, before, { domain_id, group, ...(option !== undefined && { option }) });
  const merged = Object.fromEntries([...new Set([...Object.keys(before), ...Object.keys(config)])].map((name) => [name, { ...before[name], ...config[name] }]));
  await context.rows.update(configs, { id: domain_id, config: merged });
  return answer(open(merged));
}
/** A change of one group, or of one option, names nothing else, and that has to be set. */
function checkOnly(config: Config, before: Config, where: Where & { group: string }): void {
  const { group, option } = where;
  const groups = Object.keys(config);
  const options = Object.keys(config[group] ?? {});
  if (groups.length !== 1) throw invalid(`Trying to update group ${group}, so that, and only that, group must be specified in the config`);
  if (groups[0] !== group) throw invalid(`request to update group ${group}, but config provided contains group ${groups[0]} instead`);
  if (option !== undefined && options.length !== 1)
    throw invalid(`Trying to update option ${option} in group ${group}, so that, and only that, option must be specified  in the config`);
  if (option !== undefined && options[0] !== option)
    throw invalid(`Trying to update option ${option} in group ${group}, but config provided contains option ${options[0]} instead`);
  if (!before[group] || (option !== undefined && !(option in before[group]))) throw unset(where);
}

async function remove(context: Request): Promise<void> {
  const { domain_id, group, option } = context.params;
  await domainById(context, domain_id);
  checkNamed(group, option);
  const before = await configOf(context, domain_id);
  if (group !== undefined && !before[group]) throw unset({ domain_id, group });
  if (group !== undefined && option !== undefined && !before[group]?.[option]) throw unset(context.params);
  const kept = Object.entries(before).map(([name, options]): [string, Record<string, unknown>] => {
    const goes = (key: string): boolean => group === undefined || (name === group && (option === undefined || key === option));
    return [name, Object.fromEntries(Object.entries(options).filter(([key]) => !goes(key)))];
  });
  await context.rows.update(configs, { id: domain_id, config: Object.fromEntries(kept.filter(([, options]) => Object.keys(options).length)) });
}

/** Of a domain that is gone. */
export async function removeDomainConfig({ rows }: Scope, id: string): Promise<void> {
  await rows.remove(configs, id);
}
