/** `neutron_lib/api/definitions/floating_ip_port_forwarding.py`, `fip_pf_description.py`, `fip_pf_port_range.py` */
import { str } from '../../core/python.ts';
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { toInt } from '../engine/converters.ts';
import { type Validator, ipAddress, orNull, range, string, uuid, values } from '../engine/validators.ts';
import { invalidInput } from '../faults.ts';
import { PROTOCOLS } from '../protocols.ts';

const port: Validator = (value) => {
  if (value === null) return undefined;
  try {
    return range(1, 65_535)(toInt(value));
  } catch {
    return `'${str(value)}' is not an integer`;
  }
};
/** One port, or two with a colon between. */
const ports: Validator = (value) => {
  const [first = '', last, ...more] = str(value).split(':');
  if (more.length || !first || last === '') return 'Port range must be two integers separated by a colon';
  for (const text of [first, last ?? first]) {
    if (!/^\d+$/.test(text) || Number(text) > 65_535) return `Invalid port: ${text}`;
    if (Number(text) < 1) return `Invalid port: ${text}, the port must be in the range [1, 65535]`;
  }
  return last !== undefined && Number(first) > Number(last) ? 'First port in a port range must be lower than the second port' : undefined;
};
function toProtocol(value: unknown): unknown {
  const text = str(value);
  if (Object.hasOwn(PROTOCOLS, text.toLowerCase())) return value;
  if (/^\d+$/.test(text) && Number(text) <= 255) return Object.entries(PROTOCOLS).find(([, number]) => number === Number(text))?.[0] ?? text;
  throw invalidInput(`IP protocol '${text}' is not supported. Only protocol names and their integer representation (0 to 255) are supported`);
}
export const portForwardingAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  external_port: attribute('post put show filter sort', { optional: true, validate: port }),
  internal_port: attribute('post put show', { optional: true, validate: port }),
  external_port_range: attribute('post put show filter sort', { optional: true, validate: orNull(ports) }),
  internal_port_range: attribute('post put show', { optional: true, validate: orNull(ports) }),
  internal_ip_address: attribute('post put show', { validate: ipAddress }),
  protocol: attribute('post put show filter sort', { convert: toProtocol, validate: values(['dccp', 'icmp', 'ipv6-icmp', 'sctp', 'tcp', 'udp']) }),
  internal_port_id: attribute('post put show filter sort', { validate: uuid }),
  project_id: attribute('post', { validate: string(255) }),
  description: attribute('post put show filter', { default: '', validate: string(1024) }),
};
