/** The whole state of a world as sections of a seed: rows as the store has them, image content, time and ids. */
import { buffer } from 'node:stream/consumers';
import { stringify } from 'yaml';
import { z } from 'zod';
import { Clock } from './core/clock.ts';
import { eras } from './core/eras.ts';
import { Ids } from './core/ids.ts';
import { firstDue } from './core/lifecycle.ts';
import { SeedError } from './core/seed-error.ts';
import { DuplicateError, collections } from './core/store.ts';
import type { Scope, World } from './core/world.ts';
import { implementations } from './services.ts';

/** What is a world's own, and not its cloud's. */
const isOwn = (name: string): boolean => name === 'core_seeded' || name === 'core_settings';
/** What was declared, and what a test may have declared besides. */
const named = (): string[] => [...collections.keys()].filter((name) => !isOwn(name)).toSorted();

const table = z.record(z.string(), z.number().min(0));
export const stateSections = () => ({
  world: z
    .strictObject({
      era: z.enum(eras).optional(),
      clock: z
        .strictObject({ mode: z.enum(['real', 'frozen', 'auto']), at: z.iso.datetime().optional(), ahead: z.number().optional().describe('milliseconds') })
        .optional(),
      ids: z.strictObject({ seed: z.string(), epoch: z.int().min(0), count: z.int().min(0) }).optional(),
      profile: z.strictObject({ name: z.string(), durations: table, failures: table, polls: table }).optional(),
    })
    .optional()
    .describe('Time, ids and durations of the world that was exported'),
  rows: z
    .partialRecord(z.enum(named()), z.array(z.looseObject({ id: z.string().min(1) })))
    .optional()
    .describe('The state of every resource as Virga keeps it; of the other sections, only those count that are there'),
  content: z
    .record(z.string().regex(/^[\w-]+$/), z.base64())
    .optional()
    .describe('Of images, by the name that their rows give it'),
});
type Sections = ReturnType<typeof stateSections>;
export type State = { [K in keyof Sections]?: z.output<Sections[K]> };

/** @throws SeedError */
export async function loadState(scope: Scope, { world: settings, rows = {}, content = {} }: State): Promise<void> {
  const { world } = scope;
  for (const { part } of implementations) await part?.(scope);
  // from here on ids are those that the original would have given
  if (settings?.era) world.era = settings.era;
  if (settings?.profile) world.profile = settings.profile;
  if (settings?.ids) world.ids = new Ids(settings.ids);
  if (settings?.clock) {
    const { mode, at, ahead = 0 } = settings.clock;
    world.clock = new Clock({ mode, ahead, ...(at !== undefined && { at: Date.parse(at) }) });
  }
  for (const [name, list] of Object.entries(rows)) {
    const collection = collections.get(name);
    for (const [n, row] of (collection ? (list ?? []) : []).entries()) {
      try {
        await scope.rows.update(collection as NonNullable<typeof collection>, row);
      } catch (error) {
        if (error instanceof DuplicateError) throw new SeedError(error.message, ['rows', name, n]);
        throw error;
      }
    }
  }
  for (const [name, text] of Object.entries(content)) await world.blobs.write(name, [Buffer.from(text, 'base64')]);
}
/** To be called when the rows are kept. */
export async function resume(world: World): Promise<void> {
  world.nextDue = await firstDue(world);
}

/**
 * A seed that makes a world with the same state. What must not be shared is left out: the key of tokens.
 * @param content whether the content of images comes along; without it, they are there and have none
 */
export async function exportSeed(world: World, content: boolean): Promise<string> {
  const parted: Record<string, readonly string[]> = Object.assign({}, ...implementations.map((service) => service.parted ?? {}));
  const bare = (name: string, row: { id: string }) => implementations.reduce((kept, { withoutContent }) => withoutContent?.(name, kept) ?? kept, row);
  const rows = await world.store.read(async (reading) => {
    const state: Record<string, { id: string }[]> = {};
    for (const name of named()) {
      const found = await reading.list(collections.get(name) as NonNullable<ReturnType<typeof collections.get>>);
      const kept = found.filter(({ id }) => !parted[name]?.includes(id)).map((row) => idFirst(content ? row : bare(name, row)));
      if (kept.length) state[name] = kept;
    }
    return state;
  });
  const blobs = content ? await contentsOf(world) : {};
  const seed = { world: settingsOf(world), rows, ...(content && { content: blobs }) };
  return `# The state of world ${world.name}, exported by Virga. Start with it: virga start --seed FILE\n${stringify(seed, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
/** As a reader of the seed has them, so that it is the same after a way through it. */
const idFirst = ({ id, ...row }: { id: string }): { id: string } => ({ id, ...row });

async function contentsOf({ blobs }: World): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const name of blobs.names()) contents[name] = (await buffer(blobs.read(name))).toString('base64');
  return contents;
}
function settingsOf({ era, clock, ids, profile }: World): State['world'] {
  const { mode, ahead, at } = clock.state;
  return {
    era,
    clock: mode === 'real' ? { mode, ...(ahead && { ahead }) } : { mode, at: new Date(at).toISOString() },
    ...(ids.state && { ids: ids.state }),
    profile,
  };
}
