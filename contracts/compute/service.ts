import type { Service } from '../service.ts';

export const computeService: Service = {
  type: 'compute',
  name: 'nova',
  catalogType: 'compute',
  port: 8774,
  prefix: '/compute',
  root: '/v2.1',
  endpointPath: '/v2.1',
  versions: { min: '2.1', max: '2.104', default: '2.1', type: 'compute', header: 'x-openstack-nova-api-version' },
};
