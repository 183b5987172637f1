/** What is written inside a token, in Keystone's own layout. `keystone/token/token_formatters.py` */
import { Encoder, decode } from '@msgpack/msgpack';

/** Kept, for each one made has a buffer of its own. */
const plain = new Encoder();
const floats = new Encoder({ forceIntegerToFloat: true });

export interface Payload {
  user_id: string;
  /** Names, as the token shows them. */
  methods: readonly string[];
  project_id?: string;
  domain_id?: string;
  system?: true;
  /** With a project: the trust that lends its roles. */
  trust_id?: string;
  application_credential_id?: string;
  /** Milliseconds, a whole second. A token that another was bought with keeps its expiry. */
  expires_at: number;
  /** Of what the token stands on; another one now means that the token is dead. Below a million. */
  generation: number;
  /** This token's, then that of the first token of its chain. */
  audit_ids: readonly string[];
}

/** Each method is a bit, in the order of Keystone's configuration; `totp` is none of its defaults. */
export const METHODS = ['external', 'password', 'token', 'oauth1', 'mapped', 'application_credential', 'ec2credential', 'totp'] as const;
export const bits = (methods: Iterable<string>): number => [...methods].reduce((sum, method) => sum | (1 << (METHODS as readonly string[]).indexOf(method)), 0);
export const names = (sum: number): string[] => METHODS.filter((_, n) => sum & (1 << n)).toReversed();

/** A uuid is kept as bytes; what is none, e.g. `default`, as it is. */
export type PackedId = [stored: boolean, id: Uint8Array | string];
export const packId = (id: string): PackedId => (/^[0-9a-f]{32}$/.test(id) ? [true, Buffer.from(id, 'hex')] : [false, id]);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const unpackId = ([, id]: PackedId): string => (typeof id === 'string' ? id : hex(id));
const projectOf = ([stored, id]: PackedId | [false, null]): { project_id?: string } => (id === null ? {} : { project_id: unpackId([stored, id]) });

const MILLION = 1_000_000;
/** The versions of the layout, which is where they differ: what the token is scoped to. */
const UNSCOPED = 0;
const DOMAIN = 1;
const PROJECT = 2;
const TRUST = 3;
const SYSTEM = 8;
const APPLICATION_CREDENTIAL = 9;

/** The expiry is a number of seconds whose fraction, which is always zero upstream, has the generation. */
export function pack(payload: Payload): Uint8Array {
  const { user_id, methods, project_id, domain_id, system, trust_id, application_credential_id, expires_at, generation, audit_ids } = payload;
  const head = [packId(user_id), bits(methods)];
  // upstream packs a float, and so the lengths of tokens are the same
  const tail = [floats.encode((expires_at * 1000 + generation) / MILLION), plain.encode(audit_ids.map((id) => Buffer.from(id, 'base64url')))];
  const listed = (items: Uint8Array[]): Uint8Array => Buffer.concat([Buffer.of(0x90 | items.length), ...items]);
  const list = (...parts: unknown[]): Uint8Array => listed([...parts.map((part) => plain.encode(part)), ...tail]);
  const project = project_id === undefined ? [false, null] : packId(project_id);
  /** What comes after the audit ids. */
  const followed = (version: number, last: unknown): Uint8Array =>
    listed([...[version, ...head, project].map((part) => plain.encode(part)), ...tail, plain.encode(last)]);
  if (trust_id) return followed(TRUST, packId(trust_id)[1]);
  if (application_credential_id) return followed(APPLICATION_CREDENTIAL, packId(application_credential_id));
  if (project_id) return list(PROJECT, ...head, project);
  if (domain_id) return list(DOMAIN, ...head, packId(domain_id)[1]);
  if (system) return list(SYSTEM, ...head, 'all');
  return list(UNSCOPED, ...head);
}

/** Of bytes that are signed, and so are what `pack` wrote. */
export function unpack(data: Uint8Array): Payload {
  const [version, user, methods, ...rest] = decode(data) as [number, PackedId, number, ...unknown[]];
  const delegated = version === TRUST || version === APPLICATION_CREDENTIAL ? (rest.pop() as Uint8Array | string | PackedId) : undefined;
  const [expiry, audits] = rest.slice(-2) as [number, Uint8Array[]];
  const micros = Math.round(expiry * MILLION);
  const payload = {
    user_id: unpackId(user),
    methods: names(methods),
    expires_at: Math.floor(micros / MILLION) * 1000,
    generation: micros % MILLION,
    audit_ids: audits.map((id) => Buffer.from(id).toString('base64url')),
  };
  const on = rest[0] as PackedId;
  if (version === TRUST) return { ...payload, ...projectOf(on), trust_id: unpackId([true, delegated as Uint8Array]) };
  if (version === APPLICATION_CREDENTIAL) return { ...payload, ...projectOf(on), application_credential_id: unpackId(delegated as PackedId) };
  if (version === PROJECT) return { ...payload, project_id: unpackId(on) };
  if (version === DOMAIN) return { ...payload, domain_id: unpackId([true, rest[0] as string]) };
  if (version === SYSTEM) return { ...payload, system: true };
  return payload;
}
