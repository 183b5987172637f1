/** Makes `dist/`, what the published package consists of: bundles, declarations, seeds. `npm run build` */
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Plugin, build } from 'esbuild';
import { seedJsonSchema } from '../server/seed.ts';

/** The contract as one module, with our frame in vitest's place. */
const frame: Plugin = {
  name: 'contract',
  setup(bundler) {
    const stand = resolve('verify/frame.ts');
    bundler.onResolve({ filter: /^contract$/ }, () => ({ path: 'contract', namespace: 'contract' }));
    bundler.onLoad({ filter: /.*/, namespace: 'contract' }, () => {
      const proofs = globSync('contracts/**/*.contract.ts').toSorted();
      return { contents: proofs.map((file) => `import './${file}';`).join('\n'), resolveDir: '.' };
    });
    bundler.onResolve({ filter: /^vitest$/ }, ({ importer }) => (importer === stand ? undefined : { path: stand }));
  },
};

rmSync('dist', { recursive: true, force: true });

const { metafile } = await build({
  entryPoints: { virga: 'server/main.js', index: 'index.ts', client: 'client/index.ts', contract: 'contract' },
  outdir: 'dist',
  plugins: [frame],
  bundle: true,
  splitting: true,
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minifySyntax: true,
  minifyWhitespace: true,
  // its binaries are found beside its own sources
  external: ['better-sqlite3'],
  // for the bundled CommonJS packages
  banner: { js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);` },
  logLevel: 'warning',
});
cpSync('server/seeds', 'dist/seeds', { recursive: true });
writeFileSync('dist/seed.schema.json', JSON.stringify(seedJsonSchema(), null, 2));
execFileSync('tsc', ['-p', 'tsconfig.build.json', '--incremental', 'false'], { stdio: 'inherit' });

/** The licences of what was bundled ask to be passed on. */
const bundled = new Set(Object.keys(metafile.inputs).flatMap((file) => /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
const notice = (folder: string): string => {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return `${folder.slice('node_modules/'.length)}\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : 'See its package.json.'}\n`;
};
writeFileSync(
  'dist/THIRD-PARTY-LICENSES.txt',
  [...bundled]
    .toSorted()
    .map(notice)
    .join(`\n${'-'.repeat(80)}\n\n`),
);
