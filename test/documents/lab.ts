/**
 * The documents' controller: a cloud that listens on a port for each service. With VIRGA_LAB=http://host the same is asked of another
 * cloud on its native ports, to see whether the real one still answers as the document has it.
 */
import type { Place } from '../../contracts/service.ts';
import { type Cloud, createCloud } from '../../server/cloud.ts';
import type { Era } from '../../server/core/eras.ts';
import type { ProfileName } from '../../server/core/profiles.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- compared with what the document prints
  json: any;
}
export interface Lab {
  /** `http://127.0.0.1:40001` */
  origin: (place: Place) => string;
  /** The headers of the documents' scripts: a token of admin in the domain demo. */
  token: () => Promise<Record<string, string>>;
  /** Time stands still in the lab, so that a server is seen while it is built. */
  pass: (milliseconds: number) => Promise<void>;
  close: () => Promise<void>;
}
const NATIVE: Partial<Record<Place, number>> = { identity: 5000, compute: 8774, image: 9292, network: 9696, placement: 8778 };
const ANY: typeof NATIVE = { identity: 0, 'identity-admin': 0, compute: 0, image: 0, network: 0, placement: 0 };

/** Sends as Python's requests does: any Accept, and no Content-Type but the one given. */
export async function send(method: string, url: string, headers: Record<string, string> = {}, body?: unknown): Promise<Answer> {
  const content = body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : (content as Uint8Array<ArrayBuffer> | undefined);
  const response = await fetch(url, { method, headers: { accept: '*/*', ...headers }, ...(bytes && { body: bytes }) });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, text, json: isJson && text ? JSON.parse(text) : undefined };
}

/** The body with which every script of the documents begins. */
export const logIn = {
  auth: {
    identity: { methods: ['password'], password: { user: { domain: { name: 'demo' }, name: 'admin', password: '000000' } } },
    scope: { project: { domain: { name: 'demo' }, name: 'admin' } },
  },
};

/** @param era that of the document, where no cloud of today can answer it */
export async function openLab(profile: ProfileName = 'instant', era: Era = 'modern'): Promise<Lab> {
  const other = era === 'modern' ? process.env['VIRGA_LAB'] : undefined;
  if (other)
    return lab(
      (service) => `${other}:${NATIVE[service]}`,
      (milliseconds) => sleep(milliseconds),
      async () => undefined,
    );
  const cloud: Cloud = await createCloud({ profile, era });
  const { clock } = cloud.world;
  clock.set('frozen', clock.now() + 1000);
  const { ports } = await cloud.listen({ ports: ANY });
  return lab(
    (place) => `http://127.0.0.1:${ports[place]}`,
    async (milliseconds) => clock.advance(milliseconds),
    () => cloud.close(),
  );
}
const lab = (origin: Lab['origin'], pass: Lab['pass'], close: Lab['close']): Lab => ({
  origin,
  pass,
  close,
  async token() {
    const { headers } = await send('POST', `${origin('identity')}/v3/auth/tokens`, { 'content-type': 'application/json' }, logIn);
    return { 'x-auth-token': headers.get('x-subject-token') ?? '' };
  },
});
const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
