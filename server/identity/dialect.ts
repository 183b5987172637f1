/** How Keystone talks. `keystone/server/flask/application.py`, `keystone/api/validation/validators.py` */
import type { Dialect } from '../core/dialect.ts';
import { CloudError, badRequest, forbidden, methodNotAllowed, notFound } from '../core/errors.ts';
import { expecting, refused } from './lookups.ts';
import { sentence } from './schema-text.ts';

const PAGE = `<!doctype html>
<html lang=en>
<title>404 Not Found</title>
<h1>Not Found</h1>
<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>
`;
const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
  429: 'Too Many Requests',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
const json = { 'Content-Type': 'application/json' };

export const identityDialect: Dialect = {
  order: ['read', 'validate', 'authenticate', 'authorize'],
  headIsGet: true,
  readsAll: true,
  looseSlash: true,
  maxBody: 114_688,

  fault({ status, message, details: { type, title = TITLES[status], more } }, { identity }) {
    if (type === 'page') return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: message };
    if (type === 'document') return { status, headers: json, body: JSON.stringify(more) };
    if (type === 'bare') return { status, headers: json, body: JSON.stringify({ message }) };
    const challenge = status === 401 ? { 'WWW-Authenticate': `Keystone uri="${identity}/v3"` } : {};
    return { status, headers: { ...json, ...challenge }, body: JSON.stringify({ error: { code: status, ...more, message, title } }) };
  },
  explainsTokens: true,
  unauthorized: refused,
  unrouted: ({ method }, allow) =>
    allow && (method as string) === 'OPTIONS'
      ? new CloudError(200, '', { type: 'page', headers: { Allow: allowed(allow) } })
      : allow
        ? methodNotAllowed('The method is not allowed for the requested URL.', { type: 'bare', headers: { Allow: allowed(allow) } })
        : notFound(PAGE, { type: 'page' }),

  parse(text, contentType) {
    if (!text) return {};
    const mediaType = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (mediaType && !/^application\/(.*\+)?json$/.test(mediaType)) throw expecting('application/json', 'Content-Type header');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw expecting('valid JSON', 'request body');
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expecting('valid JSON', 'request body');
    return value;
  },
  invalid: (violations, _where, _input, row) => badRequest(sentence(violations, row)),
  denied: (rule) => forbidden(`You are not authorized to perform the requested action: ${rule}.`),

  headers: ({ requestId }) => ({ Vary: 'X-Auth-Token', 'x-openstack-request-id': requestId }),
};

/** Flask offers HEAD wherever there is GET, and OPTIONS everywhere. */
const allowed = (methods: readonly string[]): string => [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].join(', ');
