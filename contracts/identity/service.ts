import type { Service } from '../service.ts';

export const identityService: Service = {
  type: 'identity',
  name: 'keystone',
  catalogType: 'identity',
  port: 5000,
  prefix: '/identity',
  root: '/v3',
  endpointPath: '/v3',
};
