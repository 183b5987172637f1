/** A seed of a real cloud: what it offers and who may use it, not what is running there. */
import { stringify } from 'yaml';
import { type ConnectOptions, type Connection, connect } from '../../../client/index.ts';
import { readCompute } from './compute.ts';
import { readIdentity } from './identity.ts';
import { readImages } from './image.ts';
import { readNetwork } from './network.ts';
import { Reader } from './reader.ts';

export interface Wanted {
  /** Given to every user; without it, nobody can log in. */
  password?: string;
  /** Folder for the bytes of images. */
  images?: string;
}
/** Reads as the user whose credentials are given, best an administrator. @throws OpenStackError, Error where nobody answers */
export async function readCloud(where: ConnectOptions, { password, images }: Wanted): Promise<{ seed: string; notes: readonly string[] }> {
  const connection: Connection = connect(where);
  const reader = new Reader();
  const identity = await readIdentity(reader, connection, password);
  const projects = (identity as { domains: { projects: { id: string }[] }[] }).domains.flatMap((domain) => domain.projects.map(({ id }) => id));
  const seed = {
    identity,
    compute: await readCompute(reader, connection, projects),
    image: await readImages(reader, connection, images),
    network: await readNetwork(reader, connection, projects),
  };
  return { seed: stringify(seed, { lineWidth: 0, aliasDuplicateObjects: false }), notes: reader.notes };
}
