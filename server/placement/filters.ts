/** What queries ask of providers: resources, traits, aggregates, a tree. `placement/util.py` (`normalize_*`) */
import { isUuidLike } from '../../contracts/json-schema.ts';
import { type Microversion, within } from '../../contracts/microversion.ts';
import { refused } from './faults.ts';
import type { Amounts, Provider } from './providers.ts';
import { hasRoom } from './providers.ts';
import type { Query } from './read.ts';

const RESOURCES = 'Badly formed resources parameter. Expected resources query string parameter in form: ?resources=VCPU:2,MEMORY_MB:1024.';
/** `VCPU:2,MEMORY_MB:1024`. Throws 400. */
export function resourcesFrom(text: string): Amounts {
  if (!text.trim()) throw refused(`${RESOURCES} Got: empty string.`);
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', amount, more] = part.split(':');
      if (amount === undefined || more !== undefined) throw refused(`${RESOURCES} Got: ${part}.`);
      if (!/^\s*[+-]?\d+(?:_\d+)*\s*$/.test(amount)) throw refused(`Requested resource ${name} expected positive integer amount. Got: ${amount}.`);
      const number = Number(amount.replaceAll('_', ''));
      if (number < 1) throw refused(`Requested resource ${name} requires amount >= 1. Got: ${number}.`);
      return [name, number];
    }),
  );
}

export interface TraitFilter {
  /** Of each list, one is needed. */
  required: string[][];
  forbidden: string[];
}
const TRAITS = "Invalid query string parameters: Expected 'required' parameter value of the form:";
/** `HW_CPU_X86_VMX,!CUSTOM_MAGIC` or `in:HW_CPU_X86_VMX,CUSTOM_MAGIC`. Throws 400. */
export function traitsFrom(text: string, { negated, any }: { negated: boolean; any: boolean }): TraitFilter {
  const list = (from: string): string[] => [...new Set(from.split(',').map((part) => part.trim()))];
  if (text.startsWith('in:')) {
    const format = "The format 'in:HW_CPU_X86_VMX,CUSTOM_MAGIC'";
    if (!any) throw refused(`Invalid query string parameters: ${format} only supported since microversion 1.39. Got: ${text}`);
    const traits = list(text.slice(3));
    if (traits.includes('')) throw refused(`${TRAITS} in:HW_CPU_X86_VMX,CUSTOM_MAGIC. Got an empty trait in: ${text}`);
    if (traits.some((trait) => trait.startsWith('!')))
      throw refused(`Invalid query string parameters: ${format} does not support forbidden traits. Got: ${text}`);
    return { required: [traits], forbidden: [] };
  }
  const traits = list(text);
  const forbidden = traits.filter((trait) => trait.startsWith('!')).map((trait) => trait.replace(/^!+/, ''));
  if ([...traits, ...forbidden].includes('')) {
    throw refused(`${TRAITS} ${negated ? 'HW_CPU_X86_VMX,!CUSTOM_MAGIC' : 'HW_CPU_X86_VMX,CUSTOM_MAGIC'}. Got an empty trait in: ${text}`);
  }
  if (forbidden.length && !negated) throw refused(`${TRAITS} HW_CPU_X86_VMX,CUSTOM_MAGIC. Got: ${text}`);
  return { required: traits.filter((trait) => !trait.startsWith('!')).map((trait) => [trait]), forbidden };
}
/** All `required` parameters with this suffix; before 1.39 only the last one counts. */
export function traitFilter(query: Query, version: Microversion, suffix = ''): TraitFilter {
  const any = within(version, { since: '1.39' });
  const values = query.all(`required${suffix}`);
  const parts = (any ? values : values.slice(-1)).map((value) => traitsFrom(value, { negated: within(version, { since: '1.22' }), any }));
  return { required: parts.flatMap(({ required }) => required), forbidden: [...new Set(parts.flatMap(({ forbidden }) => forbidden))] };
}

export interface AggregateFilter {
  /** Of each list, the provider is in one. */
  memberOf: string[][];
  notMemberOf: string[];
}
/** All `member_of` parameters with this suffix. Throws 400. */
export function aggregateFilter(query: Query, version: Microversion, suffix = ''): AggregateFilter {
  const values = query.all(`member_of${suffix}`);
  if (values.length > 1 && !within(version, { since: '1.24' })) throw refused(`Multiple member_of${suffix} parameters are not supported`);
  const memberOf: string[][] = [];
  const notMemberOf: string[] = [];
  for (const value of values) {
    const [, not, ids = ''] = /^(!?)(?:in:)?(.*)$/s.exec(value) ?? [];
    if (value.includes(',') && !/^!?in:/.test(value)) {
      throw refused(`Multiple values for 'member_of' must be prefixed with the 'in:' or '!in:' keyword using the valid microversion. Got: ${value}`);
    }
    const list = ids.split(',');
    const wrong = list.find((id) => !isUuidLike(id));
    if (wrong !== undefined) throw refused(`Invalid query string parameters: Expected 'member_of' parameter to contain valid UUID(s). Got: ${wrong}`);
    if (not && !within(version, { since: '1.32' })) throw refused(`Forbidden member_of${suffix} parameters are not supported in the specified microversion`);
    if (not) notMemberOf.push(...list);
    else memberOf.push(list);
  }
  return { memberOf, notMemberOf };
}

/** Of each list one trait, and none that is forbidden. */
export const hasTraits = ({ traits }: Provider, { required, forbidden }: TraitFilter): boolean =>
  required.every((any) => any.some((trait) => traits.includes(trait))) && !forbidden.some((trait) => traits.includes(trait));
/** Is it in one aggregate of every list? */
export const isMember = ({ aggregates }: Provider, lists: readonly (readonly string[])[]): boolean =>
  lists.every((list) => list.some((id) => aggregates.includes(id)));
export const hasRoomFor = (provider: Provider, resources: Amounts): boolean =>
  Object.entries(resources).every(([name, amount]) => hasRoom(provider, name, amount));
