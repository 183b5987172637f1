/** Glance's part of a seed: images with their content. */
import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { badRequest } from '../core/errors.ts';
import type { Seeding } from '../core/dialect.ts';
import { SeedError } from '../core/seed-error.ts';
import type { Scope } from '../core/world.ts';
import { domainNamed, projectNamed } from '../identity/seed.ts';
import { ImageAttributes } from '../../contracts/image/images.ts';
import { fill, receiveWithin } from './content.ts';
import { save } from './images.ts';
import { loadDefaults } from './metadef-rows.ts';
import { newImage } from './new-image.ts';
import { emptyQcow2 } from './qcow2.ts';
import { become } from './status.ts';

const { id, visibility, disk_format, container_format, min_disk, min_ram } = ImageAttributes.shape;
const Data = z.strictObject({
  size: z.int().min(0),
  virtual_size: z.int().min(0).nullable().default(null),
  checksum: z.string().nullable().default(null),
  os_hash_algo: z.string().nullable().default(null),
  os_hash_value: z.string().nullable().default(null),
});
const ImageSeed = z.strictObject({
  name: z.string(),
  id: id.optional(),
  project: z.string().default('admin').describe('Name of the project that owns it'),
  domain: z.string().default('Default').describe('Name of the domain of that project'),
  owner: z.string().nullable().optional().describe('Id of the project that owns it, instead of its name'),
  visibility: visibility.default('public'),
  disk_format: disk_format.default('qcow2'),
  container_format: container_format.default('bare'),
  min_disk: min_disk.default(0),
  min_ram: min_ram.default(0),
  protected: z.boolean().default(false),
  os_hidden: z.boolean().default(false),
  tags: z.array(z.string()).default([]),
  properties: z.record(z.string(), z.string()).default({}),
  file: z.string().optional().describe('Path of the content'),
  qcow2: z.int().min(0).optional().describe('Bytes of an empty disk that is made as its content'),
  data: Data.optional().describe('What is known of content that stays elsewhere: who downloads it gets nothing'),
});
const schema = z.strictObject({ images: z.array(ImageSeed).default([]) });

async function load(scope: Seeding, { images = [] }: Partial<z.output<typeof schema>>): Promise<void> {
  await loadDefaults(scope);
  for (const [n, { project, domain, owner, file, qcow2, data, properties, ...wanted }] of images.entries()) {
    if (file !== undefined && !scope.trusted) throw new SeedError('a seed that is sent may not name files', ['images', n, 'file']);
    const image = await newImage(scope, { ...properties, ...wanted, owner: owner === undefined ? await projectOf(scope, project, domain) : owner });
    if (data) {
      become(image, 'active');
      await save(scope, { ...image, ...data });
    }
    if (file === undefined && qcow2 === undefined) continue;
    const source = file === undefined ? [emptyQcow2(qcow2 ?? 0)] : (createReadStream(file) as AsyncIterable<Uint8Array>);
    const refusal = fill(image, await receiveWithin(scope, source));
    if (refusal) throw badRequest(`image ${wanted.name}: ${refusal.details.detail ?? refusal.message}`);
    await save(scope, image);
  }
}
async function projectOf(scope: Scope, name: string, domain: string): Promise<string> {
  return (await projectNamed(scope, (await domainNamed(scope, domain)).id, name)).id;
}
export const seed = { schema, load };
