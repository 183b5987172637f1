/** What users and projects have besides servers, for Nova's table of contents. */
import type { Implemented } from '../core/context.ts';
import { keypairHandlers } from './keypairs.ts';

export const projectResources: readonly Implemented[] = [keypairHandlers];
