/** Configuration of domains. https://docs.openstack.org/api-ref/identity/v3/#domain-configuration · not emulated */
import { del, get, patch, put, resource } from '../operation.ts';

export const domainConfig = resource({
  listConfigDefault: get('/domains/config/default', { status: 200 }),
  listConfigDefaultGroup: get('/domains/config/{group}/default', { status: 200 }),
  deleteConfig: del('/domains/{domain_id}/config', { status: 204 }),
  listConfig: get('/domains/{domain_id}/config', { status: 200 }),
  updateConfig: patch('/domains/{domain_id}/config', { status: 200 }),
  putConfig: put('/domains/{domain_id}/config', { status: 204 }),
  listConfigDefaultGroupOption: get('/domains/config/{group}/{option}/default', { status: 200 }),
  deleteConfigGroup: del('/domains/{domain_id}/config/{group}', { status: 204 }),
  showConfigGroup: get('/domains/{domain_id}/config/{group}', { status: 200 }),
  updateConfigGroup: patch('/domains/{domain_id}/config/{group}', { status: 200 }),
  deleteConfigGroupOption: del('/domains/{domain_id}/config/{group}/{option}', { status: 204 }),
  showConfigGroupOption: get('/domains/{domain_id}/config/{group}/{option}', { status: 200 }),
  updateConfigGroupOption: patch('/domains/{domain_id}/config/{group}/{option}', { status: 200 }),
});
