/**
 * Puts back what npm drops whenever it writes the lock file: that better-sqlite3 brings its binaries. npm 10 would else build it, which takes a
 * compiler. `npm run lock`, after a change of dependencies
 */
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, object> };
Object.assign(lock.packages['node_modules/better-sqlite3'] ?? {}, { gypfile: false });
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
