/** A transcript: raw requests in an order, with what later ones need of the answers. YAML files in contracts/transcripts. */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const folder = new URL('../../contracts/transcripts/', import.meta.url);

const Step = z.strictObject({
  /** Names the exchange in the record; a step without a name only prepares or cleans up. */
  name: z.string().optional(),
  /** `POST /v2.1/servers`; `{variables}` are filled in here, in headers and in bodies. */
  request: z.string().regex(/^[A-Z]+ \//),
  /** Where it goes, when that is not the file's service. */
  service: z.string().optional(),
  /** Whose token is sent: `admin` unless told, `none` for none, or a variable that holds a token. */
  as: z.string().optional(),
  /** Of the service's microversion header. */
  version: z.string().optional(),
  /** `null` takes a header away. */
  headers: z.record(z.string(), z.string().nullable()).optional(),
  json: z.unknown().optional(),
  text: z.string().optional(),
  /** So many bytes of zero. */
  bytes: z.int().optional(),
  /** Variable > where its value stands in the answer: `server.id`, `networks[name=int-net].id`, `#x-subject-token`. */
  keep: z.record(z.string(), z.string()).optional(),
  /** Members whose values depend on what else is, or ever was, on the cloud: sizes of its hosts, the order of random ids. */
  varies: z.array(z.string()).optional(),
  /** Names of steps without whose effect this one means something else, where no variable says so. */
  after: z.array(z.string()).optional(),
  /** Let a second go by first, so that what is made next is newer than what was made before. */
  pause: z.literal(true).optional(),
  /** Ask again until the answer has these values, or, with `gone`, is a 404. */
  until: z.union([z.literal('gone'), z.record(z.string(), z.unknown())]).optional(),
});
export type Step = z.output<typeof Step>;
const Transcript = z.strictObject({ service: z.string(), steps: z.array(Step) }).check(({ value: { steps }, issues }) => {
  const names = steps.flatMap(({ name }) => name ?? []);
  const complain = (message: string) => issues.push({ code: 'custom', message, input: steps });
  for (const name of names.filter((one, index) => names.indexOf(one) !== index)) complain(`two steps are named ${name}`);
  for (const name of steps.flatMap(({ after = [] }) => after)) if (!names.includes(name)) complain(`no step is named ${name}`);
});
export type Transcript = z.output<typeof Transcript> & { name: string };

/** All of them, by file name. Throws on a file that is not a transcript. */
export function transcripts(): Transcript[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => ({ name: file.replace('.yaml', ''), ...Transcript.parse(parse(readFileSync(new URL(file, folder), 'utf8'))) }));
}
