/**
 * Plays the transcripts on a real cloud and keeps its normalised answers in contracts/recorded. `npm run record [SERVICE...]`, cloud by OS_CLOUD or OS_*.
 * It makes and removes only what is named rec-*.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { connect } from '../../client/index.ts';
import { services } from '../../contracts/index.ts';
import { normalise } from './normalise.ts';
import { type Target, play } from './play.ts';
import { type Recorded, folder } from './recorded.ts';
import { transcripts } from './transcript.ts';
import { Variables } from './variables.ts';

const { catalog = [] } = await connect().whoami();
const origins: Record<string, string> = {};
for (const { type, endpoints } of catalog) {
  const url = endpoints.find((endpoint) => endpoint.interface === 'public')?.url ?? '';
  const service = Object.values(services).find(({ catalogType }) => catalogType === type)?.type ?? (type.startsWith('volume') ? 'block-storage' : undefined);
  if (service) origins[service] = new URL(url).origin;
}
const target: Target = { origins, fetch: (request) => fetch(request), wait: () => setTimeout(200) };
const wanted = process.argv.slice(2);

mkdirSync(folder, { recursive: true });
for (const transcript of transcripts().filter(({ name }) => !wanted.length || wanted.includes(name))) {
  const variables = new Variables();
  const exchanges = await play(transcript, target, variables);
  const kept: Recorded[] = exchanges.map(({ name, service, request, answer, varies }) => ({
    name,
    service,
    request,
    ...normalise(answer, target, variables, varies),
  }));
  writeFileSync(new URL(`${transcript.name}.json`, folder), `${JSON.stringify(kept, null, 1)}\n`);
  console.log(`${transcript.name}: ${kept.length} exchanges`);
}
