import type { Service } from '../service.ts';

export const imageService: Service = { type: 'image', name: 'glance', catalogType: 'image', port: 9292, prefix: '/image', root: '/v2', endpointPath: '' };
