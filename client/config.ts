/** Where a cloud is and who asks: from arguments, clouds.yaml or the OS_* environment, in the words of clouds.yaml. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

export interface Auth {
  auth_url?: string;
  token?: string;
  username?: string;
  user_id?: string;
  password?: string;
  user_domain_name?: string;
  user_domain_id?: string;
  project_name?: string;
  project_id?: string;
  project_domain_name?: string;
  project_domain_id?: string;
  domain_name?: string;
  domain_id?: string;
  /** `all` */
  system_scope?: string;
  /** No scope at all, not even the user's default project. */
  unscoped?: boolean;
}
export interface Cloud {
  auth: Auth;
  region_name?: string;
  interface?: string;
}
type Environment = Record<string, string | undefined>;

/** @throws Error when neither names a cloud */
export function configured(cloud: string | undefined, environment: Environment = process.env): Cloud {
  const name = cloud ?? environment['OS_CLOUD'];
  if (name) return fromFile(name, environment);
  if (environment['OS_AUTH_URL']) return fromEnvironment(environment);
  throw new Error('No cloud: pass auth, or set OS_CLOUD or OS_AUTH_URL.');
}

const PLACES = ['.', join(homedir(), '.config', 'openstack'), '/etc/openstack'];
/** https://docs.openstack.org/python-openstackclient/latest/configuration/index.html */
function fromFile(name: string, environment: Environment): Cloud {
  const chosen = environment['OS_CLIENT_CONFIG_FILE'];
  const file = [...(chosen ? [chosen] : []), ...PLACES.map((place) => join(place, 'clouds.yaml'))].find((path) => read(path) !== undefined);
  if (!file) throw new Error(`Cloud ${name} was not found: there is no clouds.yaml.`);
  const cloud = entry(file, name);
  if (!cloud) throw new Error(`Cloud ${name} was not found in ${file}.`);
  const secret = entry(join(dirname(file), 'secure.yaml'), name);
  return { ...cloud, ...secret, auth: texts({ ...cloud.auth, ...secret?.auth }) };
}
function entry(file: string, name: string): Cloud | undefined {
  const text = read(file);
  return text === undefined ? undefined : (parse(text) as { clouds?: Record<string, Cloud> } | null)?.clouds?.[name];
}
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
/** A password of digits need not be quoted in YAML. */
const texts = (auth: Auth): Auth => Object.fromEntries(Object.entries(auth).map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]));

const KEYS = ['auth_url', 'token', 'username', 'user_id', 'password', 'project_name', 'project_id', 'domain_name', 'domain_id', 'system_scope'] as const;
const DOMAINS = ['user_domain_name', 'user_domain_id', 'project_domain_name', 'project_domain_id'] as const;
function fromEnvironment(environment: Environment): Cloud {
  const auth: Record<string, string> = {};
  for (const key of [...KEYS, ...DOMAINS]) {
    const value = environment[`OS_${key.toUpperCase()}`];
    if (value) auth[key] = value;
  }
  const project = environment['OS_TENANT_NAME'];
  if (project && !auth['project_name']) auth['project_name'] = project;
  const region = environment['OS_REGION_NAME'];
  const side = environment['OS_INTERFACE'] ?? environment['OS_ENDPOINT_TYPE'];
  return { auth, ...(region && { region_name: region }), ...(side && { interface: side.replace(/URL$/, '') }) };
}
