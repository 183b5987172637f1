/** Which OpenStack release a cloud is, told by its newest compute microversion. */
import { type Microversion, minor } from '../../contracts/microversion.ts';
import type { Connection } from '../../client/index.ts';

/** Newest microversion > release. https://docs.openstack.org/nova/latest/reference/api-microversion-history.html */
const RELEASES: [Microversion, string][] = [
  ['2.104', '2026.2'],
  ['2.103', '2026.1'],
  ['2.100', '2025.2'],
  ['2.96', '2024.2'],
  ['2.95', '2023.2'],
  ['2.93', 'zed'],
  ['2.90', 'yoga'],
  ['2.88', 'wallaby'],
  ['2.87', 'victoria'],
  ['2.79', 'train'],
  ['2.72', 'stein'],
  ['2.65', 'rocky'],
];
let known: Promise<string> | undefined;
export const release = (admin: Connection): Promise<string> => (known ??= ask(admin));

async function ask(admin: Connection): Promise<string> {
  const { json } = await admin.compute.request('GET', '/', { root: '' });
  const versions = (json?.versions ?? []) as { version: Microversion | '' }[];
  const newest = versions.map(({ version }) => version).findLast((version) => version !== '');
  return RELEASES.find(([first]) => newest && minor(newest) >= minor(first))?.[1] ?? `compute ${newest}`;
}
