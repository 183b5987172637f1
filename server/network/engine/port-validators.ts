/** Values that only ports have. `neutron_lib/api/validators/allowedaddresspairs.py`, `neutron_lib/api/definitions/extra_dhcp_opt.py` */
import { conflict } from '../../core/errors.ts';
import { repr, str } from '../../core/python.ts';
import { parseCidr } from '../addresses.ts';
import { httpBadRequest, invalidInput } from '../faults.ts';
import { toMac } from './converters.ts';
import { type Validator, ipAddress, mac, subnet } from './validators.ts';

const MOST_PAIRS = 10;
const isDict = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export const addressPairs: Validator = (value) => {
  if (!Array.isArray(value)) throw httpBadRequest('Allowed address pairs must be a list.');
  if (value.length > MOST_PAIRS) {
    throw conflict(`The number of allowed address pair exceeds the maximum ${MOST_PAIRS}.`, { type: 'AllowedAddressPairExhausted' });
  }
  const seen = new Set<string>();
  for (const pair of value as unknown[]) {
    if (!isDict(pair)) return `'${str(pair)}' is not a dictionary`;
    const { ip_address: ip, mac_address: address } = pair;
    if (ip === undefined) throw invalidTyped('AllowedAddressPairsMissingIP', 'AllowedAddressPair must contain ip_address');
    if (address !== undefined) {
      const reason = mac(toMac(address));
      if (reason) return reason;
      pair['mac_address'] = toMac(address);
    }
    const key = `${str(pair['mac_address'] ?? null)} ${str(ip)}`;
    if (seen.has(key)) {
      throw invalidTyped(
        'DuplicateAddressPairInRequest',
        `Request contains duplicate address pair: mac_address ${str(address ?? null)} ip_address ${str(ip)}.`,
      );
    }
    seen.add(key);
    const unknown = Object.keys(pair).filter((name) => name !== 'ip_address' && name !== 'mac_address');
    if (unknown.length) return `Unrecognized attribute(s) '${unknown.join(', ')}'`;
    const reason = str(ip).includes('/') ? subnet(ip) : ipAddress(ip);
    if (reason) return reason;
    if (!parseCidr(ip)) return `'${str(ip)}' is not a valid IP address`;
  }
  return undefined;
};
const invalidTyped = (type: string, message: string) => {
  const error = httpBadRequest(message);
  error.details = { type };
  return error;
};

/** Throws as upstream's validator of dictionaries with several forms does. */
export const dhcpOptions: Validator = (value) => {
  if (value === null) return undefined;
  if (!Array.isArray(value)) throw invalidInput(`'${str(value)}' is not a list`);
  for (const option of value as unknown[]) {
    const valid = isDict(option) && isOption(option);
    if (!valid) throw invalidInput(`No valid key specs matched for: ${repr(option)}`);
  }
  return undefined;
};
function isOption({ opt_name: name, opt_value: text, ip_version: version = 4, ...rest }: Record<string, unknown>): boolean {
  const line = (candidate: unknown, most: number): boolean =>
    typeof candidate === 'string' && candidate.trim() !== '' && candidate.length <= most && !candidate.includes('\n');
  const empty = name === 'router' || name === 'classless-static-route';
  return (
    !Object.keys(rest).length &&
    line(name, 64) &&
    (text === null || line(text, 255) || (empty && text === '')) &&
    text !== undefined &&
    [4, 6, '4', '6'].includes(version as number)
  );
}
