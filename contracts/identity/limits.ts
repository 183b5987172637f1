/** Registered limits and limits. https://docs.openstack.org/api-ref/identity/v3/#unified-limits · not emulated */
import { del, get, patch, post, resource } from '../operation.ts';

export const limits = resource({
  listLimits: get('/limits', { status: 200 }),
  createLimit: post('/limits', { status: 201 }),
  listRegisteredLimits: get('/registered_limits', { status: 200 }),
  createRegisteredLimit: post('/registered_limits', { status: 201 }),
  listLimitsModel: get('/limits/model', { status: 200 }),
  deleteLimit: del('/limits/{limit_id}', { status: 204 }),
  showLimit: get('/limits/{limit_id}', { status: 200 }),
  updateLimit: patch('/limits/{limit_id}', { status: 200 }),
  deleteRegisteredLimit: del('/registered_limits/{registered_limit_id}', { status: 204 }),
  showRegisteredLimit: get('/registered_limits/{registered_limit_id}', { status: 200 }),
  updateRegisteredLimit: patch('/registered_limits/{registered_limit_id}', { status: 200 }),
});
