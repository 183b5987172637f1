/** Attributes as clients send them. `keystone/server/flask/common.py: ResourceBase` */
import { boolFromString } from '../../contracts/json-schema.ts';
import type { Context } from '../core/context.ts';
import { badRequest, conflict, forbidden } from '../core/errors.ts';
import type { Extras } from './rows.ts';

/** Upstream keeps any further attribute, with these characters replaced. */
export function extrasOf(sent: Extras, known: readonly string[]): Extras {
  const further = Object.entries(sent).filter(([key]) => !known.includes(key) && !['id', 'links', 'extra'].includes(key));
  return Object.fromEntries(further.map(([key, value]) => [key.replaceAll(/[:-]/g, '_'), value]));
}

/** A flag that may be sent as a text. */
export const isOn = (sent: unknown, otherwise: boolean): boolean => (sent === undefined || sent === null ? otherwise : (boolFromString(sent) ?? otherwise));

/** An id in the body has to be that of the path. */
export function sameId(sent: Extras, id: string): void {
  if (sent['id'] !== undefined && sent['id'] !== null && sent['id'] !== id) throw badRequest('Cannot change ID');
}
/** What is made in a domain stays there. Throws 400. */
export function sameDomain(sent: Extras, row: { domain_id: string | null }): void {
  if ('domain_id' in sent && sent['domain_id'] !== row.domain_id) throw badRequest('Cannot change Domain ID');
}

/** The domain of what is made: said, the token's, or else `default`. */
export const domainOf = (sent: { domain_id?: string | null | undefined }, { caller }: Context): string => sent.domain_id || caller.domain_id || 'default';

type Options = Record<string, unknown>;
/** Options are set one by one; null takes one away. */
export const merged = (options: Options, sent: Options = {}): Options =>
  Object.fromEntries(Object.entries({ ...options, ...sent }).filter(([, value]) => value !== null && value !== undefined));

/** What is immutable has to be made mutable first, in a request of its own. */
export function mutable(verb: 'update' | 'delete', type: string, row: { id: string; options: Options }, sent?: { options?: Options | undefined }): void {
  const freed = sent?.options?.['immutable'];
  if (!row.options['immutable'] || freed === false || freed === null) return;
  throw forbidden(`Unable to ${verb} immutable ${type} resource: \`${row.id}. Set resource option "immutable" to false first.`);
}

/** The 409 of Keystone's database. */
export const stored = (type: string, details: string) => conflict(`Conflict occurred attempting to store ${type} - ${details}.`);
