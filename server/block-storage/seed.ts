/** Cinder's part of a seed. */
import { z } from 'zod';
import type { Scope } from '../core/world.ts';
import { addServices } from './service-rows.ts';
import { consistencyType } from './group-type-rows.ts';
import { defaultType } from './volume-type-rows.ts';

const schema = z.strictObject({});

async function load(scope: Scope): Promise<void> {
  await addServices(scope);
  await defaultType(scope);
  await consistencyType(scope);
}
export const seed = { schema, load };
