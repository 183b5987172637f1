/** `virga journal`: what was asked of a world. */
import { type Command, Option } from 'commander';
import type { Entry } from '../../contracts/control/journal.ts';
import { type Remote, print, remote, spoken } from './remote.ts';

interface Asked extends Remote {
  world: string;
  operation?: string;
  status?: string;
  unmatched?: boolean;
  limit?: string;
  format: 'text' | 'json' | 'har' | 'curl';
}
const query = ({ operation, status, unmatched, limit }: Asked) => ({
  ...(operation !== undefined && { operation }),
  ...(status !== undefined && { status }),
  ...(unmatched && { unmatched: 'true' as const }),
  ...(limit !== undefined && { limit }),
});
const line = ({ number, at, status, method, url, operation, nearest, duration_ms }: Entry): string =>
  `${String(number).padStart(5)}  ${at}  ${status}  ${duration_ms.toFixed(1).padStart(7)} ms  ${method} ${url}  ${operation ?? (nearest ? `(${nearest}?)` : '-')}\n`;

export function addJournalCommands(virga: Command): void {
  const journal = virga.command('journal').description('the latest exchanges of a world, without their secrets');
  const asking = (command: Command): Command =>
    remote(command)
      .option('--world <world>', 'of this world', 'default')
      .option('--operation <id>', 'only of this operation: compute.servers.create, compute.*');

  asking(journal.command('list', { isDefault: true }).description('print them'))
    .option('--status <status>', 'only those with this status')
    .option('--unmatched', 'only those that nothing serves')
    .option('--limit <n>', 'the latest n')
    .addOption(new Option('--format <format>', 'as lines, JSON, an HTTP archive or shell commands').choices(['text', 'json', 'har', 'curl']).default('text'))
    .action(async (options: Asked) => {
      const { world, format } = options;
      await spoken(options, async ({ journal: tables }) => {
        if (format === 'har') print(await tables.har({ world, query: query(options) }), true);
        else if (format === 'curl') process.stdout.write(await tables.curl({ world, query: query(options) }));
        else {
          const { entries } = await tables.list({ world, query: query(options) });
          if (format === 'json' || options.json) print(entries, true);
          else for (const entry of entries) process.stdout.write(line(entry));
        }
      });
    });
  asking(journal.command('tail').description('print them as they come, until interrupted')).action(async (options: Asked) =>
    spoken(options, async ({ journal: tables }) => {
      const events = await tables.tail({ world: options.world, query: query(options) });
      let rest = '';
      for await (const chunk of events.pipeThrough(new TextDecoderStream())) {
        const parts = (rest + chunk).split('\n\n');
        rest = parts.pop() ?? '';
        for (const data of parts.flatMap((part) => /^data: (.*)$/m.exec(part)?.[1] ?? [])) process.stdout.write(line(JSON.parse(data) as Entry));
      }
    }),
  );
  remote(journal.command('clear').description('forget them'))
    .option('--world <world>', 'of this world', 'default')
    .action(async (options: Asked) => spoken(options, ({ journal: tables }) => tables.clear({ world: options.world })));
}
