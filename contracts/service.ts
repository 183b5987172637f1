/** What is known of a service before the first request: its names, its port, its API roots. */
import type { Microversion } from './microversion.ts';

export type ServiceType = 'identity' | 'compute' | 'image' | 'network' | 'placement' | 'block-storage';

/** Where clients reach something: a service, or the face that Keystone v2.0 had for administrators. */
export type Place = ServiceType | 'identity-admin';

export interface Service {
  /** Official service type, also the folder name. */
  type: ServiceType;
  /** Project name, as the catalog has it: `nova`. */
  name: string;
  /** Service type of the catalog entry. */
  catalogType: string;
  port: number;
  /** Path under which DevStack serves it behind one port: `/compute`. */
  prefix: string;
  /** Root of the operations' paths: `/v2.1`. */
  root: string;
  /** Appended to the endpoint in the catalog. */
  endpointPath: string;
  /** Microversions, where the service has them. */
  versions?: { min: Microversion; max: Microversion; default: Microversion; type: string; header?: string };
}
