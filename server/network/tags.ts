/**
 * Tags of any resource. https://docs.openstack.org/api-ref/network/v2/#standard-attributes-tag-extension
 * Follows `neutron/extensions/tagging.py`.
 */
import * as tables from '../../contracts/network/tags.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { type Shown, find, viewsOf } from './engine/served.ts';
import { type Standard, touch } from './engine/standard.ts';
import { list, string } from './engine/validators.ts';
import { invalidInput } from './faults.ts';
import { floatingIpKind } from './floatingips.ts';
import { networkKind } from './networks.ts';
import { portKind } from './ports.ts';
import { qosPolicyKind } from './qos-policies.ts';
import { routerKind } from './routers.ts';
import { securityGroupKind } from './security-groups.ts';
import { withPlugin } from './service-plugins.ts';
import { subnetKind } from './subnets.ts';
import { subnetPoolKind } from './subnetpools.ts';
import { trunkKind } from './trunks.ts';

type Asked = Context & { params: Record<string, string>; body?: unknown };

const valid = list(string(255));
function tagsIn(body: unknown): string[] {
  const tags: unknown = typeof body === 'object' && body !== null && 'tags' in body ? body.tags : undefined;
  if (tags === undefined) throw invalidInput('Invalid tags body');
  const reason = valid(tags);
  if (reason) throw invalidInput(reason);
  return tags as string[];
}

const handlersOf = <Row extends Standard>(kind: Shown<Row>) => {
  /** The resource, if the caller may do that to it. */
  const parent = async (request: Asked): Promise<Row> => {
    const [id = ''] = Object.values(request.params);
    const row = await find(kind, request, request.caller, id, true);
    const [view = {}] = await viewsOf(kind, request, [row]);
    request.enforce(kind.target ? await kind.target(request, view) : view);
    return row;
  };
  const write = async (request: Asked, row: Row, tags: readonly string[]): Promise<void> => {
    await touch(request, kind.rows, { ...row, tags: [...new Set(tags)].toSorted() });
  };
  const present = async (request: Asked): Promise<Row> => {
    const row = await parent(request);
    const { tag = '' } = request.params;
    if (!row.tags.includes(tag)) throw notFound(`Tag ${tag} could not be found.`, { type: 'TagNotFound' });
    return row;
  };
  return {
    list: async (request: Asked) => ({ tags: (await parent(request)).tags }),
    replace: async (request: Asked) => {
      const tags = tagsIn(request.body);
      await write(request, await parent(request), tags);
      return { tags };
    },
    add: async (request: Asked) => {
      const tags = tagsIn(request.body);
      const row = await parent(request);
      await write(request, row, [...row.tags, ...tags]);
      return { tags };
    },
    deleteAll: async (request: Asked) => write(request, await parent(request), []),
    show: async (request: Asked) => void (await present(request)),
    create: async (request: Asked) => {
      const { tag = '' } = request.params;
      const reason = string(255)(tag);
      if (reason) throw invalidInput(reason);
      const row = await parent(request);
      await write(request, row, [...row.tags, tag]);
      return null;
    },
    delete: async (request: Asked) => {
      const row = await present(request);
      await write(
        request,
        row,
        row.tags.filter((tag) => tag !== request.params['tag']),
      );
    },
  };
};

/** Below `/qos` Neutron takes the body for a policy's. */
async function refuseBody(): Promise<never> {
  throw invalidInput('Invalid tags body');
}
export const tagHandlers = [
  implement(tables.networkTags, handlersOf(networkKind)),
  implement(tables.subnetTags, handlersOf(subnetKind)),
  implement(tables.subnetpoolTags, handlersOf(subnetPoolKind)),
  implement(tables.portTags, handlersOf(portKind)),
  implement(tables.securityGroupTags, handlersOf(securityGroupKind)),
  implement(tables.routerTags, handlersOf(routerKind)),
  implement(tables.policyTags, handlersOf(qosPolicyKind)),
  implement(tables.qosPolicyTags, { ...handlersOf(qosPolicyKind), replace: refuseBody, add: refuseBody }),
  implement(tables.floatingipTags, handlersOf(floatingIpKind)),
  withPlugin('trunk', implement(tables.trunkTags, handlersOf(trunkKind))),
];
