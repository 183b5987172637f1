/** Clouds in this process, and their worlds as a client sees them. */
import { type Connection, connect } from '../../client/index.ts';
import { type Cloud, createCloud } from '../../server/cloud.ts';
import type { CloudOptions } from '../../server/cloud.ts';

export interface Control {
  cloud: Cloud;
  // oxlint-disable-next-line typescript/no-explicit-any -- whoever asks knows what to expect
  ask: (method: string, path: string, body?: unknown) => Promise<{ status: number; json: any; text: string }>;
  /** A client of a world, as its administrator. */
  at: (world: string) => Connection;
}
/** @throws what happened in the cloud and should not have, when it is closed */
export async function controlled(options: CloudOptions = {}): Promise<Control & { close: () => Promise<void> }> {
  const bugs: unknown[] = [];
  const cloud = await createCloud({ onBug: (error) => bugs.push(error), ...options });
  const ask: Control['ask'] = async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await cloud.fetch(new Request(`http://virga.test/_virga${path}`, { method, ...sent }));
    const text = await response.text();
    return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : undefined };
  };
  return {
    cloud,
    ask,
    at: (world) => connect({ auth: { ...admin, auth_url: `http://virga.test/worlds/${world}/identity/v3` }, fetch: cloud.fetch }),
    async close() {
      await cloud.close();
      if (bugs.length) throw new AggregateError(bugs, `${bugs.length} requests ran into bugs: ${String(bugs[0])}`);
    },
  };
}
const admin = { username: 'admin', password: '000000', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };

/** A server that is being built. */
export async function build({ compute, image, network }: Connection, name = 'one'): Promise<string> {
  const { images } = await image.images.list({});
  const { networks } = await network.networks.list({ query: { shared: 'true' } });
  const { status, json, text } = await compute.request('POST', '/servers', {
    json: { server: { name, flavorRef: '1', imageRef: images[0]?.id, networks: [{ uuid: networks[0]?.id }] } },
  });
  if (status !== 202) throw new Error(`${status} ${text}`);
  return (json.server as { id: string }).id;
}
/** A server's status, or the status of the answer where there is none. */
export async function statusOf({ compute }: Connection, id: string): Promise<string | number> {
  const { status, json } = await compute.request('GET', `/servers/${id}`);
  return status === 200 ? (json.server.status as string) : status;
}
