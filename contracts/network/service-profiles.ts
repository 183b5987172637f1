/** https://docs.openstack.org/api-ref/network/v2/#networking-flavors-framework-v2-0-current-flavor-service-profile */
import { z } from 'zod';
import { resource } from '../operation.ts';
import { rowsOf } from './rows.ts';
import { filters } from './types.ts';

const ServiceProfile = z.object({
  id: z.string(),
  description: z.string().nullable(),
  driver: z.string(),
  enabled: z.boolean(),
  metainfo: z.string(),
});
const changeable = z.object({
  description: z.string().nullable().optional(),
  driver: z.string().optional(),
  enabled: z.boolean().optional(),
  metainfo: z.string().optional(),
});
export const serviceProfiles = resource(
  rowsOf({
    path: '/service_profiles',
    collection: 'service_profiles',
    name: 'service_profile',
    view: ServiceProfile,
    create: changeable,
    update: changeable,
    query: filters('id', 'description', 'driver', 'enabled'),
  }),
);
