/** The commands of `virga` and their options. */
import { Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { type Era, eras } from '../core/eras.ts';
import { profiles } from '../core/profiles.ts';
import { explain } from './explain.ts';
import { type Place, authUrl, probe } from './place.ts';
import { clouds, defaultAdmin } from './credentials.ts';
import { type StartOptions, environment, levels, start } from './start.ts';
import type { VerifyOptions } from '../../verify/verify.ts';
import { addFaultCommands } from './fault.ts';
import { addJournalCommands } from './journal.ts';
import { addSeedCommands } from './seed.ts';
import { addWorldCommands } from './world.ts';

/** @param argv as `process.argv`; sets the exit code */
export async function run(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    const sentence = explain(error);
    if (sentence === undefined) throw error;
    console.error(`virga: ${sentence}`);
    process.exitCode = 1;
  }
}

const number =
  (most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value > most) throw new InvalidArgumentError(`It is a number from 0 to ${most}.`);
    return value;
  };
const HIGHEST_NATIVE_PORT = 9696;

/** A command with the options that say where the cloud is. */
const placed = (command: Command): Command =>
  command
    .addOption(new Option('--host <address>', 'address to listen on').default('127.0.0.1'))
    .addOption(new Option('--port <number>', 'one port for every service, told apart by path; 0 is any free one').argParser(number(65_535)))
    .addOption(
      new Option('--port-base <number>', 'added to the native ports: with 20000, Keystone is at 25000')
        .argParser(number(65_535 - HIGHEST_NATIVE_PORT))
        .conflicts('port'),
    );

function program(): Command {
  const virga = new Command('virga').description('An OpenStack cloud in one process.').version(packageJson.version);
  virga.configureOutput({
    outputError: (text, write) =>
      write(
        `virga: ${text
          .replace(/^error: /, '')
          .trim()
          .replaceAll('\n', ' ')}\n`,
      ),
  });

  placed(virga.command('start', { isDefault: true }).description('start a cloud, on the native ports unless told otherwise'))
    .option('--data <path>', 'keep all worlds in this folder, or the one at / in this file and the others beside it; without it, in memory')
    .option('--seed <file>', 'YAML file of what is in a new cloud; none for nothing at all')
    .addOption(new Option('--profile <name>', 'how long things take and how often they fail').choices(Object.keys(profiles)))
    .addOption(new Option('--era <name>', 'what time a new cloud is of: its seed, its catalog, its versions').choices(eras).default('modern'))
    .addOption(new Option('--clock <mode>', 'how time passes: auto jumps to what a client waits for').choices(['real', 'frozen', 'auto']))
    .option('--deterministic', 'the same seed and the same requests give the same ids, times and answers')
    .addOption(
      new Option('--control-token <token>', 'ask for this on requests to /_virga; beyond this machine a random one unless given').env('VIRGA_CONTROL_TOKEN'),
    )
    .addOption(new Option('--max-worlds <number>', 'how many worlds there may be').argParser(number(1_000_000)).default(10_000))
    .addOption(new Option('--max-resident <number>', 'how many of them in memory; the others wait on disk').argParser(number(1_000_000)).default(2000))
    .addOption(new Option('--journal <number>', 'how many exchanges of each world are kept; 0 for none').argParser(number(1_000_000)).default(1000))
    .addOption(new Option('--log <level>', 'what is logged to standard error; info logs every request').choices(levels).default('warn'))
    .action(async (options: StartOptions) => start(options));

  placed(virga.command('openrc').description('print the environment of a running cloud: eval "$(virga openrc)"'))
    .addOption(new Option('--era <name>', 'what time the cloud is of').choices(eras).default('modern'))
    .action(async ({ era, ...place }: Place & { era: Era }) => {
      await probe(place);
      process.stdout.write(environment(authUrl(place), undefined, era));
    });
  placed(virga.command('clouds').description('print a clouds.yaml for a running cloud')).action(async (place: Place) => {
    await probe(place);
    process.stdout.write(clouds(authUrl(place), defaultAdmin));
  });
  addWorldCommands(virga);
  addFaultCommands(virga);
  addJournalCommands(virga);
  addSeedCommands(virga);
  virga
    .command('verify')
    .description('run the contract on a cloud: makes things of its own there, and deletes them again')
    .option('--cloud <name>', 'of clouds.yaml; without it, the cloud of OS_CLOUD or OS_*')
    .option('--yes', 'also on a cloud that is not on this machine')
    .option('--junit <file>', 'write the results as JUnit XML')
    .option('--html <file>', 'write the results as a page')
    .action(async (options: VerifyOptions) => {
      const { verify } = await import('../../verify/verify.ts');
      process.exitCode = (await verify(options)) ? 0 : 1;
    });
  return virga;
}
