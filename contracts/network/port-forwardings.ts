/** https://docs.openstack.org/api-ref/network/v2/#floating-ips-port-forwarding */
import { z } from 'zod';
import { resource } from '../operation.ts';
import { rowsOf } from './rows.ts';
import { filters } from './types.ts';

const shape = {
  id: z.string(),
  protocol: z.string(),
  internal_port_id: z.string(),
  internal_ip_address: z.string(),
  /** Of a single port; a range has none, and lists leave it out. */
  internal_port: z.int().nullable().optional(),
  external_port: z.int().nullable().optional(),
};
/** As a floating IP lists it. */
export const ForwardingOfFloatingIp = z.object(shape);
const PortForwarding = z.object({ ...shape, internal_port_range: z.string(), external_port_range: z.string(), description: z.string() });
const ports = {
  internal_port: z.int().optional(),
  external_port: z.int().optional(),
  internal_port_range: z.string().optional(),
  external_port_range: z.string().optional(),
  description: z.string().optional(),
};
const target = { protocol: z.string(), internal_port_id: z.string(), internal_ip_address: z.string() };

export const portForwardings = resource(
  rowsOf({
    path: '/floatingips/{floatingip_id}/port_forwardings',
    collection: 'port_forwardings',
    name: 'port_forwarding',
    view: PortForwarding,
    create: z.object({ ...target, ...ports, project_id: z.string().optional() }),
    update: z.object({ ...z.object(target).partial().shape, ...ports }),
    query: filters('id', 'external_port', 'external_port_range', 'protocol', 'internal_port_id', 'description'),
    rule: 'floatingip_port_forwarding',
  }),
);
