/** What a service said when it refused, with upstream's message dug out of its envelope. */
import type { z } from 'zod';

/** An answer that is no success. */
export class OpenStackError extends Error {
  override name = 'OpenStackError';
  status: number;
  /** `x-openstack-request-id`, to find the request in a service's log. */
  requestId: string | undefined;
  /** Parsed JSON, or text. */
  body: unknown;
  headers: Headers;
  constructor(status: number, body: unknown, headers: Headers) {
    super(messageOf(body) ?? `HTTP ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
    this.requestId = headers.get('x-openstack-request-id') ?? undefined;
  }
}

/** A success whose body is not what the contract says. */
export class ShapeError extends Error {
  override name = 'ShapeError';
  body: unknown;
  issues: readonly z.core.$ZodIssue[];
  constructor(request: string, body: unknown, issues: readonly z.core.$ZodIssue[]) {
    super(`${request} answered otherwise than its contract: ${issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ')}`);
    this.body = body;
    this.issues = issues;
  }
}

/** Nova has `{fault: {message}}`, Keystone `{error: {message}}`, Neutron `{NeutronError: {message}}`, Placement `{errors: [{detail}]}`, webob `{message}` or a page. */
function messageOf(body: unknown): string | undefined {
  if (typeof body === 'string') return plain(body) || undefined;
  if (typeof body !== 'object' || body === null) return undefined;
  for (const value of [body, ...Object.values(body).flat()] as unknown[]) {
    if (typeof value !== 'object' || value === null) continue;
    const { message, detail } = value as { message?: unknown; detail?: unknown };
    if (typeof message === 'string') return plain(message);
    if (typeof detail === 'string') return plain(detail);
  }
  return Object.values(body).find((value): value is string => typeof value === 'string');
}
const plain = (text: string): string =>
  text
    .replace(/<head>[^]*?<\/head>/, ' ')
    .replace(/<h1>[^]*?<\/h1>/, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
