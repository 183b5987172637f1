#!/usr/bin/env node
/** The `virga` command. Plain JavaScript, so that an older Node can say what is needed, and so that a warm compile cache spares the type stripper. */
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
