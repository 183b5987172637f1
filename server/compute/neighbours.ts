/** What servers need of the network and the image service, as Nova's `network/neutron.py` and `image/glance.py` ask it of them. */
import { badRequest } from '../core/errors.ts';
import type { Caller } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';
import type { RequestedInterface } from './server-rows.ts';

export interface Interface {
  port_id: string;
  network_id: string;
  /** Name of the network. */
  label: string;
  mac_address: string;
  status: string;
  fixed_ips: { subnet_id: string; ip_address: string }[];
  floating_ips: string[];
  security_groups: { id: string; name: string }[];
}
export type NetworkRequest = 'none' | 'auto' | RequestedInterface[] | undefined;

export interface Networks {
  /** What is to be plugged into each of `count` servers. Throws 400 or 409 when that cannot be. */
  resolve: (scope: Scope, caller: Caller, requested: NetworkRequest, count: number) => Promise<RequestedInterface[]>;
  /** Throws 400 when a group is unknown or its name is not unique. */
  checkSecurityGroups: (scope: Scope, caller: Caller, names: readonly string[]) => Promise<void>;
  /** Makes the ports that are asked for, binds those that exist. Throws CloudError when Neutron would refuse. */
  plug: (scope: Scope, server: Plugged, requested: readonly RequestedInterface[], securityGroups: readonly string[]) => Promise<void>;
  /** Removes the ports that were made for a server and frees the others; one port, or all. */
  unplug: (scope: Scope, serverId: string, portId?: string) => Promise<void>;
  /** By id of the server, in the order of plugging. */
  interfaces: (scope: Scope, serverIds: readonly string[]) => Promise<Map<string, Interface[]>>;
}
/** Whom a port belongs to. */
export interface Plugged {
  id: string;
  project_id: string;
  host: string | null;
  availability_zone: string | null;
  hostname: string;
}

export interface BootImage {
  id: string;
  name: string;
  status: string;
  /** Bytes. */
  size: number;
  min_ram: number;
  min_disk: number;
  disk_format: string;
  container_format: string;
  properties: Record<string, string>;
}
export interface Images {
  /** An image that the caller may see. */
  find: (scope: Scope, caller: Caller, id: string) => Promise<BootImage | undefined>;
  /** Makes the record of a snapshot, queued. Throws 403 over quota. */
  begin: (scope: Scope, caller: Caller, snapshot: { name: string; properties: Record<string, string>; min_ram: number; min_disk: number }) => Promise<string>;
  /** Uploads the content of a snapshot. */
  finish: (scope: Scope, id: string, facts: { disk_format: string; container_format: string }) => Promise<void>;
}

/** A cloud without networks. */
export const networks: Networks = {
  resolve: async (_scope, _caller, requested) => {
    if (!Array.isArray(requested)) return [];
    for (const { port_id, network_id } of requested) {
      throw badRequest(port_id ? `Port id ${port_id} could not be found.` : `Network ${network_id} could not be found.`);
    }
    return [];
  },
  checkSecurityGroups: async () => {},
  plug: async () => {},
  unplug: async () => {},
  interfaces: async () => new Map(),
};
/** A cloud without images. */
export const images: Images = {
  find: async () => undefined,
  begin: async ({ world }) => world.ids.uuid(),
  finish: async () => {},
};

/** Whether a user has a key pair of that name. */
export const keyExists = async (_scope: Scope, _userId: string, _name: string): Promise<boolean> => false;
