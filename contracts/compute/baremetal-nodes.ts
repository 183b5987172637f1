/** Nova's old way to bare metal, until 2.35: https://docs.openstack.org/api-ref/compute/#bare-metal-nodes-os-baremetal-nodes-deprecated · reading is not emulated */
import { z } from 'zod';
import { action, del, get, post, resource } from '../operation.ts';

const until = '2.35';
const errors = [400];

export const baremetalNodes = resource({
  list: get('/os-baremetal-nodes', { until, policy: 'os_compute_api:os-baremetal-nodes:list', status: 200 }),
  show: get('/os-baremetal-nodes/{id}', { until, policy: 'os_compute_api:os-baremetal-nodes:show', status: 200 }),
  create: post('/os-baremetal-nodes', { until, body: z.unknown(), status: 200, errors }),
  delete: del('/os-baremetal-nodes/{id}', { until, status: 200, errors }),
  addInterface: action('/os-baremetal-nodes/{id}/action', 'add_interface', { until, status: 200, errors }),
  removeInterface: action('/os-baremetal-nodes/{id}/action', 'remove_interface', { until, status: 200, errors }),
});
