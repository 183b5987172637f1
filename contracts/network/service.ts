import type { Service } from '../service.ts';

export const networkService: Service = {
  type: 'network',
  name: 'neutron',
  catalogType: 'network',
  port: 9696,
  prefix: '/networking',
  root: '/v2.0',
  endpointPath: '',
};
