/** Only of clouds that load the service plugin `trunk`. https://docs.openstack.org/api-ref/network/v2/#trunk-networking */
import { z } from 'zod';
import { get, put, resource } from '../operation.ts';
import { changed, made, read } from './rows.ts';
import { filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

const SubPort = z.object({ port_id: z.string(), segmentation_type: z.string(), segmentation_id: z.int() });
/** With the type `inherit`, it gets those of its network. */
const WantedSubPort = z.object({ port_id: z.string(), segmentation_type: z.string().optional(), segmentation_id: z.int().optional() });
const Trunk = z.object({
  id: z.string(),
  name: z.string(),
  ...owner,
  admin_state_up: z.boolean(),
  port_id: z.string(),
  status: z.string(),
  sub_ports: z.array(SubPort),
  ...tagged,
});
const changeable = { name: z.string().optional(), description: z.string().optional(), admin_state_up: z.boolean().optional() };
const noun = {
  path: '/trunks',
  collection: 'trunks',
  name: 'trunk',
  view: Trunk,
  create: z.object({ ...changeable, ...ownerInput, port_id: z.string(), sub_ports: z.array(WantedSubPort).optional() }),
  update: z.object(changeable),
  query: filters('id', 'name', 'tenant_id', 'project_id', 'admin_state_up', 'port_id', 'status', 'description', 'revision_number', ...tagFilters),
} as const;
/** One at a time. */
const { create, delete: remove } = made(noun);

export const trunks = resource({
  ...read(noun),
  create,
  ...changed(noun),
  delete: remove,
  subPorts: get('/trunks/{trunk_id}/get_subports', {
    policy: 'get_subports',
    late: true,
    status: 200,
    returns: z.object({ sub_ports: z.array(SubPort) }),
    errors: [404],
  }),
  addSubPorts: put('/trunks/{trunk_id}/add_subports', {
    policy: 'add_subports',
    late: true,
    body: z.object({ sub_ports: z.array(WantedSubPort) }),
    status: 200,
    returns: Trunk,
    errors: [400, 403, 404, 409],
  }),
  removeSubPorts: put('/trunks/{trunk_id}/remove_subports', {
    policy: 'remove_subports',
    late: true,
    body: z.object({ sub_ports: z.array(z.object({ port_id: z.string() })) }),
    status: 200,
    returns: Trunk,
    errors: [400, 403, 404, 409],
  }),
});
