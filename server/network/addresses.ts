/** IP addresses as numbers, as netaddr reads and writes them. */
export interface Address {
  version: 4 | 6;
  value: bigint;
}
export interface Cidr {
  version: 4 | 6;
  /** The address as written, host bits included. */
  ip: bigint;
  prefix: number;
  first: bigint;
  last: bigint;
}
const bits = (version: 4 | 6): number => (version === 4 ? 32 : 128);

/** Undefined for what is no address in full, of either version. */
export function parseAddress(text: unknown): Address | undefined {
  if (typeof text !== 'string') return undefined;
  if (!text.includes(':')) {
    const value = dotted(text);
    return value === undefined ? undefined : { version: 4, value };
  }
  const value = colons(text);
  return value === undefined ? undefined : { version: 6, value };
}
function dotted(text: string): bigint | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const parts = text.split('.').map(Number);
  if (parts.some((part) => part > 255)) return undefined;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}
function colons(text: string): bigint | undefined {
  let rest = text.toLowerCase();
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(rest);
  if (tail) {
    const value = dotted(tail[2] as string);
    if (value === undefined) return undefined;
    rest = `${tail[1]}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  }
  const halves = rest.split('::');
  if (halves.length > 2) return undefined;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return undefined;
  return groups.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}

/** The shortest form, as RFC 5952 has it. */
export function formatAddress(version: 4 | 6, value: bigint): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, n) => ((value >> BigInt(112 - 16 * n)) & 0xffffn).toString(16));
  const text = groups.join(':');
  // the longest run of zero groups, at least two, the first of equals
  const runs = [...text.matchAll(/(?<![0-9a-f])0(:0)+(?![0-9a-f])/g)].toSorted((a, b) => b[0].length - a[0].length || a.index - b.index);
  const [run] = runs;
  if (!run) return text;
  const before = text.slice(0, run.index).replace(/:$/, '');
  const after = text.slice(run.index + run[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}

/** A network with its length or mask; without either, one address. */
export function parseCidr(text: unknown): Cidr | undefined {
  if (typeof text !== 'string') return undefined;
  const [host = '', length, more] = text.split('/');
  const address = parseAddress(host);
  if (!address || more !== undefined) return undefined;
  const { version, value: ip } = address;
  const prefix = length === undefined ? bits(version) : prefixOf(version, length);
  if (prefix === undefined) return undefined;
  const size = 1n << BigInt(bits(version) - prefix);
  const first = ip - (ip % size);
  return { version, ip, prefix, first, last: first + size - 1n };
}
function prefixOf(version: 4 | 6, text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= bits(version) ? Number(text) : undefined;
  const mask = parseAddress(text);
  if (mask?.version !== version) return undefined;
  const written = mask.value.toString(2).padStart(bits(version), '0');
  return /^1*0*$/.test(written) ? written.lastIndexOf('1') + 1 : undefined;
}
/** The network itself, without host bits. */
export const formatCidr = ({ version, first, prefix }: Pick<Cidr, 'version' | 'first' | 'prefix'>): string => `${formatAddress(version, first)}/${prefix}`;

/** The network and broadcast addresses are among them. */
export const contains = (net: Cidr, address: Address): boolean => net.version === address.version && address.value >= net.first && address.value <= net.last;
/** Have they an address in common? */
export const overlap = (a: Cidr, b: Cidr): boolean => a.version === b.version && a.first <= b.last && b.first <= a.last;

const within = (text: string) => {
  const net = parseCidr(text) as Cidr;
  return (cidr: Cidr): boolean => cidr.version === net.version && cidr.first >= net.first && cidr.last <= net.last;
};
const MULTICAST = [within('224.0.0.0/4'), within('ff00::/8')];
const LOOPBACK = [within('127.0.0.0/8'), within('::1/128')];
/** Is all of it multicast? */
export const isMulticast = (net: Cidr): boolean => MULTICAST.some((test) => test(net));
/** Is all of it the machine itself? */
export const isLoopback = (net: Cidr): boolean => LOOPBACK.some((test) => test(net));

/** The address that a MAC gives in an IPv6 network (RFC 4291, appendix A). */
export function eui64(net: Cidr, mac: string): bigint {
  const bytes = mac.split(':').map((part) => BigInt(`0x${part}`));
  const [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n] = bytes;
  return [a ^ 2n, b, c, 0xffn, 0xfen, d, e, f].reduce((value, byte) => value * 256n + byte, 0n) + net.first;
}

/** The fewest prefixes that cover the same addresses. */
export function merged(nets: readonly Cidr[]): Cidr[] {
  const list = nets.map((net) => ({ ...net, ip: net.first })).toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.prefix - b.prefix));
  const done: Cidr[] = [];
  for (const net of list) {
    if (done.some((other) => overlap(other, net))) continue;
    let block = net;
    for (let last = done.at(-1); last && last.prefix === block.prefix && isPair(last, block); last = done.at(-1)) {
      done.pop();
      block = { ...last, prefix: last.prefix - 1, last: block.last };
    }
    done.push(block);
  }
  return done;
}
const isPair = (lower: Cidr, upper: Cidr): boolean => lower.last + 1n === upper.first && lower.first % ((lower.last - lower.first + 1n) * 2n) === 0n;
/** What is left of a block without others, as aligned blocks. */
export function cut(block: Cidr, taken: readonly Cidr[]): Cidr[] {
  const inside = taken.filter((net) => net.first <= block.last && block.first <= net.last);
  if (!inside.length) return [block];
  if (inside.some((net) => net.first <= block.first && block.last <= net.last)) return [];
  const prefix = block.prefix + 1;
  const middle = block.first + (block.last - block.first + 1n) / 2n;
  const lower = { ...block, ip: block.first, prefix, last: middle - 1n };
  const upper = { ...block, ip: middle, prefix, first: middle };
  return [...cut(lower, inside), ...cut(upper, inside)];
}
