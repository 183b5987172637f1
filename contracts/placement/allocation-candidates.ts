/** https://docs.openstack.org/api-ref/placement/#allocation-candidates */
import { z } from 'zod';
import { changes, since } from '../microversion.ts';
import { get, resource } from '../operation.ts';
import { Amounts, keyed } from './names.ts';

const text = z.string();
/** May come several times. */
const texts = z.union([z.string(), z.array(z.string())]);
const limit = z.union([z.string().regex(/^[1-9][0-9]*$/), z.int().min(1)]);
/** From 1.25 on there are several groups of requests, told apart by what follows these names. */
const numbered = /^(?:limit|group_policy|(?:resources|required|member_of|in_tree)(?:[1-9][0-9]*)?)$/;
const named = /^(?:limit|group_policy|root_required|same_subtree|(?:resources|required|member_of|in_tree)(?:[a-zA-Z0-9_-]{1,64})?)$/;

const ByProvider = z.record(z.string(), z.object({ resources: Amounts }));
const Listed = z.array(z.object({ resource_provider: z.object({ uuid: z.string() }), resources: Amounts }));
const Candidates = z.object({
  allocation_requests: z.array(
    z.object({
      allocations: changes({ '1.10': Listed, '1.12': ByProvider }),
      mappings: since('1.34', z.record(z.string(), z.array(z.string()))),
    }),
  ),
  provider_summaries: z.record(
    z.string(),
    z.object({
      resources: z.record(z.string(), z.object({ capacity: z.int(), used: z.int() })),
      traits: since('1.17', z.array(z.string())),
      parent_provider_uuid: since('1.29', z.string().nullable()),
      root_provider_uuid: since('1.29', z.string()),
    }),
  ),
});

export const allocationCandidates = resource({
  list: get('/allocation_candidates', {
    since: '1.10',
    policy: 'placement:allocation_candidates:list',
    query: changes({
      '1.10': z.strictObject({ resources: text }),
      '1.16': z.strictObject({ resources: text, limit: limit.optional() }),
      '1.17': z.strictObject({ resources: text, limit: limit.optional(), required: text.optional(), member_of: since('1.21', texts.optional()) }),
      '1.25': keyed(numbered, texts),
      '1.33': keyed(named, texts),
    }),
    status: 200,
    returns: Candidates,
    errors: [400, 403],
  }),
});
