/** `virga world`: the worlds of a running Virga. */
import { type Command, Option } from 'commander';
import { profiles } from '../core/profiles.ts';
import { defaultAdmin, openrc } from './credentials.ts';
import { readText } from './files.ts';
import { type Remote, print, remote, spoken } from './remote.ts';

interface Wishes extends Remote {
  clock?: 'real' | 'frozen' | 'auto';
  now?: string;
  profile?: string;
}
const wishing = (command: Command): Command =>
  remote(command)
    .addOption(new Option('--clock <mode>', 'how its time passes').choices(['real', 'frozen', 'auto']))
    .option('--now <date>', 'what time it is there: 2030-01-31T12:00:00Z')
    .addOption(new Option('--profile <name>', 'how long things take and how often they fail').choices(Object.keys(profiles)));
const wishes = ({ clock, now, profile }: Wishes) => ({ ...(clock && { clock }), ...(now !== undefined && { now }), ...(profile !== undefined && { profile }) });

export function addWorldCommands(virga: Command): void {
  const world = virga.command('world').description('worlds: whole clouds beside each other in a running Virga');

  remote(world.command('list').description('list the worlds')).action(async (options: Remote) =>
    print(await spoken(options, async ({ worlds }) => (await worlds.list()).worlds), options.json),
  );
  remote(world.command('show <world>').description('show a world')).action(async (name: string, options: Remote) =>
    print(await spoken(options, ({ worlds }) => worlds.show({ world: name })), options.json),
  );
  wishing(world.command('create <name>').description('make a world from a seed'))
    .option('--seed <file>', 'YAML file of what is in it; none for nothing at all; the seed of the Virga unless given')
    .option('--deterministic', 'the same seed and the same requests give the same ids, times and answers')
    .action(async (name: string, options: Wishes & { seed?: string; deterministic?: boolean }) => {
      const seed = options.seed === undefined || options.seed === 'none' ? options.seed : await readText('--seed', options.seed);
      const body = { name, ...wishes(options), ...(seed !== undefined && { seed }), ...(options.deterministic && { deterministic: true }) };
      print(await spoken(options, ({ worlds }) => worlds.create({ body })), options.json);
    });
  wishing(world.command('fork <world> <name>').description('copy a world'))
    .option('--snapshot <name>', 'as it was at this snapshot')
    .action(async (from: string, name: string, options: Wishes & { snapshot?: string }) => {
      const { snapshot } = options;
      const body = { name, ...wishes(options), ...(snapshot !== undefined && { snapshot }) };
      print(await spoken(options, ({ worlds }) => worlds.fork({ world: from, body })), options.json);
    });
  remote(world.command('reset <world>').description('make it again what it was when it was made')).action(async (name: string, options: Remote) =>
    spoken(options, ({ worlds }) => worlds.reset({ world: name })),
  );
  remote(world.command('delete <world...>').description('delete worlds')).action(async (names: string[], options: Remote) =>
    spoken(options, async ({ worlds }) => {
      for (const name of names) await worlds.delete({ world: name });
    }),
  );
  remote(world.command('openrc <world>').description('print the environment of a world: eval "$(virga world openrc job-42)"')).action(
    async (name: string, options: Remote) => {
      const { auth_url } = await spoken(options, ({ worlds }) => worlds.show({ world: name }));
      process.stdout.write(openrc(auth_url, defaultAdmin));
    },
  );
  addSnapshotCommands(world);
  addTimeCommands(world);
}

function addSnapshotCommands(world: Command): void {
  remote(world.command('snapshots <world>').description('list the snapshots of a world')).action(async (name: string, options: Remote) =>
    print(await spoken(options, async ({ snapshots }) => (await snapshots.list({ world: name })).snapshots), options.json),
  );
  remote(world.command('snapshot <world> <name>').description('keep the state of a world under a name')).action(
    async (of: string, name: string, options: Remote) =>
      print(await spoken(options, ({ snapshots }) => snapshots.create({ world: of, body: { name } })), options.json),
  );
  remote(world.command('restore <world> <snapshot>').description('make it again what it was at a snapshot')).action(
    async (of: string, snapshot: string, options: Remote) => spoken(options, ({ snapshots }) => snapshots.restore({ world: of, snapshot })),
  );
  remote(world.command('forget <world> <snapshot>').description('delete a snapshot')).action(async (of: string, snapshot: string, options: Remote) =>
    spoken(options, ({ snapshots }) => snapshots.delete({ world: of, snapshot })),
  );
}

interface TimeOptions extends Remote {
  mode?: 'real' | 'frozen' | 'auto';
  set?: string;
  advance?: string;
}
function addTimeCommands(world: Command): void {
  remote(world.command('clock <world>').description('show or change the time of a world'))
    .addOption(new Option('--mode <mode>', 'how time passes').choices(['real', 'frozen', 'auto']))
    .option('--set <date>', 'what time it is: 2030-01-31T12:00:00Z')
    .option('--advance <duration>', 'move on, e.g. by 1d2h30m15s500ms')
    .action(async (name: string, { mode, set, advance, ...options }: TimeOptions) =>
      print(
        await spoken(options, async ({ clocks }) => {
          if (mode || set !== undefined) await clocks.set({ world: name, body: { ...(mode && { mode }), ...(set !== undefined && { now: set }) } });
          return advance === undefined ? clocks.show({ world: name }) : clocks.advance({ world: name, body: { by: advance } });
        }),
        options.json,
      ),
    );
  remote(world.command('profile <world> [name]').description('show or change how long things take in a world')).action(
    async (of: string, name: string | undefined, options: Remote) =>
      print(
        await spoken(options, ({ profiles: table }) => (name === undefined ? table.show({ world: of }) : table.set({ world: of, body: { name } }))),
        options.json,
      ),
  );
}
