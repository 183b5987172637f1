/** Configuration of domains. https://docs.openstack.org/api-ref/identity/v3/#domain-configuration */
import { z } from 'zod';
import { del, get, patch, put, resource } from '../operation.ts';

/** Groups of options, one group, or one option by itself. */
const Config = z.object({ config: z.record(z.string(), z.json()) });
/** What is wrong with it, the handler says: upstream has no schema. */
const body = z.looseObject({ config: z.json().optional() });
const path = '/domains/{domain_id}/config';
const errors = [401, 403, 404];
const show = <P extends string>(at: P) => get(at, { policy: 'identity:get_domain_config', late: true, status: 200, returns: Config, errors });
const update = <P extends string>(at: P) => patch(at, { policy: 'identity:update_domain_config', body, status: 200, returns: Config, errors });
const remove = <P extends string>(at: P) => del(at, { policy: 'identity:delete_domain_config', status: 204, errors });
const preset = <P extends string>(at: P) => get(at, { policy: 'identity:get_domain_config_default', status: 200, returns: Config, errors: [401, 403] });

export const domainConfig = resource({
  defaults: preset('/domains/config/default'),
  defaultGroup: preset('/domains/config/{group}/default'),
  defaultOption: preset('/domains/config/{group}/{option}/default'),
  show: show(path),
  showGroup: show(`${path}/{group}`),
  showOption: show(`${path}/{group}/{option}`),
  put: put(path, { policy: 'identity:create_domain_config', body, status: 201, returns: Config, errors }),
  update: update(path),
  updateGroup: update(`${path}/{group}`),
  updateOption: update(`${path}/{group}/{option}`),
  delete: remove(path),
  deleteGroup: remove(`${path}/{group}`),
  deleteOption: remove(`${path}/{group}/{option}`),
});
