/**
 * Rights on a resource and on each attribute that a request names. `neutron/policy.py`,
 * `neutron/pecan_wsgi/hooks/policy_enforcement.py`
 */
import type { Context } from '../../core/context.ts';
import { forbidden, notFound } from '../../core/errors.ts';
import type { Target } from '../../core/policy.ts';
import { type Kind, type Prepared, ruleOf } from './body.ts';
import { rules } from '../policy.ts';

/** A rule with those of the attributes it covers, as upstream prints it. */
interface Composed {
  text: string;
  names: readonly string[];
}
const one = (name: string): Composed => ({ text: `rule:${name}`, names: [name] });
const and = (parts: readonly Composed[]): Composed => ({
  text: `(${parts.map(({ text }) => text).join(' and ')})`,
  names: parts.flatMap(({ names }) => names),
});

/** Throws 403 unless the caller may create this. */
export function enforceCreate(request: Context, kind: Kind, target: Target, body: Prepared): void {
  const named = (name: string): boolean => {
    if (!(name in body)) return false;
    const { [name]: attribute } = kind.attributes;
    return !attribute || !('default' in attribute) || JSON.stringify(body[name]) !== JSON.stringify(attribute.default);
  };
  check(request, compose(`create_${ruleOf(kind)}`, kind, body, named), target);
}
/** Throws 403, or 404 where the caller may not even see the resource. */
export function enforceUpdate(request: Context, kind: Kind, target: Target, body: Prepared): void {
  const rule = compose(`update_${ruleOf(kind)}`, kind, body, (name) => name in body);
  hiding(request, kind, target, () => check(request, rule, { ...target, ...body }));
}
export function enforceDelete(request: Context, kind: Kind, target: Target): void {
  hiding(request, kind, target, () => check(request, one(`delete_${ruleOf(kind)}`), target));
}
/** Throws 403 unless the caller may do this, with attributes that the resource has by now. */
export function enforceAction(request: Context, kind: Kind, action: string, target: Target, attributes: Prepared): void {
  check(
    request,
    compose(action, kind, attributes, (name) => Array.isArray(attributes[name]) && attributes[name].length > 0),
    target,
  );
}

function compose(action: string, kind: Kind, body: Prepared, named: (name: string) => boolean): Composed {
  let rule = one(action);
  for (const [name, attribute] of Object.entries(kind.attributes)) {
    if (!attribute.flags.has('policy') || !named(name)) continue;
    const parts = partsOf(body[name], attribute.parts).map((part) => one(`${action}:${name}:${part}`));
    const own = one(`${action}:${name}`);
    rule = and([rule, parts.length ? and([own, and(parts)]) : own]);
  }
  return rule;
}
/** Rules of their own have the keys of each dictionary in a list, and the declared keys of a dictionary. */
function partsOf(value: unknown, declared: readonly string[] | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => (typeof item === 'object' && item !== null ? Object.keys(item) : []));
  if (!declared || typeof value !== 'object' || value === null) return [];
  return declared.filter((part) => part in value);
}

function check(request: Context, { names, text }: Composed, target: Target): void {
  const refused = names.some((name) => rules[name] && !request.may(name, target));
  if (refused) throw forbidden(`${text} is disallowed by policy`, { type: 'PolicyNotAuthorized' });
  request.enforce(target, names[0]);
}
function hiding(request: Context, kind: Kind, target: Target, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (request.may(`get_${ruleOf(kind)}`, target)) throw error;
    throw notFound('The resource could not be found.');
  }
}

/** Drops what an answer may not show: attributes with a rule of their own that the caller does not pass. */
export function withoutHidden<View extends object>(request: Context, kind: Kind, target: Target, views: readonly View[]): Partial<View>[] {
  const hidden = Object.keys(kind.attributes).filter((name) => {
    const rule = `get_${ruleOf(kind)}:${name}`;
    return rules[rule] && !request.may(rule, target);
  });
  if (!hidden.length) return [...views];
  return views.map((view) => Object.fromEntries(Object.entries(view).filter(([name]) => !hidden.includes(name))) as Partial<View>);
}
