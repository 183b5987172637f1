/** Tokens by specification: Python's cryptography opens them, and knows what is inside. Needs a python3 with cryptography and msgpack. */
import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { keyText } from '../../server/identity/keys.ts';
import { configured, logIn } from './cloud.ts';

const python = process.env['VIRGA_PYTHON'] ?? 'python3';
const able = spawnSync(python, ['-c', 'import cryptography.fernet, msgpack']).status === 0;

const SCRIPT = `
import json, sys, uuid
from cryptography.fernet import Fernet
import msgpack
key, token = sys.argv[1:]
parts = msgpack.unpackb(Fernet(key).decrypt((token + '=' * (-len(token) % 4)).encode()))
print(json.dumps([p.hex() if isinstance(p, bytes) else [x.hex() if isinstance(x, bytes) else x for x in p] if isinstance(p, list) else p for p in parts]))
`;

test('Python opens a token with the key', async (context) => {
  context.skip(!able, `${python} has no cryptography or no msgpack`);
  const { cloud, clock, ask, admin } = await configured({});
  const { headers, json } = await ask('POST', '/auth/tokens', logIn('admin', '000000', 'admin'));
  const token = headers.get('x-subject-token') ?? '';
  const { world } = cloud;
  const key = await world.store.read((rows) => keyText({ world, rows, now: clock.now() }, 'tokens'));
  const opened = JSON.parse(execFileSync(python, ['-c', SCRIPT, key.replaceAll('+', '-').replaceAll('/', '_'), token], { encoding: 'utf8' })) as unknown[];
  const [version, user, methods, project, expiry, audits] = opened;
  const { token: shown } = json;
  expect([version, user, methods, project]).toEqual([2, [true, shown.user.id], 2, [true, shown.project.id]]);
  expect(Math.floor(expiry as number)).toBe(Date.parse(shown.expires_at) / 1000);
  expect((audits as string[]).map((id) => Buffer.from(id, 'hex').toString('base64url'))).toEqual(shown.audit_ids);
  expect(token.length % 4).not.toBe(1);
  expect((await ask('GET', '/auth/tokens', undefined, { ...(await admin()), 'x-subject-token': token })).status).toBe(200);
  await cloud.close();
});
