/** Servers for contracts: whatever image, network and smallest flavor the cloud has. */
import type { Connection } from '../../client/index.ts';
import type { Stage } from './contract.ts';

export interface Ingredients {
  name: string;
  imageRef: string;
  flavorRef: string;
  networks: { uuid: string }[];
}
/** What a server can be made of. */
export async function ingredients({ admin, name }: Pick<Stage, 'admin' | 'name'>): Promise<Ingredients> {
  const { json: images } = await admin.image.request('GET', '/images?status=active&visibility=public&limit=1');
  const { json: networks } = await admin.network.request('GET', '/networks?router:external=false&shared=true&limit=1');
  const { json: flavors } = await admin.compute.request('GET', '/flavors/detail?sort_key=memory_mb&minDisk=1&limit=1');
  return { name: name('server'), imageRef: images.images[0].id, flavorRef: flavors.flavors[0].id, networks: [{ uuid: networks.networks[0].id }] };
}

/** Deletes a server and waits until it is gone, so that its share of the quota is free again. */
export async function dispose({ settled }: Pick<Stage, 'settled'>, owner: Connection, id: string): Promise<void> {
  await owner.compute.request('DELETE', `/servers/${id}`);
  await settled(
    () => owner.compute.request('GET', `/servers/${id}`),
    ({ status }) => status === 404,
  );
}
/** A server that runs, deleted after the test. */
export async function running(stage: Stage, owner: Connection, extra: object = {}): Promise<string> {
  const { status, json, text } = await owner.compute.request('POST', '/servers', { json: { server: { ...(await ingredients(stage)), ...extra } } });
  if (status !== 202) throw new Error(`creating a server: ${status} ${text}`);
  const { id } = json.server as { id: string };
  stage.later(() => dispose(stage, owner, id));
  await reached(stage, owner, id, 'ACTIVE');
  return id;
}
/** Waits for a status, with nothing under way. */
export async function reached({ settled }: Pick<Stage, 'settled'>, owner: Connection, id: string, status: string): Promise<void> {
  await settled(
    async () => (await owner.compute.request('GET', `/servers/${id}`)).json.server,
    (server) => {
      if (server.status === 'ERROR' && status !== 'ERROR') throw new Error(`server ${id} is in ERROR: ${JSON.stringify(server.fault)}`);
      return server.status === status && server['OS-EXT-STS:task_state'] === null;
    },
  );
}
