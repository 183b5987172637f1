/** Nova's rights: each of upstream's rules is there, says the same, is asked for, and is tried by one who passes and one who does not. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Resource } from '../../contracts/operation.ts';
import { compute } from '../../contracts/compute/index.ts';
import { rules } from '../../server/compute/policy.ts';
import { type Caller, allowed } from '../../server/core/policy.ts';
import { hostRights } from '../contract/rights/hosts.ts';
import { serverRights } from '../contract/rights/servers.ts';
import { shownRights } from '../contract/rights/shown.ts';
import { volumeRights } from '../contract/rights/volumes.ts';
import { RANKS } from '../contract/ranks.ts';
import upstream from './nova.json' with { type: 'json' };

/** The lowest that may: a rank, or one of upstream's other words. */
type Who = (typeof RANKS)[number] | 'everybody' | 'service' | 'user';
const names = Object.keys(upstream) as (keyof typeof upstream)[];
const root = join(import.meta.dirname, '../..');
const sources = globSync('server/compute/*.ts', { cwd: root }).filter((file) => !file.endsWith('policy.ts'));
const contracts = globSync('contracts/compute/*.contract.ts', { cwd: root });
const text = (files: readonly string[]): string => files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');

/** Rules that change nothing here, and why. */
const WITHOUT_EFFECT: Record<string, string> = {
  'compute:servers:resize:cross_cell': 'there is one cell',
  'compute:server:topology:host:index': 'no server has NUMA nodes; nor has one with the fake hypervisor',
};
/** Rules whose two cases no cloud shows, and why. */
const UNTRIED: Record<string, string> = {
  ...WITHOUT_EFFECT,
  'os_compute_api:servers:show:host_status:unknown-only': 'services report until they are said to be down: nothing is unknown of a host',
};

test('the rules are upstream’s', () => {
  expect(Object.keys(rules).toSorted()).toEqual(names.toSorted());
});

test('each passes whom upstream lets pass', () => {
  const rank = (roles: readonly string[], more: Partial<Caller> = {}): Caller => ({
    user_id: 'me',
    user_name: 'me',
    user_domain_id: 'default',
    project_id: 'mine',
    roles: new Set(roles),
    token: '',
    issued_at: 0,
    expires_at: 0,
    ...more,
  });
  const ladder = ['reader', 'member', 'manager'] as const;
  const may = (who: Who, role: string, own: boolean): boolean => {
    if (who === 'everybody') return true;
    if (who === 'nobody') return false;
    if (role === 'admin') return true;
    if (who === 'user') return own;
    if (who === 'service' || who === 'admin') return role === who;
    return own && ladder.indexOf(role as 'reader') >= ladder.indexOf(who);
  };
  const held: Record<string, readonly string[]> = {
    none: [],
    reader: ['reader'],
    member: ['reader', 'member'],
    manager: ['reader', 'member', 'manager'],
    admin: ['reader', 'member', 'manager', 'admin'],
    service: ['service'],
  };
  for (const name of names) {
    for (const [role, roles] of Object.entries(held)) {
      for (const own of [true, false]) {
        const target = own ? { project_id: 'mine', user_id: 'me' } : { project_id: 'theirs', user_id: 'they' };
        expect([name, role, own, allowed(rules, name, rank(roles), target)]).toEqual([name, role, own, may(upstream[name] as Who, role, own)]);
      }
    }
    // Nova takes tokens of a project only
    const system = rank(held['admin'] ?? [], { system: true });
    delete system.project_id;
    expect([name, allowed(rules, name, system, {})]).toEqual([name, false]);
  }
});

test('each is named by a row or asked for by a handler', () => {
  const named = new Set(Object.values<Resource>(compute).flatMap((table) => Object.values(table).flatMap(({ policy }) => policy ?? [])));
  const code = text(sources);
  expect(names.filter((name) => !named.has(name) && !code.includes(`'${name}'`))).toEqual(Object.keys(WITHOUT_EFFECT).toSorted());
});

test('each is tried by one who passes and one who does not', () => {
  const rows = new Set([...serverRights, ...hostRights, ...volumeRights, ...shownRights].map(({ rule }) => rule));
  // a test of its own is named after its rule, or says whom it refuses
  const said = text([...contracts, 'test/live-migrations.test.ts']);
  const tried = (name: string): boolean =>
    rows.has(name) ||
    said.includes(`Policy doesn't allow ${name} to be performed.`) ||
    said.includes(`'${name}'`) ||
    said.includes(`'${name},`) ||
    said.includes(`: ${name}'`);
  expect(names.filter((name) => !tried(name))).toEqual(Object.keys(UNTRIED).toSorted());
  for (const { rule, from } of [...serverRights, ...hostRights, ...volumeRights]) {
    const who = upstream[rule as keyof typeof upstream] as Who;
    expect([rule, from]).toEqual([rule, { everybody: 'nobody', service: 'admin', user: from }[who as string] ?? who]);
  }
});
