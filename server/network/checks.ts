/** What Neutron's default rules are made of. `neutron/conf/policies/base.py`. A target carries its network's owner as `network:project_id`. */
import { type Check, type Rule, type Rules, all, any, ownProject, role } from '../core/policy.ts';

const scopes = ['project'] as const;
export const rule = (...checks: Check[]): Rule => ({ check: any(...checks), scopes });

export const admin = role('admin');
export const service = role('service');
export const advanced = role('advsvc');
export const own = (name: string): Check => all(role(name), ownProject);
const field =
  (name: string): Check =>
  (_caller, target) =>
    target[name] === true;
export const shared = field('shared');
export const external = field('router:external');
const owns =
  (parent: string) =>
  (name: string): Check =>
    all(role(name), (caller, target) => caller.project_id !== undefined && caller.project_id === target[`${parent}:project_id`]);
export const network = owns('network');
export const group = owns('security_group');
const deviceOwner =
  (test: (owner: string) => boolean): Check =>
  (_caller, target) =>
    test(String(target['device_owner'] ?? ''));
export const ordinaryDevice = deviceOwner((owner) => !owner.startsWith('network:'));
export const unboundDevice = deviceOwner((owner) => !/^(compute|baremetal|manila):/.test(owner));

export const adminOnly = rule(admin);
export const byMember = rule(admin, own('member'));
export const byReader = rule(admin, own('reader'));
export const byManager = rule(admin, own('manager'));
const parent = owns('ext_parent');
/** Of what is below another resource: its owner's. */
export const byParent = (name: string): Rule => rule(admin, parent(name));
export const everyReader = rule(role('reader'));
export const byNetworkOwner = rule(admin, service, network('member'));
export const each = (actions: readonly string[], resource: string, attributes: readonly string[], granted: Rule): Rules =>
  Object.fromEntries(actions.flatMap((action) => attributes.map((attribute) => [`${action}_${resource}:${attribute}`, granted] as const)));
export const write = ['create', 'update'] as const;
export const subnetReader = rule(own('reader'), shared, external, admin, network('reader'), service);
export const subnetWriter = rule(own('member'), admin, network('member'));
export const groupReader = rule(admin, own('reader'), shared);

export const tags = (resource: string, readers: Rule, writers: Rule): Rules => ({
  [`get_${resource}:tags`]: readers,
  [`update_${resource}:tags`]: writers,
  [`delete_${resource}:tags`]: writers,
});
