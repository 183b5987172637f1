/** Nova's rights that nobody is refused for want of: who has one is shown more, or heard. */
import type { Rank } from '../ranks.ts';

export interface Shown {
  rule: string;
  from: Rank;
  /** With `{server}`, `{project}`, `{request}` and `{nowhere}` to be filled in. */
  path: string;
  version: string;
  /** Whether the answer is that of one who has the right. @param strange a server group of another project */
  // oxlint-disable-next-line no-explicit-any -- whatever the cloud answers
  by: (answer: any, strange: string) => boolean;
}
const server = '/servers/{server}';
const action = `${server}/os-instance-actions/{request}`;

export const shownRights: readonly Shown[] = [
  {
    rule: 'os_compute_api:servers:show:host_status',
    from: 'admin',
    path: server,
    version: '2.16',
    by: (answer) => answer.server.host_status === 'UP',
  },
  {
    rule: 'os_compute_api:os-extended-server-attributes',
    from: 'admin',
    path: server,
    version: '2.1',
    by: (answer) => 'OS-EXT-SRV-ATTR:host' in answer.server,
  },
  {
    rule: 'os_compute_api:servers:show:flavor-extra-specs',
    from: 'reader',
    path: server,
    version: '2.47',
    by: (answer) => answer.server?.flavor.extra_specs !== undefined,
  },
  {
    rule: 'os_compute_api:os-instance-actions:events',
    from: 'admin',
    path: action,
    version: '2.1',
    by: (answer) => 'events' in answer.instanceAction,
  },
  {
    rule: 'os_compute_api:os-instance-actions:events:details',
    from: 'admin',
    path: action,
    version: '2.84',
    by: (answer) => 'details' in answer.instanceAction.events[0],
  },
  {
    rule: 'os_compute_api:servers:allow_all_filters',
    from: 'admin',
    path: '/servers?host=virga-none',
    version: '2.1',
    by: (answer) => answer.servers.length === 0,
  },
  {
    rule: 'os_compute_api:os-migrations:index:host',
    from: 'admin',
    path: '/os-migrations?project_id={project}',
    version: '2.80',
    by: (answer) => answer.migrations[0].source_compute !== null,
  },
  {
    rule: 'os_compute_api:os-server-groups:index:all_projects',
    from: 'admin',
    path: '/os-server-groups?all_projects=1',
    version: '2.1',
    by: (answer, strange) => (answer.server_groups as { id: string }[]).some(({ id }) => id === strange),
  },
];
