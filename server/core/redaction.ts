/** What the journal does not repeat: whoever may read it may not thereby become somebody else. */
import { type Fields, field } from './fields.ts';

export const REDACTED = '[redacted]';
const HEADERS = new Set(['x-auth-token', 'x-subject-token', 'x-service-token', 'x-storage-token', 'x-virga-token', 'authorization', 'cookie', 'set-cookie']);
/** Members whose value is a secret wherever they stand. */
const MEMBERS = new Set([
  'password',
  'original_password',
  'adminpass',
  'admin_pass',
  'passcode',
  'secret',
  'private_key',
  'blob',
  'apikey',
  'key',
  'user_data',
]);

export const redactHeaders = (headers: Fields): Record<string, string> =>
  Object.fromEntries(Object.keys(headers).map((name) => [name, HEADERS.has(name.toLowerCase()) ? REDACTED : (field(headers, name) ?? '')]));

/** A JSON document without its secrets. Ids of tokens are secrets, too. */
export function redact(document: unknown, inToken = false): unknown {
  if (Array.isArray(document)) return document.map((item) => redact(item));
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => {
      const secret = typeof value === 'string' && (MEMBERS.has(key.toLowerCase()) || (inToken && key === 'id'));
      return [key, secret ? REDACTED : redact(value, key === 'token')];
    }),
  );
}

/** A page or an XML document without its secrets. Of what was to be JSON, only the length is told. */
export function redactText(text: string): string {
  if (!text.trimStart().startsWith('<')) return `[${text.length} characters]`;
  const secret = text.includes('<token') ? /\b(\w*pass(?:word)?|id)=(["']).*?\2/gi : /\b(\w*pass(?:word)?)=(["']).*?\2/gi;
  return text.replaceAll(secret, `$1=$2${REDACTED}$2`);
}
