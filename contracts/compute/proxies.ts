/** Nova's old way to volumes, until 2.35. https://docs.openstack.org/api-ref/compute/#volume-extension-os-volumes-os-snapshots-deprecated · not emulated */
import { bare } from './bare.ts';

export const proxies = bare(
  {
    '/os-snapshots': 'GET POST',
    '/os-snapshots/detail': 'GET',
    '/os-snapshots/{id}': 'GET DELETE',
    '/os-volumes': 'GET POST',
    '/os-volumes/detail': 'GET',
    '/os-volumes/{id}': 'GET DELETE',
  },
  { until: '2.35' },
);
