/** Deterministic worlds: the same seed and the same requests give the same journals, byte for byte. */
import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { services } from '../contracts/index.ts';
import { type Cloud, createCloud } from '../server/cloud.ts';
import { newRsaKey } from '../server/compute/rsa.ts';
import { Ids } from '../server/core/ids.ts';
import { play } from './parity/play.ts';
import { transcripts } from './parity/transcript.ts';
import { Variables } from './parity/variables.ts';

const ORIGIN = 'http://virga.test';
const origins = Object.fromEntries(Object.values(services).map(({ type, prefix }) => [type, ORIGIN + prefix]));

/** Of each transcript, a sum over the journal that it leaves behind, and how many exchanges that has. */
async function journals(deterministic: boolean): Promise<{ name: string; count: number; sum: string }[]> {
  const found = [];
  for (const transcript of transcripts()) {
    const cloud = await createCloud({ deterministic, journal: 100_000 });
    const { clock } = cloud.world;
    await play(transcript, { origins, fetch: cloud.fetch, wait: () => clock.advance(200), fresh: '5f2f1a4e-6d55-4c3c-8f3c-0d1f6a3f9a10' }, new Variables());
    const text = await journal(cloud);
    found.push({ name: transcript.name, count: text.split('"number":').length - 1, sum: createHash('sha256').update(text).digest('hex') });
    await cloud.close();
  }
  return found;
}
const journal = async (cloud: Cloud): Promise<string> => (await cloud.fetch(new Request(`${ORIGIN}/_virga/worlds/default/journal`))).text();

test('two runs of all transcripts', { timeout: 240_000 }, async () => {
  const first = await journals(true);
  expect(first.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(900);
  expect(await journals(true)).toEqual(first);
});

test('a key that is made is a key', async () => {
  const ids = new Ids({ seed: 'a seed', epoch: 0, count: 0 });
  const key = await newRsaKey(ids);
  const text = Buffer.from('signed');
  expect(verify('sha256', text, createPublicKey(key), sign('sha256', text, key))).toBe(true);
  expect(key.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, publicExponent: 65_537n });
});
