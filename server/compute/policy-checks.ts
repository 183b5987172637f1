/** What Nova's default rules are made of. `nova/policies/base.py` */
import { type Check, type Rule, type Rules, all, any, everybody, ownProject, role } from '../core/policy.ts';

/** Nova takes tokens of a project only. */
export const rule = (check: Check): Rule => ({ check, scopes: ['project'] });

export const admin = rule(role('admin'));
export const anybody = rule(everybody);
/** For an administrator, and for whoever has the role in the project that it is about. */
export const own = (name: string): Rule => rule(any(role('admin'), all(role(name), ownProject)));
/** The same rule for each of the names. */
export const rules = (names: readonly string[], granted: Rule): Rules => Object.fromEntries(names.map((name) => [`os_compute_api:${name}`, granted]));
