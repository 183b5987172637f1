/** Every action on a server that asks for a state, as one request each. */
import type { Connection } from '../../client/index.ts';
import type { Demanding, VmState } from '../../contracts/compute/server-demands.ts';
import type { Stage } from './contract.ts';
import { type Said, act, say } from './say.ts';
import { NOWHERE } from './rights/right.ts';
import { ingredients } from './server.ts';

export interface Attempt {
  /** Its row in the table of demands. */
  demand: Demanding;
  /** When the state allows it. */
  status: number;
  do: (as: Connection, serverId: string) => Promise<Said>;
  adminOnly?: true;
  /** Where it leads, when the table's word is not enough; `undefined` where that depends on the cloud. */
  leads?: (from: VmState) => VmState | undefined;
  /** What it says although the state allows it. */
  refused?: Said;
  /** What it says before it looks at the state of a server that has no host. */
  offHost?: Said;
}
type Extra = Omit<Attempt, 'demand' | 'do' | 'status'> & { version?: string; status?: number };
const action = (demand: Demanding, body: unknown, { version, status = 202, ...extra }: Extra = {}): Attempt => ({
  demand,
  status,
  do: async (as, id) => act(as, id, body, version),
  ...extra,
});
const plain = (demand: Demanding, key: string = demand): Attempt => action(demand, { [key]: null });

/** @returns all of them, for a server on `host` */
export async function attempts(stage: Stage): Promise<(host: string) => Attempt[]> {
  const { admin, name, later } = stage;
  const { imageRef, networks } = await ingredients(stage);
  const interfaceAttachment = { net_id: networks[0]?.uuid };
  const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('larger'), ram: 768, vcpus: 1, disk: 1 } } });
  later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
  return (host) => [
    plain('start', 'os-start'),
    plain('stop', 'os-stop'),
    action('reboot-soft', { reboot: { type: 'SOFT' } }),
    action('reboot-hard', { reboot: { type: 'HARD' } }),
    plain('pause'),
    plain('unpause'),
    plain('suspend'),
    plain('resume'),
    action('rescue', { rescue: null }, { status: 200 }),
    plain('unrescue'),
    action('resize', { resize: { flavorRef: flavor.id } }),
    action('confirmResize', { confirmResize: null }, { status: 204 }),
    plain('revertResize'),
    action('rebuild', { rebuild: { imageRef } }, { leads: (from) => (from === 'stopped' ? from : 'active') }),
    action('changePassword', { changePassword: { adminPass: 'Another1' } }),
    action('createImage', { createImage: { name: name('image') } }),
    action('createBackup', { createBackup: { name: name('backup'), backup_type: 'daily', rotation: 1 } }),
    plain('shelve'),
    { ...plain('shelveOffload'), adminOnly: true },
    plain('unshelve'),
    action('trigger_crash_dump', { trigger_crash_dump: null }, { version: '2.17' }),
    action('migrate', { migrate: null }, { adminOnly: true, leads: () => undefined }),
    action('migrateLive', { 'os-migrateLive': { host: null, block_migration: 'auto' } }, { version: '2.34', adminOnly: true }),
    action(
      'evacuate',
      { evacuate: { onSharedStorage: false } },
      { adminOnly: true, refused: [400, `Compute service of ${host} is still in use.`], offHost: [400, "The target host can't be the same one."] },
    ),
    plain('restore'),
    { demand: 'updateMetadata', status: 200, do: async (as, id) => say(as, 'PUT', `/servers/${id}/metadata/a`, { meta: { a: '2' } }) },
    { demand: 'deleteMetadata', status: 204, do: async (as, id) => say(as, 'DELETE', `/servers/${id}/metadata/a`) },
    { demand: 'updateTags', status: 200, do: async (as, id) => say(as, 'PUT', `/servers/${id}/tags`, { tags: [] }, '2.26') },
    { demand: 'updateTag', status: 201, do: async (as, id) => say(as, 'PUT', `/servers/${id}/tags/t`, undefined, '2.26') },
    { demand: 'deleteTag', status: 204, do: async (as, id) => say(as, 'DELETE', `/servers/${id}/tags/t`, undefined, '2.26') },
    { demand: 'deleteTags', status: 204, do: async (as, id) => say(as, 'DELETE', `/servers/${id}/tags`, undefined, '2.26') },
    action('consoleOutput', { 'os-getConsoleOutput': {} }, { status: 200 }),
    action('vncConsole', { 'os-getVNCConsole': { type: 'novnc' } }, { status: 200 }),
    plain('lock'),
    plain('unlock'),
    {
      demand: 'attachVolume',
      status: 200,
      refused: [404, `Volume ${NOWHERE} could not be found.`],
      do: async (as, id) => say(as, 'POST', `/servers/${id}/os-volume_attachments`, { volumeAttachment: { volumeId: NOWHERE } }, '2.20'),
    },
    { demand: 'attachInterface', status: 200, do: async (as, id) => say(as, 'POST', `/servers/${id}/os-interface`, { interfaceAttachment }) },
    { demand: 'detachInterface', status: 202, do: detach },
  ];
}
async function detach(as: Connection, server_id: string): Promise<Said> {
  const { interfaceAttachments } = await as.compute.serverInterfaces.list({ server_id });
  const port = interfaceAttachments.at(-1)?.port_id ?? NOWHERE;
  return say(as, 'DELETE', `/servers/${server_id}/os-interface/${port}`);
}
