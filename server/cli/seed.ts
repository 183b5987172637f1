/** `virga export`, `virga import`, `virga seed-schema`: seeds of what there is. */
import type { Command } from 'commander';
import { UserError } from './explain.ts';
import type { Wanted } from './import/cloud.ts';
import { writeText } from './files.ts';
import { type Remote, remote, spoken } from './remote.ts';

export function addSeedCommands(virga: Command): void {
  virga
    .command('seed-schema')
    .description('print the JSON Schema of seed files')
    .action(async () => {
      const { seedJsonSchema } = await import('../seed.ts');
      process.stdout.write(`${JSON.stringify(seedJsonSchema(), null, 2)}\n`);
    });
  virga
    .command('import')
    .description('read what a real cloud offers, and who may use it, into a seed')
    .requiredOption('--cloud <name>', 'an entry of your clouds.yaml, best with the credentials of an administrator')
    .option('--password <password>', 'for every user: passwords cannot be read from a cloud, and without one nobody can log in')
    .option('--images <folder>', 'fetch the bytes of its images into this folder; without it, images come without bytes')
    .option('--output <file>', 'instead of standard output')
    .action(async ({ cloud, output, ...wanted }: Wanted & { cloud: string; output?: string }) => {
      const { readCloud } = await import('./import/cloud.ts');
      const { seed, notes } = await readCloud({ cloud }, wanted).catch((error: unknown) => {
        throw error instanceof Error ? new UserError(`--cloud ${cloud}: ${error.message}`, { cause: error }) : error;
      });
      for (const note of notes) process.stderr.write(`virga: ${note}\n`);
      await writeText('--output', output, seed);
    });
  remote(virga.command('export [world]').description('write the present state of a world, the one at / unless named, as a seed'))
    .option('--content', 'with the bytes of its images')
    .option('--output <file>', 'instead of standard output')
    .action(async (name: string | undefined, options: Remote & { content?: boolean; output?: string }) => {
      const query = options.content ? { content: 'true' as const } : {};
      await writeText('--output', options.output, await spoken(options, ({ seeds }) => seeds.export({ world: name ?? 'default', query })));
    });
}
