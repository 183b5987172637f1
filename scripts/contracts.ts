/**
 * Runs the contract: on the emulator in memory, or, with `--project cloud`, on the cloud of OS_CLOUD or OS_*. Takes what vitest takes, and `--yes` to mean
 * it on a cloud beyond this machine. `npm run contracts [-- --project cloud [--yes]] [FILTER...]`
 */
import { spawnSync } from 'node:child_process';

const given = process.argv.slice(2);
const args = given.filter((argument) => argument !== '--yes');
const project = args.some((argument) => argument.startsWith('--project')) ? [] : ['--project', 'memory'];
const env = { ...process.env, ...(given.includes('--yes') && { VIRGA_YES: '1' }) };
const { status } = spawnSync('vitest', ['run', ...project, ...args], { stdio: 'inherit', env });
process.exitCode = status ?? 1;
