/** The documents' curl commands, as they are printed: what curl would send, to the lab instead of the document's hosts. */
import type { Place } from '../../contracts/service.ts';
import { type Answer, type Lab, send } from './lab.ts';

const PLACES: Record<string, Place> = { 5000: 'identity', 5001: 'identity-admin', 35357: 'identity-admin', 8774: 'compute', 9292: 'image' };

/** Words as a shell takes them: quotes are gone, variables filled in where they may be. */
function words(line: string, variables: Record<string, string>): string[] {
  const filled = (text: string): string => text.replaceAll(/\$\{?(\w+)\}?/g, (whole, name: string) => variables[name] ?? whole);
  const found = [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word);
  return found.map((word) =>
    [...word.matchAll(/'([^']*)'|"([^"]*)"|([^'"]+)/g)].map(([, single, double, bare]) => single ?? filled(double ?? bare ?? '')).join(''),
  );
}

/** @param line up to a pipe @param variables of the shell; a text of the document > what it is here */
export async function curl(lab: Lab, line: string, variables: Record<string, string> = {}, here: Record<string, string> = {}): Promise<Answer> {
  const [command = ''] = line.replaceAll('\\\n', ' ').split(/\s\|\s/);
  const arguments_ = words(command, variables).slice(1);
  const headers: Record<string, string> = {};
  let method: string | undefined;
  let data: string | undefined;
  let url = '';
  while (arguments_.length) {
    const word = arguments_.shift() ?? '';
    if (word === '-X') method = arguments_.shift();
    else if (word === '-d') data = arguments_.shift();
    else if (word === '-H') {
      const [name = '', value = ''] = (arguments_.shift() ?? '').split(/:\s*(.*)/s);
      headers[name.toLowerCase()] = value;
    } else if (!word.startsWith('-')) url = word;
  }
  const exchanged = (text: string): string => Object.entries(here).reduce((rest, [theirs, ours]) => rest.replaceAll(theirs, ours), text);
  for (const name of Object.keys(headers)) headers[name] = exchanged(headers[name] ?? '');
  // what curl calls everything that is posted
  if (data !== undefined) headers['content-type'] ??= 'application/x-www-form-urlencoded';
  const there = exchanged(url).replace(/^(?:http:\/\/)?[^/:]+:(\d+)/, (whole, port: string) => (PLACES[port] ? lab.origin(PLACES[port]) : whole));
  return send(method ?? (data === undefined ? 'GET' : 'POST'), there, headers, data === undefined ? undefined : new TextEncoder().encode(exchanged(data)));
}
