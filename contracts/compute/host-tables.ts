/** What operators see of a cloud, and what Nova has no more. */
import { aggregates } from './aggregates.ts';
import { availabilityZones } from './availability-zones.ts';
import { extensions } from './extensions.ts';
import { hosts } from './hosts.ts';
import { hypervisors } from './hypervisors.ts';
import { removed } from './removed.ts';
import { services } from './services.ts';

export const hostTables = { availabilityZones, extensions, services, hypervisors, hosts, aggregates, removed };
