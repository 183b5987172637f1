import { computeService } from '../../contracts/compute/service.ts';
import type { Implementation } from '../core/dialect.ts';
import { computeDialect } from './dialect.ts';
import { rules } from './policy.ts';

/** Nova's table of contents. */
export const compute: Implementation = { service: computeService, dialect: computeDialect, rules, resources: [], aliases: ['/v2'] };
