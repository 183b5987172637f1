/** From the catalog to API roots and versions. https://specs.openstack.org/openstack/api-sig/guidelines/consuming-catalog.html */
import { type Microversion, minor } from '../contracts/microversion.ts';
import type { Service } from '../contracts/service.ts';
import { type Session, jsonOrText } from './session.ts';

/** An entry of a version document, in any service's dialect. */
interface Version {
  id: string;
  version?: string;
  max_version?: string;
  links?: { rel: string; href: string }[];
}
/** `/v2.1/<project>` at the end of an endpoint. */
const VERSION = /\/v\d[\d.]*(?:\/[0-9a-zA-Z_-]+)?$/;

export class Discovery {
  #session: Session;
  #origins = new Map<string, Promise<string>>();
  #newest = new Map<string, Promise<Microversion>>();
  constructor(session: Session) {
    this.#session = session;
  }

  /** What the paths of a service's rows hang on, root excluded: `http://host:8774` or `http://host/compute`. */
  async origin(service: Service): Promise<string> {
    return remembered(this.#origins, service.type, async () => {
      const endpoint = await this.#endpoint(service);
      if (VERSION.test(endpoint) || service.root === '') return endpoint.replace(VERSION, '');
      const version = (await this.#versions(endpoint)).find(({ id }) => majorOf(id) === majorOf(service.root));
      const self = version?.links?.find(({ rel }) => rel === 'self')?.href;
      const path = self && new URL(self, `${endpoint}/`).pathname.replace(/\/+$/, '').replace(VERSION, '');
      const { origin, pathname } = new URL(endpoint);
      // host and prefix are the catalog's: a service behind a proxy often does not know its own
      return path?.startsWith(pathname) ? origin + path : endpoint;
    });
  }
  /** The newest microversion that both the cloud and the tables know. */
  async newest(service: Service): Promise<Microversion> {
    const { versions } = service;
    if (!versions) throw new Error(`${service.name} has no microversions`);
    return remembered(this.#newest, service.type, async () => {
      const documents = await this.#versions(`${await this.origin(service)}/`);
      const maxima = documents.flatMap(({ version, max_version }) => [version, max_version].filter((max) => max)) as Microversion[];
      const max = maxima.toSorted((a, b) => minor(b) - minor(a))[0] ?? versions.default;
      return minor(max) < minor(versions.max) ? max : versions.max;
    });
  }
  /** @throws Error when the catalog lacks the service, with what it has */
  async #endpoint(service: Service): Promise<string> {
    const { catalog } = await this.#session.whoami();
    const { interface: wanted = 'public', region_name } = this.#session.cloud;
    const endpoints = (catalog ?? []).filter(({ type }) => type === service.catalogType || type === service.type).flatMap((entry) => entry.endpoints);
    const found = endpoints.find((endpoint) => endpoint.interface === wanted && (!region_name || endpoint.region_id === region_name));
    if (found) return found.url.replace(/\/+$/, '');
    if (service.type === 'identity') return this.#session.authUrl;
    const known = (catalog ?? []).map(({ type }) => type).join(', ') || 'nothing';
    throw new Error(`The catalog has no ${wanted} ${service.catalogType} endpoint${region_name ? ` in ${region_name}` : ''}; it has ${known}.`);
  }
  async #versions(url: string): Promise<Version[]> {
    const response = await this.#session.send(new Request(url, { headers: { accept: 'application/json' } }));
    const body = await jsonOrText(response);
    const { versions, version } = (typeof body === 'object' && body !== null ? body : {}) as {
      versions?: Version[] | { values: Version[] };
      version?: Version;
    };
    if (version) return [version];
    return Array.isArray(versions) ? versions : (versions?.values ?? []);
  }
}
const majorOf = (text: string): string | undefined => /v(\d+)/.exec(text)?.[1];

async function remembered<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const pending = known.get(key) ?? find();
  known.set(key, pending);
  try {
    return await pending;
  } catch (error) {
    known.delete(key);
    throw error;
  }
}
