/** What a store in a file promises besides. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { collection } from '../server/core/store.ts';
import { SqliteStore } from '../server/store/sqlite.ts';

const stars = collection<{ id: string; name: string }>('atlas_stars', { name: 'text' });
const folder = mkdtempSync(join(tmpdir(), 'virga-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a file is there again when it is opened again', async () => {
  const file = join(folder, 'again.sqlite');
  const first = new SqliteStore(file);
  await first.transaction((rows) => rows.insert(stars, { id: 'a', name: 'Vega' }));
  await first.close();
  const second = new SqliteStore(file);
  expect(await second.read((rows) => rows.list(stars))).toEqual([{ id: 'a', name: 'Vega' }]);
  await second.close();
});
