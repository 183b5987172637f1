/** What both quick starts, documents 002 and 004, print of the same cloud. */
const NOVA = 'http://8.21.28.222:8774';
const PROJECT = 'f9828a18c6484624b571e85728780ba8';
const links = (path: string) => [
  { href: `${NOVA}/v2/${PROJECT}/${path}`, rel: 'self' },
  { href: `${NOVA}/${PROJECT}/${path}`, rel: 'bookmark' },
];

export const flavors = ['m1.tiny', 'm1.small', 'm1.medium', 'm1.large', 'm1.xlarge'].map((name, n) => ({
  id: String(n + 1),
  links: links(`flavors/${n + 1}`),
  name,
}));
/** The tables that the clients print have two more. */
export const flavorTable = [
  ['1', 'm1.tiny', 512, 0, 0, '', 1, true],
  ['2', 'm1.small', 2048, 20, 0, '', 1, true],
  ['3', 'm1.medium', 4096, 40, 0, '', 2, true],
  ['4', 'm1.large', 8192, 80, 0, '', 4, true],
  ['42', 'm1.nano', 64, 0, 0, '', 1, true],
  ['5', 'm1.xlarge', 16384, 160, 0, '', 8, true],
  ['84', 'm1.micro', 128, 0, 0, '', 1, true],
];
interface Flavor {
  id: string;
  name: string;
  ram: number;
  disk: number;
  'OS-FLV-EXT-DATA:ephemeral': number;
  swap: number | '';
  vcpus: number;
  'os-flavor-access:is_public': boolean;
}
/** As a client prints it. */
export const flavorRow = (flavor: Flavor) => [
  flavor.id,
  flavor.name,
  flavor.ram,
  flavor.disk,
  flavor['OS-FLV-EXT-DATA:ephemeral'],
  flavor.swap,
  flavor.vcpus,
  flavor['os-flavor-access:is_public'],
];

export const images = (
  [
    ['2dadcc7b-3690-4a1d-97ce-011c55426477', 'Fedora 21 x86_64'],
    ['cfba3478-8645-4bc8-97e8-707b9f41b14e', 'Ubuntu 14.04 amd64'],
    ['2e4c08a9-0ecd-4541-8a45-838479a88552', 'CentOS 7 x86_64'],
    ['c8dd9096-60c1-4e23-a486-82955481df9f', 'CentOS 6.5 x86_64'],
    ['f97b8d36-935e-4666-9c58-8a0afc6d3796', 'Fedora 20 x86_64'],
  ] as const
).map(([id, name]) => ({
  id,
  links: [...links(`images/${id}`), { href: `http://8.21.28.222:9292/${PROJECT}/images/${id}`, type: 'application/vnd.openstack.image', rel: 'alternate' }],
  name,
}));
/** Both lists by id: made in the same second, the images have no other order. */
export const byId = <T extends { id: string }>(list: readonly T[]): T[] => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const SERVER = '41551256-abd6-402c-835b-e87e559b2249';
export const servers = [{ id: SERVER, links: links(`servers/${SERVER}`), name: 'test-server' }];
