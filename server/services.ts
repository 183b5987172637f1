/** The services of a cloud. */
import { compute } from './compute/index.ts';
import type { Implementation } from './core/dialect.ts';

export const implementations: readonly Implementation[] = [compute];
