/** Nova's old way to the rules of security groups. Follows `nova/api/openstack/compute/security_groups.py` and `nova/network/security_group_api.py`. */
import { securityGroupRules as table } from '../../contracts/compute/security-groups.ts';
import { type Request, implement } from '../core/context.ts';
import { badRequest, forbidden, notFound } from '../core/errors.ts';
import { str } from '../core/python.ts';
import { parseCidr } from '../network/addresses.ts';
import { ask, clientText, translated } from '../network/for-proxies.ts';
import { securityGroupRuleHandlers as neutron } from '../network/security-group-rules.ts';
import { type Rule, cidrOf, portsOf, ruleView } from './security-group-view.ts';
import { type NeutronGroup, checkId, groupOf } from './security-groups.ts';

interface One {
  security_group_rule: Rule;
}
export const securityGroupRuleHandlers = implement(table, {
  create: async (request) => {
    const { parent_group_id, group_id } = request.body.security_group_rule;
    const group = await groupOf(request, parent_group_id);
    const source = group_id ? await groupOf(request, group_id) : undefined;
    const rule = ingress(request.body.security_group_rule);
    refuseDuplicate(group, rule);
    const security_group_rule = {
      direction: 'ingress',
      protocol: rule.protocol,
      ethertype: rule.cidr !== undefined && parseCidr(rule.cidr)?.version === 6 ? 'IPv6' : 'IPv4',
      remote_ip_prefix: rule.cidr ?? null,
      security_group_id: group.id,
      remote_group_id: rule.group_id ?? null,
      ...(rule.from_port !== undefined && rule.from_port !== -1 && { port_range_min: rule.from_port }),
      ...(rule.to_port !== undefined && rule.to_port !== -1 && { port_range_max: rule.to_port }),
    };
    const made = await translated(ask<One>(request, neutron, 'create', { body: { security_group_rule } }), {
      400: (error) => badRequest(clientText(request, error)),
      404: (error) => notFound(clientText(request, error)),
      409: (error) => forbidden(clientText(request, error)),
    });
    const view = ruleView(made.security_group_rule, source ? [source] : []);
    if (!view) throw new Error('a new rule names a group that was just found');
    return { security_group_rule: view };
  },
  delete: async (request) => {
    const { id } = request.params;
    checkId(id);
    await translated(ask(request, neutron, 'delete', { id }), { 404: (error) => notFound(clientText(request, error)) });
  },
});

/** As nova-network had it. */
interface Ingress {
  protocol?: string;
  from_port?: number;
  to_port?: number;
  group_id?: string;
  cidr?: string;
}
type Wanted = Request<typeof table.create>['body']['security_group_rule'];

/** Throws 400. */
function ingress({ group_id, ip_protocol, cidr, ...wanted }: Wanted): Ingress {
  const source: Ingress = group_id ? { group_id } : { cidr: cidrFrom(cidr) };
  const name = ip_protocol ? str(ip_protocol) : '';
  const protocol = name.toUpperCase();
  let [from, to] = [wanted.from_port ?? undefined, wanted.to_port ?? undefined];
  if (group_id && from === undefined && to === undefined) {
    if (protocol === 'ICMP') [from, to] = [-1, -1];
    if (protocol === 'TCP' || protocol === 'UDP') [from, to] = [1, 65_535];
  }
  if (name && from !== undefined && to !== undefined) return { ...source, protocol: name, ...range(protocol, name, from, to) };
  if (!group_id) throw badRequest('Not enough parameters to build a valid rule.');
  return source;
}
function cidrFrom(cidr: unknown): string {
  if (!cidr) return '0.0.0.0/0';
  const text = str(cidr);
  if (!text.includes('/') || !parseCidr(text)) throw badRequest(`${text} is not a valid IP network.`);
  if (text.endsWith('/0') && !['0.0.0.0/0', '::/0'].includes(text)) throw badRequest(`Bad prefix for network in cidr ${text}`);
  return text;
}
function range(protocol: string, name: string, first: unknown, last: unknown): { from_port: number; to_port: number } {
  const icmp = protocol === 'ICMP';
  const integer = (value: unknown): number => {
    if (typeof value === 'number') return Math.trunc(value);
    if (/^\s*[+-]?\d+\s*$/.test(str(value))) return Number(value);
    throw badRequest(`Invalid input received: ${icmp ? 'Type and Code must be integers for ICMP protocol type' : 'To and From ports must be integers'}`);
  };
  const [from_port, to_port] = [integer(first), integer(last)];
  const refuse = (reason: string) => badRequest(`Invalid port range ${from_port}:${to_port}. ${reason}`);
  if (!['TCP', 'UDP', 'ICMP'].includes(protocol)) throw badRequest(`Invalid IP protocol ${name}.`);
  if (!icmp && from_port > to_port) throw refuse('Former value cannot be greater than the later');
  if (!icmp && (from_port < 1 || to_port > 65_535)) throw refuse(`Valid ${protocol} ports should be between 1-65535`);
  if (icmp && [from_port, to_port].some((value) => value < -1 || value > 255)) throw refuse('For ICMP, the type:code must be valid');
  return { from_port, to_port };
}
/** Throws 400 for a rule that the group has in nova-network's form. */
function refuseDuplicate({ id, security_group_rules }: NeutronGroup, rule: Ingress): void {
  const same = (old: Rule): boolean => {
    const { from_port, to_port } = portsOf(old);
    return (
      (old.remote_group_id ?? undefined) === rule.group_id &&
      cidrOf(old) === rule.cidr &&
      (from_port ?? undefined) === rule.from_port &&
      (to_port ?? undefined) === rule.to_port &&
      (old.protocol ?? undefined) === rule.protocol
    );
  };
  if (security_group_rules.some((old) => old.direction === 'ingress' && same(old))) throw badRequest(`This rule already exists in group ${id}`);
}
