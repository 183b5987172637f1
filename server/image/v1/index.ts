import { members } from '../../../contracts/image/v1/members.ts';
import { imageV1 as service } from '../../../contracts/image/v1/service.ts';
import { unserved } from '../../core/context.ts';
import type { Implementation } from '../../core/dialect.ts';
import { methodNotAllowed, notFound } from '../../core/errors.ts';
import { imageDialect } from '../dialect.ts';
import { rules } from '../policy.ts';
import { imageHandlers } from './images.ts';

/** Glance v1's table of contents. */
export const v1: Implementation = {
  service,
  dialect: {
    ...imageDialect,
    unrouted: (_about, allow) => (allow ? methodNotAllowed('', { headers: { Allow: allow.join(', ') } }) : notFound('')),
    headers: ({ requestId }) => ({ 'x-openstack-request-id': requestId }),
  },
  rules,
  resources: [imageHandlers, unserved(members)],
};
