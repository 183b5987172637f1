/** How well each operation is proven: by the contract on the emulator and on real clouds, by the transcripts, layer by layer. */
import { operationId } from '../contracts/operation-id.ts';
import type { Resource } from '../contracts/operation.ts';
import type { ServiceType } from '../contracts/service.ts';
import { services, tables } from '../contracts/index.ts';
import { implementations } from '../server/services.ts';
import type { Ledger } from '../test/contract/ledger.ts';
import type { Proofs } from '../test/contract/proofs.ts';
import { type Figure, figure } from '../test/parity/figures.ts';
import type { Judged } from '../test/parity/replay.ts';

export interface Evidence {
  proofs: Proofs;
  ledger: Ledger;
  judged: readonly Judged[];
}
export interface ProvenOperation {
  service: ServiceType;
  /** `compute.flavors.list` */
  name: string;
  request: string;
  /** Answered, and not with 501; `gone` for what upstream answers with 410. */
  emulated: 'yes' | 'no' | 'gone';
  /** Tests of the contract that ask for it, by where they held. */
  tests: { emulator: number; cloud: number };
  /** The newest real cloud that it was validated on: `2026-11-21, 2026.2`. */
  validated: string | undefined;
  exchanges: Figure;
}

/** Every row of every table. */
export function proven({ proofs, ledger, judged }: Evidence): ProvenOperation[] {
  const tests = new Map<string, string[]>();
  for (const [test, { operations }] of Object.entries(proofs)) for (const name of operations) tests.set(name, [...(tests.get(name) ?? []), test]);
  const exchanges = Map.groupBy(judged, ({ operation }) => operation);
  return Object.values(services).flatMap(({ type, root }) =>
    Object.values<Resource>(tables[type]).flatMap((table) =>
      Object.entries(table).map(([verb, row]): ProvenOperation => {
        const name = operationId(row) ?? '';
        const asking = tests.get(name) ?? [];
        const validations = asking.flatMap((test) => {
          const entry = ledger[test];
          return entry && 'validated' in entry ? [`${entry.validated}, ${entry.release}`] : [];
        });
        return {
          service: type,
          name,
          request: `${row.method} ${row.root ?? root}${row.path}${row.action === undefined ? '' : ` {"${row.action}": ...}`}`,
          emulated: isServed(type, table, verb) ? 'yes' : row.gone === undefined ? 'no' : 'gone',
          tests: { emulator: asking.length, cloud: validations.length },
          validated: validations.toSorted((a, b) => (a < b ? -1 : 1)).at(-1),
          exchanges: figure(exchanges.get(name) ?? []),
        };
      }),
    ),
  );
}

/** Does something answer the row other than 501 or 410? Of the editions of the service too. */
export function isServed(type: ServiceType, table: Resource, verb: string): boolean {
  const found = implementations.find(({ service }) => service.type === type);
  const resources = [found, ...(found?.editions ?? [])].flatMap((one) => one?.resources ?? []);
  return resources.some((resource) => resource.table === table && resource.handlers[verb] !== undefined);
}
