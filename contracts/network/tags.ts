/** https://docs.openstack.org/api-ref/network/v2/#standard-attributes-tag-extension */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';

const Tags = z.object({ tags: z.array(z.string()) });

/** The tags of one kind of resource. @param name as the policy rules have it */
const tagsOf = <C extends string, P extends string>(collection: C, parent: P, name: string) => {
  const all = `/${collection}/{${parent}}/tags` as const;
  const one = `/${collection}/{${parent}}/tags/{tag}` as const;
  const read = { policy: `get_${name}:tags`, late: true } as const;
  const write = { policy: `update_${name}:tags`, late: true } as const;
  const remove = { policy: `delete_${name}:tags`, late: true } as const;
  return resource({
    list: get(all, { ...read, status: 200, returns: Tags, errors: [403, 404] }),
    replace: put(all, { ...write, body: Tags, status: 200, returns: Tags, errors: [400, 403, 404] }),
    add: post(all, { ...write, body: Tags, status: 200, returns: Tags, errors: [400, 403, 404] }),
    deleteAll: del(all, { ...remove, status: 204, errors: [403, 404] }),
    show: get(one, { ...read, status: 204, errors: [403, 404] }),
    create: put(one, { ...write, status: 201, returns: z.null(), errors: [400, 403, 404] }),
    delete: del(one, { ...remove, status: 204, errors: [403, 404] }),
  });
};
export const networkTags = tagsOf('networks', 'network_id', 'network');
export const subnetTags = tagsOf('subnets', 'subnet_id', 'subnet');
export const subnetpoolTags = tagsOf('subnetpools', 'subnetpool_id', 'subnetpool');
export const portTags = tagsOf('ports', 'port_id', 'port');
export const securityGroupTags = tagsOf('security-groups', 'security_group_id', 'security_group');
export const routerTags = tagsOf('routers', 'router_id', 'router');
/** Those of QoS policies are changed together here; below `/qos` only one by one. */
export const policyTags = tagsOf('policies', 'policy_id', 'policy');
export const qosPolicyTags = tagsOf('qos/policies', 'policy_id', 'policy');
export const floatingipTags = tagsOf('floatingips', 'floatingip_id', 'floatingip');
export const trunkTags = tagsOf('trunks', 'trunk_id', 'trunk');
