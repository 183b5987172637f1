#!/usr/bin/env node
/** The `virga` command. Nothing is loaded that an older Node cannot run before it has said what it needs. */
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 14)) {
  console.error(`virga: needs Node 22.14 or newer, this is ${process.version}`);
  process.exitCode = 1;
} else {
  module.enableCompileCache();
  const { run } = await import('./cli/program.ts');
  await run(process.argv);
}
