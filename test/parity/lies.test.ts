/** A handler that lies is caught by the comparison with what was recorded, without a real cloud. */
import { expect, test } from 'vitest';
import { Reply } from '../../server/core/context.ts';
import { implementations } from '../../server/services.ts';
import type { ServiceType } from '../../contracts/service.ts';
import { layers } from './compare.ts';
import { figures } from './figures.ts';
import { type Judged, replay } from './replay.ts';
import { dropped } from './verdict.ts';

type Lie = (truth: unknown) => unknown;
interface Case {
  service: ServiceType;
  handler: string;
  lie: Lie;
  exchange: string;
  layers: readonly string[];
}
type Members = Record<string, Record<string, unknown>>;
const first = (truth: unknown): Record<string, unknown> => Object.values(truth as Members)[0] ?? {};
/** Instead of what it throws. */
const sentence: Lie = (truth) => {
  if (!(truth instanceof Error)) return truth;
  truth.message = truth.message.replace('could not be found', 'is not there');
  return truth;
};

const lies: Record<string, Case> = {
  'a wrong status': {
    service: 'image',
    handler: 'imageTags.add',
    lie: (truth) => new Reply(truth, {}, 200),
    exchange: 'tag add',
    layers: ['status'],
  },
  'a missing field': {
    service: 'network',
    handler: 'networks.show',
    lie: (truth) => (delete first(truth)['mtu'], truth),
    exchange: 'network show',
    layers: ['shape', 'values'],
  },
  'a changed value': {
    service: 'network',
    handler: 'networks.show',
    lie: (truth) => (Object.assign(first(truth), { mtu: 9000 }), truth),
    exchange: 'network show',
    layers: ['values'],
  },
  'a changed text': { service: 'network', handler: 'networks.show', lie: sentence, exchange: 'network show unknown', layers: ['values'] },
  'an invented header': {
    service: 'image',
    handler: 'images.show',
    lie: (truth) => new Reply(truth, { location: '/' }),
    exchange: 'image show active',
    layers: ['headers'],
  },
  'a missing header': {
    service: 'image',
    handler: 'images.create',
    lie: (truth) => (truth instanceof Reply ? new Reply(truth.body) : truth),
    exchange: 'image create',
    layers: ['headers'],
  },
  'a list without what was made': { service: 'network', handler: 'ports.list', lie: () => ({ ports: [] }), exchange: 'ports list', layers: ['values'] },
};

const honest = new Map<ServiceType, Promise<Judged[]>>();

test.each(Object.entries(lies))('%s is caught', async (_what, { service, handler, lie, exchange, layers: told }) => {
  const truth = await (honest.get(service) ?? honest.set(service, replay([service])).get(service));
  const judged = await lying(service, handler, lie, async () => replay([service]));
  const of = (all: readonly Judged[] = []) => all.find(({ name }) => name === exchange)?.difference;
  expect(layers.filter((layer) => of(judged)?.[layer] !== undefined)).toEqual(told);
  expect(of(truth)).toEqual({});
  // below the honest figures as a baseline: npm run parity fails
  const baseline = Object.fromEntries(figures(truth ?? [], ({ transcript }) => transcript));
  expect(
    dropped(
      baseline,
      figures(judged, ({ transcript }) => transcript),
    ),
  ).not.toEqual([]);
});

/** Runs with one handler replaced. @param handler `networks.show` of the service's table of contents */
async function lying<T>(service: ServiceType, handler: string, lie: Lie, run: () => Promise<T>): Promise<T> {
  const { tables } = await import('../../contracts/index.ts');
  const [noun = '', verb = ''] = handler.split('.');
  const table = (tables[service] as Record<string, unknown>)[noun];
  const served = implementations.find((one) => one.service.type === service)?.resources.find((resource) => resource.table === table);
  const honestly = served?.handlers[verb];
  if (!served || !honestly) throw new Error(`nothing serves ${service} ${handler}`);
  served.handlers[verb] = async (request) => {
    let result: unknown;
    try {
      result = await honestly(request);
    } catch (error) {
      throw lie(error);
    }
    return lie(result);
  };
  try {
    return await run();
  } finally {
    served.handlers[verb] = honestly;
  }
}
