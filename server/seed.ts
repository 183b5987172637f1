/** A seed is a YAML file that says what is in a new cloud, service by service. */
import { readFileSync } from 'node:fs';
import { YAMLParseError, parse } from 'yaml';
import { z } from 'zod';
import type { World } from './core/world.ts';
import { collection } from './core/store.ts';
import { implementations } from './services.ts';

/** The cloud of the first lab: two domains, their admins, five flavors, an image, two networks. */
export const defaultSeed = (): string => readFileSync(new URL('./seeds/default.yaml', import.meta.url), 'utf8');

/** A seed that does not hold; the message is one line and names the place. */
export class SeedError extends Error {}

/** Present once a world has been seeded, so that a restart does not do it twice. */
const seeded = collection<{ id: string }>('core_seeded');

/** @param text YAML, or `none` for an empty cloud. @throws SeedError */
export async function loadSeed(world: World, text: string): Promise<void> {
  const sections = implementations.flatMap(({ service, seed }) => (seed ? [{ type: service.type, ...seed }] : []));
  const schema = z.strictObject(Object.fromEntries(sections.map(({ type, schema: section }) => [type, section.optional()])));
  const content = schema.safeParse(text === 'none' ? {} : yaml(text));
  if (!content.success) {
    const [issue] = content.error.issues;
    throw new SeedError(`seed: ${issue?.path.join('.') || 'file'}: ${issue?.message}`);
  }
  await world.store.transaction(async (rows) => {
    if (await rows.get(seeded, 'seed')) return;
    for (const { type, load } of sections) await load({ world, rows, now: world.clock.now() }, (content.data[type] ?? {}) as never);
    await rows.insert(seeded, { id: 'seed' });
  });
}
function yaml(text: string): unknown {
  try {
    return parse(text) ?? {};
  } catch (error) {
    if (error instanceof YAMLParseError) throw new SeedError(`seed: ${error.message.split('\n')[0]}`);
    throw error;
  }
}
