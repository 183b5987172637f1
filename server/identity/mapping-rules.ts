/** What the rules of a mapping have to be like. `keystone/federation/utils.py: IDP_ATTRIBUTE_MAPPING_SCHEMA` */
import { badRequest } from '../core/errors.ts';
import { repr } from '../core/python.ts';

export const VERSIONS = ['1.0', '2.0', '3.0'];

type Check = (value: unknown) => string[];
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';

const notOf = (value: unknown, type: string): string[] => [`${repr(value)} is not of type '${type}'`];
const text: Check = (value) => (isText(value) ? [] : notOf(value, 'string'));
const list =
  (item: Check, least = 0): Check =>
  (value) => {
    if (!Array.isArray(value)) return notOf(value, 'array');
    return value.length < least ? [`${repr(value)} should be non-empty`] : value.flatMap(item);
  };
const object =
  (members: Record<string, Check>, required: readonly string[] = []): Check =>
  (value) => {
    if (!isObject(value)) return notOf(value, 'object');
    const strange = Object.keys(value).filter((key) => !Object.hasOwn(members, key));
    const listed = `${strange.map(repr).join(', ')} ${strange.length === 1 ? 'was' : 'were'}`;
    return [
      ...(strange.length ? [`Additional properties are not allowed (${listed} unexpected)`] : []),
      ...required.filter((key) => !(key in value)).map((key) => `${repr(key)} is a required property`),
      ...Object.entries(members).flatMap(([key, check]) => (key in value ? check(value[key]) : [])),
    ];
  };
const oneOf =
  (...checks: Check[]): Check =>
  (value) =>
    checks.some((check) => !check(value).length) ? [] : [`${repr(value)} is not valid under any of the given schemas`];
const kind: Check = (value) => (['ephemeral', 'local'].includes(value as string) ? [] : [`${repr(value)} is not one of ['ephemeral', 'local']`]);
const flag: Check = (value) => (typeof value === 'boolean' ? [] : notOf(value, 'boolean'));
const anything: Check = () => [];

const domain = object({ id: text, name: text });
const roles = list(object({ name: text }, ['name']));
const group = oneOf(object({ id: text }, ['id']), object({ name: text, domain }, ['name', 'domain']));
const projects = (version: string): Check => list(object({ name: text, roles, ...(version !== '1.0' && { domain }) }, ['name', 'roles']));
const local = (version: string): Check =>
  object({
    user: object({ id: text, name: text, email: text, domain, type: kind }),
    projects: projects(version),
    group,
    groups: text,
    group_ids: text,
    domain,
    ...(version === '3.0' && { projects_json: text }),
  });
const conditions = ['any_one_of', 'not_any_of', 'blacklist', 'whitelist'].map((name) =>
  object({ type: text, [name]: list(anything), regex: flag }, ['type', name]),
);
const remote = oneOf(object({ type: text }, ['type']), ...conditions);

/** @throws CloudError 400 with all that is wrong */
export function checkRules(mapping: Record<string, unknown>, version: string): void {
  const rule = object({ local: list(local(version)), remote: list(remote, 1) }, ['local', 'remote']);
  const found = 'rules' in mapping ? list(rule, 1)(mapping['rules']) : ["'rules' is a required property"];
  if (found.length)
    throw badRequest(
      found
        .toSorted()
        .map((message) => `${message}\n`)
        .join(''),
    );
}
