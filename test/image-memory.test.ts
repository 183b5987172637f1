/** Content of any size passes through a process of bounded size. */
import { existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { connect } from '../client/index.ts';
import { started } from './running.ts';

const CHUNK = new Uint8Array(2 ** 20).fill(7);
const CHUNKS = 400;
/** MiB that were resident at most, and are now. */
function memory(pid: number): { peak: number; now: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { peak: mebibytes('VmHWM'), now: mebibytes('VmRSS') };
}

test.skipIf(!existsSync('/proc/self/status'))('an image of 400 MiB goes in and comes out in less than 128 MiB', { timeout: 120_000 }, async () => {
  const virga = await started(['--port', '0']);
  try {
    const { OS_AUTH_URL: auth_url = '' } = virga.env;
    const auth = { auth_url, username: 'admin', password: '000000', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };
    const { image } = connect({ auth });
    const { id: image_id } = await image.images.create({ body: { name: 'large', disk_format: 'raw', container_format: 'bare' } });
    const idle = memory(virga.pid).now;
    const md5 = createHash('md5');
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (sent++ === CHUNKS) return controller.close();
          md5.update(CHUNK);
          controller.enqueue(CHUNK);
        },
      },
      { highWaterMark: 1 },
    );
    await image.imageData.upload({ image_id, body });
    const { checksum, size } = await image.images.show({ image_id });
    expect([checksum, size]).toEqual([md5.digest('hex'), CHUNKS * CHUNK.length]);
    let received = 0;
    for await (const chunk of await image.imageData.download({ image_id })) received += chunk.length;
    expect(received).toBe(size);
    expect(memory(virga.pid).peak - idle).toBeLessThan(128);
  } finally {
    await virga.end();
  }
});
