/** `virga fault`: what goes wrong on purpose in a world. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { control } from '../../contracts/control/index.ts';
import type { Call } from '../../contracts/operation.ts';
import { type Remote, print, remote, spoken } from './remote.ts';

const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
};
const share = (text: string): number => {
  if (!(Number(text) >= 0 && Number(text) <= 1)) throw new InvalidArgumentError('It is a number from 0 to 1.');
  return Number(text);
};
const inWorld = (command: Command): Command => remote(command).option('--world <world>', 'in this world', 'default');

const MATCH = ['operation', 'project', 'user', 'named'] as const;
const EFFECT = ['status', 'message', 'retryAfter', 'delay', 'cut', 'phase'] as const;
const WHEN = ['nth', 'first', 'every', 'probability', 'until'] as const;
type Said = Partial<Record<(typeof MATCH | typeof EFFECT | typeof WHEN)[number] | 'transition', string | number>>;
const KEYS: Record<string, string> = { named: 'name', retryAfter: 'retry_after' };
/** The options that were given, as the control API calls them; nothing where none was. */
function part<K extends string>(key: K, said: Said, options: readonly (keyof Said)[]): Record<K, object> | {} {
  const given = options.flatMap((option) => (said[option] === undefined ? [] : [[KEYS[option] ?? option, said[option]]]));
  return given.length ? { [key]: Object.fromEntries(given) as object } : {};
}

export function addFaultCommands(virga: Command): void {
  const fault = virga.command('fault').description('what goes wrong on purpose in a world');

  inWorld(fault.command('list').description('list the faults of a world, and how often each has fired')).action(async ({ world, ...options }: InWorld) =>
    print(await spoken(options, async ({ faults }) => (await faults.list({ world })).faults), options.json),
  );
  inWorld(fault.command('add [name]').description('let something go wrong'))
    .option('--operation <id>', 'requests of this operation: compute.servers.create, compute.servers.*')
    .option('--project <project>', 'requests with a token of this project, by id or name')
    .option('--user <user>', 'requests of this user, by id or name')
    .option('--named <name>', 'requests with this name in their body')
    .addOption(new Option('--status <status>', "answer with this error, in the service's words").argParser(whole))
    .option('--message <text>', 'what that error says')
    .addOption(new Option('--retry-after <seconds>', 'with the header Retry-After').argParser(whole))
    .option('--delay <duration>', 'wait before: 200ms, 3s')
    .addOption(new Option('--cut <where>', 'break the connection instead of the answer, or in the middle of it').choices(['reset', 'truncate']))
    .addOption(new Option('--phase <phase>', 'after: the request is served, but its client does not learn of it').choices(['before', 'after']))
    .option('--transition <step>', 'instead: a step of a life cycle that fails: server.build.spawning')
    .addOption(new Option('--nth <n>', 'only the n-th').argParser(whole))
    .addOption(new Option('--first <n>', 'only the first n').argParser(whole))
    .addOption(new Option('--every <n>', 'each n-th').argParser(whole))
    .addOption(new Option('--probability <p>', 'by chance, from 0 to 1').argParser(share))
    .option('--until <date>', "until this time of the world's")
    .action(async (name: string | undefined, { world, ...options }: InWorld & Said) => {
      const { transition } = options;
      const body = {
        ...(name !== undefined && { name }),
        ...part('match', options, MATCH),
        ...part('effect', options, EFFECT),
        ...(transition !== undefined && { transition }),
        ...part('when', options, WHEN),
      } as Call<typeof control.faults.create>['body'];
      print(await spoken(options, ({ faults }) => faults.create({ world, body })), options.json);
    });
  inWorld(fault.command('delete <name...>').description('let it be well again')).action(async (names: string[], { world, ...options }: InWorld) =>
    spoken(options, async ({ faults }) => {
      for (const name of names) await faults.delete({ world, fault: name });
    }),
  );
  inWorld(fault.command('clear').description('delete all faults of a world')).action(async ({ world, ...options }: InWorld) =>
    spoken(options, ({ faults }) => faults.clear({ world })),
  );
}
interface InWorld extends Remote {
  world: string;
}
