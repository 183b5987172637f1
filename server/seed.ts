/** A seed is a YAML file that says what is in a new cloud, service by service. */
import { readFileSync } from 'node:fs';
import { type Document, LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Era } from './core/eras.ts';
import { CloudError } from './core/errors.ts';
import { SeedError } from './core/seed-error.ts';
import { DuplicateError, collection } from './core/store.ts';
import type { World } from './core/world.ts';
import { type State, loadState, resume, stateSections } from './seed-state.ts';
import { implementations } from './services.ts';

/** What is in a new cloud of a time: today's is that of the first lab, with two domains, their admins, five flavors, an image, two networks. */
export const defaultSeed = (era: Era = 'modern'): string =>
  readFileSync(new URL(`./seeds/${era === 'modern' ? 'default' : era}.yaml`, import.meta.url), 'utf8');

const sections = () => implementations.flatMap(({ service, seed }) => (seed ? [{ type: service.type, ...seed }] : []));
const schema = () => z.strictObject({ ...Object.fromEntries(sections().map((section) => [section.type, section.schema.optional()])), ...stateSections() });

/** The JSON Schema of seed files, e.g. for an editor. */
export const seedJsonSchema = (): object => z.toJSONSchema(schema(), { io: 'input', unrepresentable: 'any' });

/** Present once a world has been seeded, so that a restart does not do it twice. */
const seeded = collection<{ id: string }>('core_seeded');

/**
 * @param text YAML, or `none` for an empty cloud
 * @param trusted it may name files of this machine
 * @throws SeedError
 */
export async function loadSeed(world: World, text: string, trusted: boolean): Promise<void> {
  const { content, lineOf } = read(text === 'none' ? '' : text);
  await world.store.transaction(async (rows) => {
    if (await rows.get(seeded, 'seed')) return;
    const scope = { world, rows, now: world.clock.now(), trusted };
    for (const { type, load } of sections()) {
      // rows are a whole state: nobody adds what every new cloud has
      if (content.rows && content[type] === undefined) continue;
      await load(scope, (content[type] ?? {}) as never).catch((error: unknown) => fail(placed(error, [type], lineOf)));
    }
    if (content.rows ?? content.world) await loadState(scope, content).catch((error: unknown) => fail(placed(error, [], lineOf)));
    await rows.insert(seeded, { id: 'seed' });
  });
  await resume(world);
}
const fail = (error: unknown): never => {
  throw error;
};

/** An error of a section's loader, with its line. */
function placed(error: unknown, section: Path, lineOf: (path: Path) => number): unknown {
  const known = error instanceof SeedError || error instanceof CloudError || error instanceof DuplicateError;
  if (!known) return error;
  const path = [...section, ...(error instanceof SeedError ? error.path : [])];
  return at(lineOf(path), `${path.join('.')}: ${error.message}`);
}
const at = (line: number, message: string): SeedError => Object.assign(new SeedError(message), { line });

type Content = State & Record<string, unknown>;
type Path = readonly PropertyKey[];
function read(text: string): { content: Content; lineOf: (path: Path) => number } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (path: Path): number => lines.linePos(offset(document, path)).line;
  const [broken] = document.errors;
  if (broken) throw at(lines.linePos(broken.pos[0]).line, broken.message);
  const content = schema().safeParse(plain(document) ?? {});
  if (content.success) return { content: content.data, lineOf };
  const [issue] = content.error.issues;
  if (!issue) throw content.error;
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  throw at(lineOf(path), `${issue.path.join('.') || 'seed'}: ${issue.message}`);
}

function plain(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // an alias without its anchor, or aliases of aliases without end
    if (error instanceof ReferenceError) throw at(1, error.message);
    throw error;
  }
}

/** Where a value, or as much of the way to it as there is, begins. */
function offset(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let start = 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key)) : undefined;
    const item = pair ? pair.key : isSeq(node) ? node.items[Number(key)] : undefined;
    if (!isPlaced(item)) break;
    start = item.range[0];
    node = pair ? pair.value : item;
  }
  return start;
}
const isPlaced = (node: unknown): node is { range: [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
