/** `virga export`, `virga seed-schema`: seeds of what there is. */
import type { Command } from 'commander';
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
  remote(virga.command('export [world]').description('write the present state of a world, the one at / unless named, as a seed'))
    .option('--content', 'with the bytes of its images')
    .option('--output <file>', 'instead of standard output')
    .action(async (name: string | undefined, options: Remote & { content?: boolean; output?: string }) => {
      const query = options.content ? { content: 'true' as const } : {};
      await writeText('--output', options.output, await spoken(options, ({ seeds }) => seeds.export({ world: name ?? 'default', query })));
    });
}
