/** The report as one HTML page that needs nothing else. */
import type { OperationOutcome, Outcome } from './outcome.ts';
import { counts } from './summary.ts';

const STYLE = `body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #222; background: #fff }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #ddd; vertical-align: top }
.passed { color: #16713a } .failed { color: #b00020; font-weight: bold } .skipped { color: #666 } pre { white-space: pre-wrap; margin: 0 }`;

/** @param cloud where it is */
export function html(cloud: string, operations: readonly OperationOutcome[], tests: readonly Outcome[]): string {
  const rows = operations.map(({ operation, state, tests: asked }) => row(state, operation, list(asked.map(({ name }) => name))));
  const remarkable = tests.filter(({ state }) => state !== 'passed').map(({ name, state, message = '' }) => row(state, name, `<pre>${escaped(message)}</pre>`));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Contract on ${escaped(cloud)}</title>
<style>${STYLE}</style>
<h1>The contract on ${escaped(cloud)}</h1>
<p>Operations: ${counts(operations)}. Tests: ${counts(tests)}.</p>
${remarkable.length ? table('Tests that failed or were skipped', ['result', 'test', 'reason'], remarkable) : ''}
${table('Operations', ['result', 'operation', 'tests'], rows)}
</html>
`;
}

const table = (title: string, heads: readonly string[], rows: readonly string[]): string =>
  `<h2>${title}</h2>\n<table>\n<tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>\n${rows.join('\n')}\n</table>`;
const row = (state: Outcome['state'], what: string, rest: string): string =>
  `<tr><td class="${state}">${state}</td><td>${escaped(what)}</td><td>${rest}</td></tr>`;
const list = (names: readonly string[]): string => names.map(escaped).join('<br>');
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
