/** Rows of which only the URL is said: for what is gone, and for what nothing serves. */
import { z } from 'zod';
import type { Method, Operation, Resource } from '../operation.ts';

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE'] satisfies Method[];

/** @param urls path > methods and action names, with spaces between them. The rows are named by both: `GET /os-agents`. */
export function bare(urls: Record<string, string>, rest: Partial<Operation> = {}): Resource {
  const rows = Object.entries(urls).flatMap(([path, words]) => words.split(' ').map((word) => [`${word} ${path}`, row(path, word, rest)] as const));
  return Object.fromEntries(rows);
}
function row(path: string, word: string, rest: Partial<Operation>): Operation {
  if (!METHODS.includes(word)) return { method: 'POST', path, action: word, status: 200, ...rest };
  const method = word as Method;
  return { method, path, status: 200, ...((method === 'POST' || method === 'PUT') && { body: z.unknown() }), ...rest };
}
