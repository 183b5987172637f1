import { identityService } from '../../contracts/identity/service.ts';
import type { Implementation } from '../core/dialect.ts';
import { identityDialect } from './dialect.ts';
import { rules } from './policy.ts';
import { seed } from './seed.ts';
import { tokenHandlers } from './tokens.ts';

/** Keystone's table of contents. */
export const identity: Implementation = {
  service: identityService,
  dialect: identityDialect,
  rules,
  resources: [tokenHandlers],
  seed,
};
