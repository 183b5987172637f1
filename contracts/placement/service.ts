import type { Service } from '../service.ts';

export const placementService: Service = {
  type: 'placement',
  name: 'placement',
  catalogType: 'placement',
  port: 8778,
  prefix: '/placement',
  root: '',
  endpointPath: '',
  versions: { min: '1.0', max: '1.39', default: '1.0', type: 'placement' },
};
