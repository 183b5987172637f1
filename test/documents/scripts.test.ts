/**
 * The documents' own Python scripts, as they are printed: the folder with the documents is VIRGA_DOCUMENTS, as they are not ours to keep here.
 * Only the controller's address and ports are exchanged, and the two ids that the document tells the reader to look up.
 */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../running.ts';
import { type Lab, openLab, send } from './lab.ts';

const documents = process.env['VIRGA_DOCUMENTS'];
const python = documents ? (await run('python3', ['-c', 'import requests']).catch(() => undefined))?.code === 0 : false;
const reason = documents ? 'python3 has no requests' : 'VIRGA_DOCUMENTS is not set';
const text = documents ? readFileSync(String(globSync(join(documents, '000*.txt'))[0]), 'utf8') : '';

/** The script that says `name`, with the lines that the reader is told to add to its end. */
function script(name: string, from: string): string {
  const blocks = Array.from(text.matchAll(/```python\n([^]*?)```/g), ([, code]) => String(code));
  const first = blocks.findIndex((code) => code.includes(`class ${name}:`));
  const more = blocks.slice(first + 1).find((code) => code.includes(from)) ?? '';
  const indented = more.split('\n').map((line) => `    ${line.trim()}`);
  return `${blocks[first]}\n${indented.join('\n')}\n`;
}

describe('the scripts of document 000', { timeout: 60_000 }, () => {
  beforeEach((context) => context.skip(!python, reason));
  const folder = mkdtempSync(join(tmpdir(), 'virga-lab-'));
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab('lifelike');
    writeFileSync(join(folder, 'cirros-0.3.4-x86_64-disk.img'), new Uint8Array([0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3, ...new Uint8Array(600)]));
  });
  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true });
  });

  /** What the script prints, and nothing on how it failed. */
  async function output(code: string): Promise<string> {
    const port = (service: 'identity' | 'compute' | 'image'): string => new URL(lab.origin(service)).port;
    const here = code
      .replaceAll('192.168.200.226', '127.0.0.1')
      .replaceAll(':5000', `:${port('identity')}`)
      .replaceAll(':8774', `:${port('compute')}`)
      .replaceAll(':9292', `:${port('image')}`);
    writeFileSync(join(folder, 'script.py'), here);
    const { code: exit, stdout, stderr } = await run('python3', ['script.py'], { cwd: folder });
    expect(`${exit} ${/Traceback[^]*/.exec(stderr)?.[0] ?? ''}`).toBe('0 ');
    return stdout;
  }

  test('users', async () => {
    const printed = await output(script('user_manager', '#get all user'));
    expect(printed).toContain("'item Update Password Success': 204");
    expect(printed).toContain("'User itemDeletedSuccess': 204");
  });

  test('flavors', async () => {
    const printed = await output(script('flavor_manager', '#. get token'));
    expect(printed).toContain("{'itemNotFound': {'code': 404, 'message': 'Flavor 100000 could not be found.'}}");
    expect(printed).toContain("'description': 'Update description skill_china'");
  });

  test('servers', async () => {
    const headers = await lab.token();
    const images = (await send('GET', `${lab.origin('image')}/v2/images?status=active`, headers)).json.images;
    const networks = (await send('GET', `${lab.origin('network')}/v2.0/networks?shared=true`, headers)).json.networks;
    const code = script('server_manager', 'server_m = server_manager(')
      .replace('8372926e-517a-4c69-8d24-01e972bbe4a2', images[0].id)
      .replace('4bd2cb47-d3c4-48ed-afd9-4e4488677c5c', networks[0].id);
    const printed = await output(code);
    expect(printed).toContain("'serverItemCreatedSuccess': 202");
    expect(printed).toContain("'OS-EXT-STS:task_state': 'scheduling'");
    expect(printed).toContain("'server itemDeletedSuccess': 204");
  });

  test('images', async () => {
    const printed = await output(script('image_manager', 'image_m = image_manager('));
    expect(printed).toContain("'ImageItemCreatedSuccess': 201");
    expect(printed).toContain("'ImageItemCreatedSuccess': 204");
  });
});
