/** Availability zones, which are those of agents. https://docs.openstack.org/api-ref/network/v2/#availability-zones */
import { availabilityZones } from '../../contracts/network/availability-zones.ts';
import { implement } from '../core/context.ts';
import { filterable } from './engine/attribute.ts';
import type { Kind } from './engine/body.ts';
import { readListing } from './engine/listing.ts';

const kind: Kind = { name: 'availability_zone', collection: 'availability_zones', attributes: filterable('name', 'resource', 'state') };
export const availabilityZoneHandlers = implement(availabilityZones, {
  list({ path }) {
    readListing(kind, path);
    return { availability_zones: [] };
  },
});
