/** `neutron/extensions/rbac.py`, `neutron_lib/api/definitions/address_scope.py`, `neutron/extensions/address_group.py` */
import { str } from '../../core/python.ts';
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { nullToList, toBoolean, toInt } from '../engine/converters.ts';
import { standardAttributes } from '../engine/standard.ts';
import { type Validator, list, nameString, string, subnet, uuid, values } from '../engine/validators.ts';
import { invalidInput } from '../faults.ts';

const SHAREABLE = ['network', 'qos_policy', 'security_group', 'address_scope', 'subnetpool', 'address_group'];
function toObjectType(value: unknown): string {
  const type = str(value).trim().toLowerCase();
  if (SHAREABLE.includes(type)) return type;
  throw invalidInput(`'${str(value)}' is not a valid RBAC object type`);
}
const target: Validator = (value) => {
  if (value === '*' || uuid(value) === undefined) return undefined;
  throw invalidInput(`'${str(value)}' is not a valid target project ID; expected a UUID or '*'`);
};
export const rbacPolicyAttributes: AttributeMap = {
  id: attribute('show filter', { validate: uuid }),
  object_type: attribute('post show filter policy', { default: null, convert: toObjectType }),
  object_id: attribute('post show filter policy', { validate: uuid }),
  target_tenant: attribute('post put show filter policy', { validate: target }),
  tenant_id: attribute('post show filter', { validate: string(255) }),
  action: attribute('post show filter policy', { validate: string(255) }),
};

export const addressScopeAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  name: attribute('post put show filter sort', { default: '', validate: nameString(255) }),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  shared: attribute('post put show filter sort policy', { default: false, convert: toBoolean }),
  ip_version: attribute('post show filter sort', { convert: toInt, validate: values([4, 6]) }),
};

export const addressGroupAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  name: attribute('post put show filter sort', { default: '', validate: nameString(255) }),
  ...standardAttributes,
  description: attribute('post put show filter sort', { default: '', validate: string(1024) }),
  project_id: attribute('post show filter sort', { validate: string(255) }),
  addresses: attribute('post show', { optional: true, convert: nullToList, validate: list(subnet) }),
};
