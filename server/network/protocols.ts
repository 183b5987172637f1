/** IP protocols by name, in the order in which Neutron lists them. `neutron/common/_constants.py`, `neutron_lib/constants.py` */
export const PROTOCOLS: Record<string, number> = {
  ah: 51,
  dccp: 33,
  egp: 8,
  esp: 50,
  gre: 47,
  hopopt: 0,
  icmp: 1,
  igmp: 2,
  ip: 0,
  ipip: 4,
  'ipv6-encap': 41,
  'ipv6-frag': 44,
  'ipv6-icmp': 58,
  icmpv6: 58,
  'ipv6-nonxt': 59,
  'ipv6-opts': 60,
  'ipv6-route': 43,
  ospf: 89,
  pgm: 113,
  rsvp: 46,
  sctp: 132,
  tcp: 6,
  udp: 17,
  udplite: 136,
  vrrp: 112,
};
/** Numbers come as texts, too; NaN for a name that is unknown. */
export const protocolNumber = (name: string): number => PROTOCOLS[name] ?? Number(name);
export const isIpv6Only = (protocol: string | null): boolean => protocol !== null && [41, 43, 44, 58, 59, 60].includes(protocolNumber(protocol));
/** Those whose packets have ports. */
export const hasPorts = (protocol: string): boolean => [6, 17, 33, 132, 136].includes(protocolNumber(protocol));
export const isIcmp = (protocol: string): boolean => [1, 58].includes(protocolNumber(protocol));
