/** A token and what came with it: got at the first request, renewed before it ends and once after a 401. */
import type { Cloud } from './config.ts';
import { credentials } from './credentials.ts';
import { OpenStackError } from './errors.ts';

export type Fetch = (request: Request) => Promise<Response>;
export interface CatalogEntry {
  type: string;
  name: string;
  endpoints: { interface: string; region_id: string; region: string; url: string }[];
}
/** What Keystone says of a token. */
export interface Token {
  expires_at: string;
  user: { id: string; name: string; domain: { id: string; name: string } };
  project?: { id: string; name: string; domain: { id: string; name: string } };
  domain?: { id: string; name: string };
  system?: { all: true };
  roles?: { id: string; name: string }[];
  catalog?: CatalogEntry[];
}
interface Grant {
  id: string;
  token: Token;
}
/** Renewed this long before it ends. */
const MARGIN = 30_000;

export class Session {
  cloud: Cloud;
  #fetch: Fetch;
  #grant: Promise<Grant> | undefined;

  constructor(cloud: Cloud, fetch: Fetch) {
    this.cloud = cloud;
    this.#fetch = fetch;
  }
  /** `http://host:5000/v3`, whichever of its forms was given. */
  get authUrl(): string {
    const url = (this.cloud.auth.auth_url ?? '').replace(/\/+$/, '');
    return /\/v\d[\d.]*$/.test(url) ? url.replace(/\/v\d[\d.]*$/, '/v3') : `${url}/v3`;
  }
  /** The token's id, for X-Auth-Token. */
  async token(): Promise<string> {
    return (await this.#granted()).id;
  }
  /** Who the token speaks for, and the catalog. */
  async whoami(): Promise<Token> {
    return (await this.#granted()).token;
  }
  /** Drops the token; the next request gets a new one. */
  forget(): void {
    this.#grant = undefined;
  }
  /** Sends without a token. */
  async send(request: Request): Promise<Response> {
    return this.#fetch(request);
  }
  /** Sends with a token. A body that can be sent once only is not sent again after a 401. */
  async authorized(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const given = headers.has('x-auth-token');
    const attempt = async (): Promise<Response> => {
      if (!given) headers.set('x-auth-token', await this.token());
      return this.#fetch(new Request(url, { ...init, headers }));
    };
    const response = await attempt();
    if (response.status !== 401 || given || init.body instanceof ReadableStream) return response;
    this.forget();
    return attempt();
  }

  async #granted(): Promise<Grant> {
    this.#grant ??= this.#authenticate();
    const pending = this.#grant;
    try {
      const grant = await pending;
      if (Date.parse(grant.token.expires_at) - MARGIN > Date.now() || this.cloud.auth.token) return grant;
    } catch (error) {
      if (this.#grant === pending) this.forget();
      throw error;
    }
    if (this.#grant === pending) this.#grant = this.#authenticate();
    return this.#grant ?? this.#granted();
  }
  async #authenticate(): Promise<Grant> {
    const response = await this.#fetch(
      new Request(`${this.authUrl}/auth/tokens`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify(credentials(this.cloud.auth)),
      }),
    );
    const body = await jsonOrText(response);
    const id = response.headers.get('x-subject-token');
    if (!response.ok || id === null) throw new OpenStackError(response.status, body, response.headers);
    return { id, token: (body as { token: Token }).token };
  }
}

/** The body as JSON where it is JSON, as text where it is not, undefined where there is none. */
export async function jsonOrText(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
