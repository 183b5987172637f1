/**
 * How far the hosts are with their reports of usage: nowhere, as long as nobody turns them on.
 * Follows `nova/api/openstack/compute/instance_usage_audit_log.py` and `nova/utils.py: last_completed_audit_period`.
 */
import type { z } from 'zod';
import { type AuditLog, instanceUsageAuditLog as table } from '../../contracts/compute/instance-usage-audit-log.ts';
import { naive } from '../core/clock.ts';
import { implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { hosts } from './host-rows.ts';

export const instanceUsageAuditLogHandlers = implement(table, {
  list: async (request) => ({ instance_usage_audit_logs: await logBefore(request, request.now) }),
  show: async (request) => ({ instance_usage_audit_log: await logBefore(request, instant(request.params.before)) }),
});

const TIMESTAMP = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,6}))?$/;
/** Throws 400. */
function instant(text: string): number {
  const [, year = '', ...rest] = TIMESTAMP.exec(text) ?? [];
  const [month = '', day = '', hour = '', minute = '', second = '', fraction = '0'] = rest.map((part: string | undefined) => part?.padStart(2, '0'));
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  if (Number.isNaN(time) || new Date(time).getUTCDate() !== Number(day)) throw badRequest(`Invalid timestamp for date ${text}`);
  return time;
}
const shown = (time: number): string => naive(time).slice(0, 19).replace('T', ' ');

/** Of the last whole month before a time. */
async function logBefore({ rows }: Scope, time: number): Promise<z.output<typeof AuditLog>> {
  const at = new Date(time);
  const firstOf = (months: number): number => Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1);
  const ago = firstOf(0) < time ? 0 : 1;
  const names = (await rows.list(hosts)).map(({ id }) => id);
  return {
    period_beginning: shown(firstOf(ago + 1)),
    period_ending: shown(firstOf(ago)),
    num_hosts: names.length,
    num_hosts_done: 0,
    num_hosts_running: 0,
    num_hosts_not_run: names.length,
    hosts_not_run: names,
    total_instances: 0,
    total_errors: 0,
    overall_status: `${names.length ? `0 of ${names.length}` : 'ALL'} hosts done. 0 errors.`,
    log: {},
  };
}
