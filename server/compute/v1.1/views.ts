/** Rows as v1.1 shows them. `nova/api/openstack/views/` of 2011 */
import type { z } from 'zod';
import type { Addresses, Server } from '../../../contracts/compute/v1.1/servers.ts';
import { seconds } from '../../core/clock.ts';
import type { Context } from '../../core/context.ts';
import type { Image } from '../../image/images.ts';
import type { Interface } from '../../network/for-servers.ts';
import type { Flavor } from '../flavors.ts';
import { statusOf as imageStatusOf } from '../images.ts';
import { bookmark, links } from '../links.ts';
import { interfacesOf } from '../plugged.ts';
import type { ServerRow } from '../server-rows.ts';
import { statusOf } from '../server-status.ts';
import { imageNumber } from './lookup.ts';

const reference = (request: Context, collection: string, number: number) => ({
  id: String(number),
  links: [bookmark(request, collection, String(number))],
});

export const flavorSummary = (request: Context, { number, name }: Flavor) => ({ id: number, name, links: links(request, 'flavors', String(number)) });
export const flavorView = (request: Context, flavor: Flavor) => ({
  ...flavorSummary(request, flavor),
  ram: flavor.ram,
  disk: flavor.disk,
  vcpus: flavor.vcpus,
  swap: flavor.swap,
  rxtx_quota: 0,
  rxtx_cap: 0,
});

export const imageSummary = (request: Context, { number, name }: Image) => ({ id: number, name, links: links(request, 'images', String(number)) });
export const imageView = (request: Context, image: Image) => ({
  ...imageSummary(request, image),
  created: seconds(image.created_at),
  updated: seconds(image.updated_at),
  status: imageStatusOf(image),
  progress: image.status === 'active' ? 100 : 0,
  metadata: image.properties,
});

export const serverSummary = (request: Context, { number, id, name }: ServerRow) => ({
  id: number,
  uuid: id,
  name,
  links: links(request, 'servers', String(number)),
});
type View = z.output<typeof Server>;
const PROGRESS: Record<string, number> = { ACTIVE: 100, BUILD: 0 };

/** By network, fixed addresses only. */
export function addressesOf(interfaces: readonly Interface[]): z.output<typeof Addresses> {
  const byLabel: z.output<typeof Addresses> = {};
  for (const { label, fixed_ips } of interfaces) {
    (byLabel[label] ??= []).push(...fixed_ips.map(({ ip_address: addr }) => ({ version: addr.includes(':') ? (6 as const) : (4 as const), addr })));
  }
  return byLabel;
}

/** Several servers, with one look at the network service. */
export async function serverViews(request: Context, rows: readonly ServerRow[]): Promise<View[]> {
  const plugged = await interfacesOf(
    request,
    rows.map(({ id }) => id),
  );
  return Promise.all(rows.map(async (row) => view(request, row, plugged.get(row.id) ?? [])));
}
export const serverView = async (request: Context, row: ServerRow): Promise<View> => (await serverViews(request, [row]))[0] as View;

async function view(request: Context, row: ServerRow, interfaces: readonly Interface[]): Promise<View> {
  const status = statusOf(row);
  const image = row.image_id === null ? undefined : await imageNumber(request, row.image_id);
  const progress = PROGRESS[status];
  return {
    ...serverSummary(request, row),
    status,
    updated: seconds(row.updated_at),
    created: seconds(row.created_at),
    hostId: row.host_id,
    user_id: row.user_id,
    tenant_id: row.project_id,
    ...(image !== undefined && { image: reference(request, 'images', image) }),
    flavor: reference(request, 'flavors', row.flavor.number),
    accessIPv4: row.access_ip_v4,
    accessIPv6: row.access_ip_v6,
    metadata: row.metadata,
    key_name: row.key_name,
    config_drive: row.config_drive,
    ...(progress !== undefined && { progress }),
    addresses: row.vm_state === 'building' ? {} : addressesOf(interfaces),
  };
}
