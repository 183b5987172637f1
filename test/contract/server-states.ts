/** The states that a server can be brought to, and the ways there and back. */
import type { VmState } from '../../contracts/compute/server-demands.ts';
import type { Stage } from './contract.ts';
import { act } from './say.ts';
import { dispose, ingredients, running } from './server.ts';

export interface Situation {
  name: string;
  vm_state: VmState;
  /** The server, which goes when the test ends. */
  make: (stage: Stage) => Promise<string>;
  offHost?: true;
  /** It never ran. */
  unbuilt?: true;
}
/** From `active`. */
const THERE: Partial<Record<VmState, object>> = {
  stopped: { 'os-stop': null },
  paused: { pause: null },
  suspended: { suspend: null },
  rescued: { rescue: null },
  shelved_offloaded: { shelve: null },
  error: { 'os-resetState': { state: 'error' } },
};
/** To `active`. */
const BACK: Partial<Record<VmState, object>> = {
  stopped: { 'os-start': null },
  paused: { unpause: null },
  suspended: { resume: null },
  rescued: { unrescue: null },
  resized: { revertResize: null },
  shelved_offloaded: { unshelve: null },
  error: { 'os-resetState': { state: 'active' } },
};

const state = (vm_state: VmState, more: Partial<Situation> = {}): Situation => {
  const situation: Situation = {
    name: vm_state,
    vm_state,
    make: async (stage) => {
      const id = await running(stage, stage.admin, { metadata: { a: '1' } });
      stage.later(() => dropImages(stage, id));
      await bring(stage, id, situation);
      return id;
    },
    ...more,
  };
  return situation;
};
export const situations: readonly Situation[] = [
  state('active'),
  state('stopped'),
  state('paused'),
  state('suspended'),
  state('rescued'),
  state('resized'),
  state('shelved_offloaded', { offHost: true }),
  state('error'),
  { name: 'error, and never ran', vm_state: 'error', make: misfit, offHost: true, unbuilt: true },
];

/** Of a size that no host has room for. */
async function misfit(stage: Stage): Promise<string> {
  const { admin, name, later } = stage;
  const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('vast'), ram: 512, vcpus: 1, disk: 1_000_000_000 } } });
  later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
  const server = { ...(await ingredients(stage)), flavorRef: flavor.id, metadata: { a: '1' } };
  const { json } = await admin.compute.request('POST', '/servers', { json: { server } });
  const { id } = json.server as { id: string };
  later(() => dispose(stage, admin, id));
  await arrived(stage, id, 'error');
  return id;
}

const shown = async ({ admin }: Stage, server_id: string) => {
  const { server } = await admin.compute.servers.show({ server_id });
  return { vm_state: server['OS-EXT-STS:vm_state'] as VmState, task: server['OS-EXT-STS:task_state'] };
};
/** Waits until nothing is under way and the state is there. */
export const arrived = async (stage: Stage, id: string, there: VmState | ((state: VmState) => boolean) = () => true): Promise<VmState> =>
  (
    await stage.settled(
      () => shown(stage, id),
      ({ vm_state, task }) => task === null && (typeof there === 'string' ? vm_state === there : there(vm_state)),
    )
  ).vm_state;
/** From wherever the server is, by way of `active`. */
export async function bring(stage: Stage, id: string, { vm_state: wanted }: Situation): Promise<void> {
  for (let now = await arrived(stage, id); now !== wanted;) {
    const from = now;
    const there = wanted === 'resized' ? { resize: { flavorRef: await another(stage) } } : THERE[wanted];
    const [status, message] = await act(stage.admin, id, now === 'active' ? there : BACK[now]);
    if (status >= 300) throw new Error(`bringing a server from ${from} to ${wanted}: ${status} ${message}`);
    now = await arrived(stage, id, (state) => state !== from);
  }
}
/** A flavor that no server has. */
async function another(stage: Stage): Promise<string> {
  const { admin, name, later } = stage;
  const { flavor } = await admin.compute.flavors.create({ body: { flavor: { name: name('other'), ram: 640, vcpus: 1, disk: 1 } } });
  later(() => admin.compute.flavors.delete({ flavor_id: flavor.id }));
  return flavor.id;
}
/** Deletes what was made of a server. */
export async function dropImages({ admin }: Stage, id: string): Promise<void> {
  const { json } = await admin.image.request('GET', `/images?instance_uuid=${id}`);
  for (const image of json.images as { id: string }[]) await admin.image.request('DELETE', `/images/${image.id}`);
}
