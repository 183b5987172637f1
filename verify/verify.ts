/** `virga verify`: the contract on any cloud, for whoever has installed the package. */
import { createWriteStream, existsSync, globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import module from 'node:module';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import { junit } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { connect } from '../client/index.ts';
import { configured } from '../client/config.ts';
import { UserError } from '../server/cli/explain.ts';
import proofs from '../contracts/proofs.json' with { type: 'json' };
import { html } from './html.ts';
import { byOperation, kept } from './outcome.ts';
import { summary } from './summary.ts';

export interface VerifyOptions {
  /** Of clouds.yaml; otherwise OS_CLOUD or OS_*. */
  cloud?: string;
  /** Means it on a cloud beyond this machine. */
  yes?: true;
  /** Files to write. */
  junit?: string;
  html?: string;
}

/**
 * Prints how every operation fared and gives whether all is well.
 * @throws UserError when there is no such cloud, when it lets nobody in, or when it is not on this machine and nobody said `--yes`
 */
export async function verify({ cloud, yes, ...files }: VerifyOptions): Promise<boolean> {
  Object.assign(process.env, { VIRGA_TARGET: 'cloud', ...(cloud !== undefined && { OS_CLOUD: cloud }), ...(yes && { VIRGA_YES: '1' }) });
  const authUrl = await reached();
  const events = run({ files: contract(), isolation: 'none', concurrency: false });
  events.on(
    'test:pass',
    ({ nesting, name, skip }) => nesting && console.log(`${skip === undefined ? '✓' : '-'} ${name}${skip === undefined ? '' : `: ${skip}`}`),
  );
  events.on('test:fail', ({ nesting, name, details }) => nesting && console.log(`✗ ${name}: ${details.error.message}`));
  if (files.junit === undefined) for await (const _event of events) continue;
  else await pipeline(events.compose(junit), createWriteStream(files.junit));

  const operations = byOperation(kept(), proofs);
  if (files.html !== undefined) await writeFile(files.html, html(authUrl, operations, kept()));
  console.log(summary(operations, kept()));
  return kept().length > 0 && kept().every(({ state }) => state !== 'failed');
}

/** Where the cloud is, once it has let the user in. */
async function reached(): Promise<string> {
  const { guard } = await import('../test/contract/target.ts');
  try {
    const { auth_url = '' } = configured(undefined).auth;
    guard(auth_url);
    await connect().whoami();
    return auth_url;
  } catch (error) {
    throw new UserError((error as Error).message, { cause: error });
  }
}

/** The contract's files: one in the package, many in a checkout, where vitest is not what runs them. */
function contract(): string[] {
  const bundled = new URL('./contract.js', import.meta.url);
  if (existsSync(bundled)) return [fileURLToPath(bundled)];
  const frame = new URL('./frame.ts', import.meta.url).href;
  module.registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vitest' && context.parentURL !== frame ? { url: frame, shortCircuit: true } : next(specifier, context),
  });
  const root = fileURLToPath(new URL('..', import.meta.url));
  return globSync('contracts/**/*.contract.ts', { cwd: root }).map((file) => root + file);
}
