/** The rules that new security groups start with: those that every Neutron is installed with, until they are changed. `neutron/db/migration` */
import { createHash } from 'node:crypto';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { type Traffic, trafficColumns } from './rows.ts';

/** A `remote_group_id` of `PARENT` is the group that the rule becomes part of. */
export interface Template extends Traffic {
  id: string;
  description: string;
  used_in_default_sg: boolean;
  used_in_non_default_sg: boolean;
}
export const templates = collection<Template>('network_default_security_group_rules', {
  ...trafficColumns,
  description: 'text',
  used_in_default_sg: 'boolean',
  used_in_non_default_sg: 'boolean',
});

/** An id that is the same in every world. */
const idOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
const installed = (direction: 'ingress' | 'egress', ethertype: 'IPv4' | 'IPv6'): Template => ({
  id: idOf(`default ${direction} ${ethertype}`),
  ethertype,
  direction,
  protocol: null,
  port_range_min: null,
  port_range_max: null,
  remote_ip_prefix: null,
  remote_address_group_id: null,
  remote_group_id: direction === 'ingress' ? 'PARENT' : null,
  description: `Legacy default SG rule for ${direction} traffic`,
  used_in_default_sg: true,
  used_in_non_default_sg: direction === 'egress',
});
/** Those that a new cloud has. */
const INSTALLED = (['ingress', 'egress'] as const).flatMap((direction) => [installed(direction, 'IPv4'), installed(direction, 'IPv6')]);

/** Puts the installed ones into a new cloud. */
export async function install({ rows }: Scope): Promise<void> {
  for (const template of INSTALLED) await rows.insert(templates, template);
}
/** What a new group of this kind starts with. */
export const templatesFor = async ({ rows }: Scope, isDefault: boolean): Promise<Template[]> =>
  rows.list(templates, { where: isDefault ? { used_in_default_sg: true } : { used_in_non_default_sg: true } });
