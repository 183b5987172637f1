/** `neutron_lib/api/definitions/trunk.py` */
import { repr, str } from '../../core/python.ts';
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { toBoolean } from '../engine/converters.ts';
import { taggedAttributes } from '../engine/standard.ts';
import { type Validator, nameString, string, uuid } from '../engine/validators.ts';

const all = 'post put show filter sort';
type Json = Record<string, unknown>;
const isDict = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const missingDetails = (subPort: object): string =>
  `Invalid subport details '${str(subPort)}': missing segmentation information. Must specify both segmentation_id and segmentation_type`;

/** Once a sub-port inherits its segmentation, upstream takes the others as they are, and fails on what has no port. */
export const subPortList: Validator = (value) => {
  if (!Array.isArray(value)) return `Invalid data format for subports: '${str(value)}' is not a list`;
  const ids = new Set<unknown>();
  const segmentations = new Set<string>();
  let inherits = false;
  for (const subPort of value as unknown[]) {
    if (!isDict(subPort)) return `Invalid data format for subport: '${str(subPort)}' is not a dict`;
    if (!('port_id' in subPort)) return 'A valid port UUID must be specified';
    if (inherits) continue;
    const { port_id: id, segmentation_type: type, segmentation_id: number = null } = subPort;
    if (uuid(id)) return `Invalid UUID for subport: '${str(id)}'`;
    if (ids.has(id)) return `Non unique UUID for subport: '${str(id)}'`;
    ids.add(id);
    inherits = type === 'inherit';
    if (inherits) continue;
    if ((!type || number === null) && Object.keys(subPort).length > 1) return missingDetails(subPort);
    const segmentation = `${repr(type ?? null)} ${repr(number)}`;
    if (segmentations.has(segmentation)) return `Segmentation ID '${str(number)}' for '${str(id)}' is not unique`;
    if (number !== null) segmentations.add(segmentation);
  }
  return undefined;
};

export const trunkAttributes: AttributeMap = {
  admin_state_up: attribute(all, { default: true, convert: toBoolean }),
  id: attribute('show filter sort', { validate: uuid }),
  name: attribute(all, { default: '', validate: nameString(255) }),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  port_id: attribute('post show filter sort', { validate: uuid }),
  status: attribute('show filter sort'),
  sub_ports: attribute('post show policy', { default: [], validate: subPortList }),
  ...taggedAttributes,
};
