/** The usual order of servers is that of an index: a page of them costs the same however many there are. */
import { expect, test } from 'vitest';
import type { Caller } from '../server/core/policy.ts';
import { servers } from '../server/compute/server-rows.ts';
import { sorting } from '../server/compute/server-sort.ts';

const caller: Caller = { user_id: 'u', user_name: 'u', user_domain_id: 'd', roles: new Set(['member']), token: '', issued_at: 0, expires_at: 0 };

test.each([
  ['what nobody asks for', {}],
  ['the time alone', { sort_key: ['created_at'], sort_dir: ['asc'] }],
  ['the time, and what comes after it in vain', { sort_key: ['created_at', 'display_name'], sort_dir: ['desc', 'asc'] }],
])('%s', (_name, query) => {
  const sort = sorting({ caller, version: '2.37' }, query);
  const columns = sort.map(([column]) => column);
  expect(new Set(sort.map(([, direction]) => direction)).size).toBe(1);
  expect(servers.indexes).toContainEqual(['project_id', 'deleted', ...columns]);
  expect(servers.indexes).toContainEqual(['deleted', ...columns]);
});
