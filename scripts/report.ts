/** The last page of `npm run test:real`: what was asked on both clouds, and what differs. */
import { evidence } from './evidence.ts';
import { differences, emulatorOnly, totals } from './parity-page.ts';

const found = await evidence();
const tests = Object.entries(found.proofs);
const forBoth = tests.filter(([, { emulatorOnly: reason }]) => reason === undefined);
const held = forBoth.filter(([name]) => 'validated' in (found.ledger[name] ?? {}));
console.log(`contract: ${held.length} of ${forBoth.length} tests hold on both clouds; ${tests.length - forBoth.length} more on the emulator only\n`);
console.log([totals(found), emulatorOnly(found), differences(found)].join('\n'));
