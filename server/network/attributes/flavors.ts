/** `neutron_lib/api/definitions/flavors.py` */
import { badRequest } from '../../core/errors.ts';
import { str } from '../../core/python.ts';
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { toBooleanUnlessNull } from '../engine/converters.ts';
import { type Validator, list, nameString, orNull, string, uuid } from '../engine/validators.ts';

/** Service plugins that are loaded. */
const PLUGINS = [
  'CORE',
  'L3_ROUTER_NAT',
  'FLAVORS',
  'QOS',
  'PORTFORWARDING',
  'auto_allocate',
  'tag',
  'timestamp',
  'network_ip_availability',
  'revision_plugin',
];
const plugin: Validator = (value) => {
  if (PLUGINS.includes(str(value))) return undefined;
  throw badRequest(`Invalid service type: ${str(value)}.`, { type: 'InvalidServiceType' });
};
const id = attribute('show filter sort', { validate: uuid });
const description = attribute('post put show filter sort', { default: '', validate: orNull(string(1024)) });
const enabled = attribute('post put show filter sort', { default: true, convert: toBooleanUnlessNull });

export const flavorAttributes: AttributeMap = {
  id,
  name: attribute('post put show filter sort', { default: '', validate: nameString(255) }),
  description,
  service_type: attribute('post show filter sort', { validate: plugin }),
  service_profiles: attribute('post put show', { default: [], validate: list(uuid) }),
  enabled,
};
export const serviceProfileAttributes: AttributeMap = {
  id,
  description,
  driver: attribute('post put show filter sort', { default: '', validate: string(1024) }),
  metainfo: attribute('post put show sort', { default: '', validate: string(4096) }),
  enabled,
};
