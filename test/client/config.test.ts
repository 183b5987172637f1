/** Where the client looks for a cloud. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { configured } from '../../client/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'virga-clouds-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'clouds.yaml');
writeFileSync(
  file,
  `clouds:
  lab:
    auth: { auth_url: http://lab:5000/v3, username: admin, project_name: admin, password: 000123 }
    region_name: RegionOne
    interface: internal
  other: { auth: { auth_url: http://other } }
`,
);
writeFileSync(join(folder, 'secure.yaml'), 'clouds: { lab: { auth: { password: secret } } }');

test('an entry of clouds.yaml, with its secrets from secure.yaml', () => {
  const environment = { OS_CLIENT_CONFIG_FILE: file, OS_USERNAME: 'ignored' };
  const lab = {
    auth: { auth_url: 'http://lab:5000/v3', username: 'admin', project_name: 'admin', password: 'secret' },
    region_name: 'RegionOne',
    interface: 'internal',
  };
  expect(configured('lab', environment)).toEqual(lab);
  expect(configured(undefined, { ...environment, OS_CLOUD: 'lab' })).toEqual(lab);
  expect(configured('other', { ...environment, OS_CLOUD: 'lab' }).auth.auth_url).toBe('http://other');
});

test('the OS_* environment', () => {
  const environment = {
    OS_AUTH_URL: 'http://host/identity',
    OS_USERNAME: 'demo',
    OS_PASSWORD: '000000',
    OS_TENANT_NAME: 'demo',
    OS_USER_DOMAIN_ID: 'default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
    OS_REGION_NAME: 'RegionTwo',
    OS_ENDPOINT_TYPE: 'adminURL',
  };
  expect(configured(undefined, environment)).toEqual({
    auth: {
      auth_url: 'http://host/identity',
      username: 'demo',
      password: '000000',
      project_name: 'demo',
      user_domain_id: 'default',
      project_domain_name: 'Default',
    },
    region_name: 'RegionTwo',
    interface: 'admin',
  });
});

test('no cloud: an error that says what is missing', () => {
  expect(() => configured(undefined, {})).toThrow('OS_CLOUD or OS_AUTH_URL');
  expect(() => configured('nowhere', { OS_CLIENT_CONFIG_FILE: file })).toThrow(`Cloud nowhere was not found in ${file}.`);
});
