/** How one service talks where no row says it: errors on the wire, what comes first, what is read from a request. */
import type { Microversion } from '../../contracts/microversion.ts';
import type { Method, Operation } from '../../contracts/operation.ts';
import type { Service } from '../../contracts/service.ts';
import type { Implemented, Reply } from './context.ts';
import type { Era } from './eras.ts';
import type { CloudError } from './errors.ts';
import type { AnyLifeCycle } from './lifecycle.ts';
import type { Rules } from './policy.ts';
import type { Scope } from './world.ts';
import type { z } from 'zod';

/** What is known of a request when it fails. */
export interface About {
  method: Method;
  /** Below the origin. */
  path: string;
  /** The API root that was called, `/v2.1` or its alias `/v2`; empty outside of them. */
  root: string;
  /** Called by an alias that knows no microversions. */
  relaxed: boolean;
  /** What time the world is of. */
  era: Era;
  /** Empty where the client sent none. */
  accept: string;
  contentType: string;
  requestId: string;
  origin: string;
  /** Where Keystone is, for WWW-Authenticate. */
  identity: string;
  version: Microversion;
}
export interface Wire {
  status: number;
  headers: Record<string, string>;
  body: string;
}
/** One complaint about a body or a query, as jsonschema has it. */
export interface Violation {
  /** From the root to the value. */
  path: readonly (string | number)[];
  /** The value complained of. */
  value: unknown;
  /** `'name' is a required property` */
  message: string;
  /** The JSON Schema keyword that failed. */
  keyword: string;
  /** Upstream says this and nothing else. */
  sentence?: string;
}

export type Step = 'weigh' | 'authenticate' | 'negotiate' | 'read' | 'choose' | 'address' | 'route' | 'validate' | 'authorize';

export interface Dialect {
  /** What is checked first, second... before the handler runs. `choose` picks the row of an action by the body's key. */
  order: readonly Step[];
  /** The Content-Type of an answer without a body, where the service sends one. */
  emptyType?: (row: Operation) => string | undefined;
  /** Every GET answers HEAD too. */
  headIsGet?: true;
  /** Bodies and queries are checked by the handlers, in other words than a schema's; the rows' schemas are for clients and documents. */
  handlersValidate?: true;
  /** Collections may be written with dashes or with underscores. */
  looseDashes?: true;
  /** A slash at the end of a path changes nothing. */
  looseSlash?: true;
  /** Largest JSON body, in bytes; a larger one is 413. */
  maxBody: number;
  fault: (error: CloudError, about: About) => Wire;
  /** Says what a token has lost, where the others say no more than 401. */
  explainsTokens?: true;
  /** Throws where nothing that the client would take can be answered. */
  admit?: (about: About) => void;
  /** What an action that there is none of gets, where that is not Nova's word of today. */
  unknownAction?: (name: string) => CloudError;
  /** What is said of a project in the URL that is not the token's, where that is not Nova's word. */
  misaddressed?: string;
  /** The version that the header `OpenStack-API-Version` asks for, where it is not read as the guidelines have it. */
  versionIn?: (header: string, about: About) => string;
  /** No or a bad token. */
  unauthorized: (about: About) => CloudError;
  /** No row for this path (`allow` undefined) or none for this method. */
  unrouted: (about: About, allow: readonly Method[] | undefined) => CloudError;
  /** What a path outside the API roots gets where that is no error: the versions to choose from. */
  outside?: (about: About) => Reply;
  /** Looks at the body of every change, also where nothing is asked of it. */
  readsAll?: true;
  /** The body's value. Throws the service's word on a media type it does not take, or on broken JSON. */
  parse: (text: string, contentType: string | undefined, about: About) => unknown;
  /** Refuses a body on rows that say so. */
  unexpectedBody?: () => CloudError;
  /** The first violation is the one that upstream's validator reports. */
  invalid: (violations: readonly Violation[], where: 'body' | 'query', input: unknown, row: Operation, about: About) => CloudError;
  denied: (rule: string) => CloudError;
  /** Request id and microversion headers of every answer; `routed` once a row was found and the token held; `row` where it has answered. */
  headers: (about: About, routed: boolean, row?: Operation) => Record<string, string>;
  /** Rejects what cannot be negotiated. */
  badVersion?: (requested: string, about: About) => CloudError;
}

/** What a section of a seed is loaded into. */
export interface Seeding extends Scope {
  /** The seed comes from whoever started the process: it may name files of this machine. */
  trusted: boolean;
}

/** A service as the server runs it: its table of contents. */
export interface Implementation {
  service: Service;
  dialect: Dialect;
  rules: Rules;
  resources: readonly Implemented[];
  lifeCycles?: readonly AnyLifeCycle[];
  /** Other API roots that serve the same tables: Nova's `/v2`. They know no microversions and drop what a body has too much. */
  aliases?: readonly string[];
  /** Replaces what a copy of a world must not share with it: secrets. */
  part?: (scope: Scope) => Promise<void>;
  /** Ids of the rows that `part` replaces, by collection. */
  parted?: Record<string, readonly string[]>;
  /** A row as it is where the content of blobs is left behind. */
  withoutContent?: (collection: string, row: { id: string }) => { id: string };
  /** Other versions of the API, each with tables and manners of its own below its root. */
  editions?: readonly Implementation[];
  /** Who was let pass in another time, where that differs. */
  formerRules?: Rules;
  /** The service's part of a seed file. */
  seed?: { schema: z.ZodType; load: (scope: Seeding, data: never) => Promise<void> };
}
