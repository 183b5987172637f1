import type { Service } from '../service.ts';

export const blockStorageService: Service = {
  type: 'block-storage',
  name: 'cinder',
  catalogType: 'volumev3',
  port: 8776,
  prefix: '/volume',
  root: '/v3',
  endpointPath: '/v3',
  versions: { min: '3.0', max: '3.71', default: '3.0', type: 'volume' },
};
