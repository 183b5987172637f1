/** What clients of v1.1 send, read without a schema: Nova had none then, and each controller complained in words of its own. */
import { badRequest, tooLarge } from '../../core/errors.ts';
import type { CloudError } from '../../core/errors.ts';

export const MALFORMED = 'Malformed request body';
/** webob's own, where the controller says nothing. */
export const UNPROCESSABLE = 'Unable to process the contained instructions';

export type Members = Record<string, unknown>;
export const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Throws 400 with this sentence, or another error. */
export function object(value: unknown, complaint: string | CloudError): Members {
  if (isObject(value)) return value;
  throw typeof complaint === 'string' ? badRequest(complaint) : complaint;
}
/** The id at the end of a URL, or what is sent in its place. */
export const idOf = (reference: unknown): string =>
  (typeof reference === 'string' || typeof reference === 'number' ? String(reference) : '').split(/[?#]/)[0]?.split('/').at(-1) ?? '';

/** 413, after which the client may try again at once. */
export const overLimit = (message: string): CloudError => tooLarge(message, { headers: { 'Retry-After': '0' }, more: { retryAfter: 0 } });

/** Texts by their keys. Throws 400. */
export function metadataOf(value: unknown, complaint = MALFORMED): Record<string, string> {
  const entries = Object.entries(object(value, complaint));
  if (entries.some(([, item]) => typeof item === 'object')) throw badRequest(complaint);
  return Object.fromEntries(entries.map(([key, item]) => [key, String(item)]));
}

/** One item, under the name that the specification has for it or the one that the book has. Throws 400. */
export function itemOf(body: unknown, key: string, complaint: string): { envelope: 'meta' | 'metadata'; item: Record<string, string> } {
  const whole = object(body, complaint);
  const envelope = 'meta' in whole ? 'meta' : 'metadata';
  const item = metadataOf(whole[envelope], complaint);
  if (!Object.hasOwn(item, key)) throw badRequest('Request body and URI mismatch');
  if (Object.keys(item).length > 1) throw badRequest('Request body contains too many items');
  return { envelope, item };
}
