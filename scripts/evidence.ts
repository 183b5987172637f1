/** What the page of parity is made of: what is kept in contracts/, and the transcripts played now. */
import { readLedger } from '../test/contract/ledger.ts';
import { readProofs } from '../test/contract/proofs.ts';
import { replay } from '../test/parity/replay.ts';
import type { Evidence } from './proven.ts';

export const evidence = async (): Promise<Evidence> => ({ proofs: readProofs(), ledger: readLedger(), judged: await replay() });
