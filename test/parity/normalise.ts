/** Answers without what differs from run to run, so that two clouds can be compared word by word. */
import type { Answer, Target } from './play.ts';
import type { Variables } from './variables.ts';

/** Of the front, not of the service. */
const PASSING = new Set(['server', 'date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']);
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/req-[0-9a-f-]{36}/g, '<request id>'],
  [/gAAAAA[\w=-]+/g, '<token>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>'],
  [/\b[0-9a-f]{56,128}\b/g, '<hash>'],
  [/\b[0-9a-f]{32}\b/g, '<hex>'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?/g, '<time>'],
  [/\{host-name\}|\b(realcloud|virga-\d+)\b/g, '<host>'],
  [/(?<=%3D)[0-9a-f-]{36}/g, '<uuid>'],
  [/\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT/g, '<time>'],
  [/\b(10\.10\.0|10\.77\.0|10\.79\.0|172\.24\.4)\.(?!0\b|1\b|2\b|254\b)\d+\b/g, '<address>'],
  [/\br-[a-z0-9]{8}\b/g, '<reservation>'],
  // one gives way to the next within milliseconds
  [/\bimage_(?:snapshot_pending|snapshot|pending_upload|uploading)\b/g, '<snapshotting>'],
  // where an image store keeps its files
  [/\/[\w./-]*\/glance\/images\b/g, '<images>'],
  // where a traceback of Nova's comes from
  [/\/[\w./-]*\/site-packages\//g, '<packages>/'],
  // a callback's number in the process
  [/(?<=\b_?(?:validate|process)_\w+-)\d+/g, '<number>'],
  // what a Unicode has to print, of which each Python has its own
  [/(?<=does not match '\^)\[\\+ -\\+~.*?\](?=\*\$')/gs, '<printable>'],
  // a row's number
  [/(?<=exists for flavor |not found for |[Aa]ggregate )\d+/g, '<number>'],
  [/\b(fa:16:3e)(:[0-9a-f]{2}){3}\b/g, '<mac>'],
];
/** Members whose values are made up anew each time, or belong to the machine. */
const MADE_UP = new Set([
  'provider:segmentation_id',
  'standard_attr_id',
  'adminPass',
  'audit_ids',
  'fingerprint',
  'public_key',
  'private_key',
  'secret',
  'hostId',
  'host_id',
  'OS-EXT-SRV-ATTR:instance_name',
  'OS-EXT-SRV-ATTR:reservation_id',
  'last_accessed',
  'last_modified',
]);

/** Ids that a sentence lists, in no order of theirs. */
/** Keys that upstream keeps in a set. */
const UNORDERED = /(?<=query parameters sort_key\. Value: [^.]*\. '[^']*' is not one of \[)[^\]]*/g;
const LISTED = /(?:\{[\w-]+\}|<uuid>|<hex>)(?:, ?(?:\{[\w-]+\}|<uuid>|<hex>))+/g;

/** @param varies members whose values are not to be compared */
export function normalise(answer: Answer, { origins }: Pick<Target, 'origins'>, variables: Variables, varies: readonly string[] = []): Answer {
  const text = (value: string): string => {
    let result = variables.empty(value);
    for (const [service, origin] of Object.entries(origins)) result = result.replaceAll(origin, `{${service}}`);
    for (const [pattern, name] of PATTERNS) result = result.replaceAll(pattern, name);
    result = result.replaceAll(UNORDERED, (keys) => keys.split(', ').toSorted().join(', '));
    return result.replaceAll(LISTED, (list) => list.split(/, ?/).toSorted().join(','));
  };
  const walk = (value: unknown, key?: string): unknown => {
    if (key !== undefined && MADE_UP.has(key) && value) return Array.isArray(value) ? value.map(() => '<made up>') : '<made up>';
    if (key !== undefined && varies.includes(key)) return '<varies>';
    // what upstream keeps in a set comes in any order
    if (key === 'required_auth_methods' && Array.isArray(value)) return value.map((methods: string[]) => methods.toSorted());
    if (key === 'id' && typeof value === 'number') return '<number>';
    if ((key === 'audit_id' || key === 'audit_chain_id') && typeof value === 'string') return '<audit id>';
    // where an exception came from
    if (key === 'details' && typeof value === 'string' && value) return '<details>';
    // by chance it may be one of those that have names of their own
    if (typeof value === 'string' && (key === 'addr' || key === 'ip_address')) return text(value).replace(/^(10\.10\.0|172\.24\.4)\.\d+$/, '<address>');
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map((item) => walk(item));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [text(name), walk(item, name)]));
    return value;
  };
  const headers = Object.entries(answer.headers).filter(([name]) => !PASSING.has(name));
  return {
    status: answer.status,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, name === 'allow' ? value.split(', ').toSorted().join(', ') : text(value)])),
    body: walk(answer.body),
  };
}
