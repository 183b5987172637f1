/** Neutron asked from within, with the caller's own rights: for Nova's old ways to networks, floating IPs and security groups. */
import type { Context, Implemented } from '../core/context.ts';
import { CloudError, forbidden } from '../core/errors.ts';
import { allowed } from '../core/policy.ts';
import { rules } from './policy.ts';

export interface Question {
  id?: string;
  query?: Record<string, string>;
  body?: unknown;
}
/** @param name of the row in the resource's table: `list`, `show`, `create`... Throws what Neutron answers. */
export async function ask<Answer = void>(
  request: Context,
  { table, handlers }: Implemented,
  name: string,
  { id, query, body }: Question = {},
): Promise<Answer> {
  const row = table[name];
  const own = { project_id: request.caller.project_id, user_id: request.caller.user_id };
  const may: Context['may'] = (rule, target = own) => allowed(rules, rule, request.caller, target);
  const enforce: Context['enforce'] = (target, rule = row?.policy) => {
    if (rule && !may(rule, target)) throw forbidden(`rule:${rule} is disallowed by policy`, { type: 'PolicyNotAuthorized' });
  };
  const path = `/v2.0${row?.path ?? ''}?${new URLSearchParams(query).toString()}`;
  return handlers[name]?.({ ...request, may, enforce, path, body, params: id === undefined ? {} : { id } }) as Answer;
}

/** An answer of Neutron's as its client words it. */
export const clientText = ({ world }: Context, { message }: CloudError): string =>
  `${message}\nNeutron server returns request_ids: ['req-${world.ids.uuid()}']`;
/** Runs `question`; what Neutron refuses with one of these statuses is thrown anew. */
export async function translated<T>(question: Promise<T>, byStatus: Partial<Record<number, (error: CloudError) => CloudError>>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    const other = error instanceof CloudError ? byStatus[error.status] : undefined;
    throw other ? other(error as CloudError) : error;
  }
}
