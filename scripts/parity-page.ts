/** PARITY.md, and the block of the README that shows its totals. */
import type { Service } from '../contracts/service.ts';
import { services } from '../contracts/index.ts';
import { layers } from '../test/parity/compare.ts';
import { type Figure, figure } from '../test/parity/figures.ts';
import { known } from '../test/parity/recorded.ts';
import { type Evidence, type ProvenOperation, proven } from './proven.ts';

const INTRODUCTION = `# How like a real cloud

Written by \`npm run coverage\`; a test fails when it is stale. Two proofs stand behind it, both made on the unmodified services of OpenStack and kept in the repository:

- The contract: the same tests run on the emulator and on a real cloud. \`contracts/ledger.json\` says when each held there, and on which release.
- The transcripts: requests, successful and failing, whose answers a real cloud gave and the emulator has to give, too, compared in four layers: status, headers, members and
  types of the body, values and texts. Ids, times, tokens and names of hosts are taken out before. What differs is listed at the end, with the reason.

\`npm run test:real\` repeats all of it on a new real cloud.
`;
const table = (heads: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

export function parityPage(evidence: Evidence): string {
  const operations = proven(evidence);
  const sections = Object.values(services).map((service: Service) =>
    section(
      service,
      operations.filter((one) => one.service === service.type),
    ),
  );
  return [INTRODUCTION, totals(evidence), ...sections, emulatorOnly(evidence), differences(evidence), ''].join('\n');
}

/** The figures of every service and of all. */
export function totals(evidence: Evidence): string {
  const operations = proven(evidence);
  const row = (name: string, some: readonly ProvenOperation[], { exchanges, emulated, ...shares }: Figure): unknown[] => [
    name,
    operationsOf(some),
    exchanges,
    emulated,
    ...layers.map((layer) => `${shares[layer]} %`),
  ];
  const ofService = Object.values(services).map(({ type, name }) =>
    row(
      `${type} (${name})`,
      operations.filter((one) => one.service === type),
      figure(evidence.judged.filter(({ service }) => service === type)),
    ),
  );
  const all = figure(evidence.judged);
  const tests = Object.entries(evidence.proofs);
  const held = tests.filter(([name]) => 'validated' in (evidence.ledger[name] ?? {})).length;
  const only = tests.filter(([name, { emulatorOnly: reason }]) => reason !== undefined || 'skipped' in (evidence.ledger[name] ?? {})).length;
  const open = tests.length - held - only;
  return [
    `The contract has ${tests.length} tests: all hold on the emulator, ${held} on a real cloud as well; ${only} are for the emulator only, with the reason${open ? `; ${open} have not been run on a real cloud yet` : ''}.`,
    '',
    table(['service', 'operations emulated', 'exchanges', 'of emulated operations', ...layers], [...ofService, row('all', operations, all)]),
    '',
    `The four figures are of the exchanges whose operation is emulated; of all ${all.exchanges}: ${layers.map((layer) => `${layer} ${all.all[layer]} %`).join(', ')}.`,
    '',
  ].join('\n');
}

/** What upstream itself answers with 410 only is counted apart. */
function operationsOf(some: readonly ProvenOperation[]): string {
  const gone = some.filter((one) => one.emulated === 'gone').length;
  const emulated = some.filter((one) => one.emulated === 'yes').length;
  return `${emulated} of ${some.length - gone}${gone ? `, ${gone} gone (410)` : ''}`;
}

function section({ type, name }: Service, operations: readonly ProvenOperation[]): string {
  const rows = operations
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((one) => [
      one.name.slice(type.length + 1),
      `\`${one.request}\``,
      { yes: 'yes', no: 'no (501)', gone: '410, as upstream' }[one.emulated],
      one.tests.emulator ? `${one.tests.emulator} / ${one.tests.cloud}` : '',
      equal(one.exchanges),
      one.validated ?? '',
    ]);
  return [`## ${type} (${name})`, '', table(['operation', 'request', 'emulated', 'tests: emulator / cloud', 'exchanges', 'validated'], rows), ''].join('\n');
}
/** `12` where all are equal, `12: values 91.6 %` where not. */
function equal(of: Figure): string {
  if (!of.exchanges) return '';
  const less = layers.filter((layer) => of.all[layer] < 100).map((layer) => `${layer} ${of.all[layer]} %`);
  return less.length ? `${of.exchanges}: ${less.join(', ')}` : String(of.exchanges);
}

/** Tests without a validation, with the reason. */
export function emulatorOnly({ proofs, ledger }: Evidence): string {
  const rows = Object.entries(proofs).flatMap(([name, proof]) => {
    const entry = ledger[name];
    if (entry && 'validated' in entry) return [];
    return [[name, proof.emulatorOnly ?? (entry ? entry.skipped : 'not run on a real cloud yet')]];
  });
  return ['## Tests for the emulator only', '', rows.length ? table(['test', 'reason'], rows) : 'None.', ''].join('\n');
}

/** Every exchange of an emulated operation that is not equal, with the reason. */
export function differences({ judged }: Evidence): string {
  const reasons = new Map(known().map(({ transcript, name, layer, reason }) => [`${transcript} ${name} ${layer}`, reason]));
  const rows = judged
    .filter(({ standing }) => standing === 'emulated')
    .flatMap(({ transcript, name, request, difference }) =>
      layers.filter((layer) => difference[layer] !== undefined).map((layer) => ({ transcript, name, request, layer })),
    );
  const merged = Map.groupBy(rows, ({ transcript, name, layer }) => `${transcript} ${name} ${reasons.get(`${transcript} ${name} ${layer}`) ?? ''}`);
  const lines = [...merged.values()].flatMap((group) => {
    const [one] = group;
    if (!one) return [];
    const reason = reasons.get(`${one.transcript} ${one.name} ${one.layer}`) ?? 'no reason yet';
    return [[`${one.transcript}: ${one.name}`, `\`${one.request}\``, group.map(({ layer }) => layer).join(', '), reason]];
  });
  return ['## What differs', '', lines.length ? table(['exchange', 'request', 'layers', 'reason'], lines) : 'Nothing.'].join('\n');
}

const BLOCK = /(<!-- parity -->\n).*?(<!-- \/parity -->)/s;
/** The README with today's totals. @throws Error when it has no place for them */
export function withTotals(readme: string, evidence: Evidence): string {
  if (!BLOCK.test(readme)) throw new Error('README.md has no <!-- parity --> ... <!-- /parity -->');
  return readme.replace(BLOCK, (_block, start: string, end: string) => `${start}\n${totals(evidence)}\n${end}`);
}
