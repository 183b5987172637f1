/** What a client needs to know, in the two forms that the official clients read. */
import { parse } from 'yaml';

export interface Credentials {
  username: string;
  password: string;
  project_name: string;
  user_domain_name: string;
  project_domain_name: string;
}
/** The administrator of the default seed. */
export const defaultAdmin: Credentials = {
  username: 'admin',
  password: '000000',
  project_name: 'admin',
  user_domain_name: 'Default',
  project_domain_name: 'Default',
};
const REGION = 'RegionOne';

type Users = { name: string; password?: string | null; grants?: { role: string; project?: string }[] }[];
/** Who administers a project according to a seed that is known to hold. */
export function administrator(seed: string): Credentials | undefined {
  const { identity } = (parse(seed) ?? {}) as { identity?: { domains?: { name: string; users?: Users }[] } };
  for (const { name: domain, users = [] } of identity?.domains ?? []) {
    for (const { name: username, password, grants = [] } of users) {
      const project = grants.find((grant) => grant.role === 'admin' && grant.project !== undefined)?.project;
      if (typeof password !== 'string' || project === undefined) continue;
      const [project_name = project, project_domain_name = domain] = project.split('/').toReversed();
      return { username, password, project_name, user_domain_name: domain, project_domain_name };
    }
  }
  return undefined;
}

/** Lines for a shell to evaluate. */
export function openrc(authUrl: string, credentials: Credentials | undefined): string {
  const named = Object.entries(credentials ?? {}).map(([key, value]): [string, string] => [`OS_${key.toUpperCase()}`, value]);
  const variables = [['OS_AUTH_URL', authUrl], ...named, ['OS_REGION_NAME', REGION], ['OS_IDENTITY_API_VERSION', '3']] as const;
  return variables.map(([name, value]) => `export ${name}=${quoted(value)}\n`).join('');
}
/** The same for the clients of Keystone v2.0. @param authUrl of v3 */
export function openrcV2(authUrl: string, credentials: Credentials | undefined): string {
  const { username, password, project_name } = credentials ?? {};
  const named = Object.entries({ USERNAME: username, PASSWORD: password, TENANT_NAME: project_name });
  const variables = [['AUTH_URL', authUrl.replace(/v3$/, 'v2.0')], ...named, ['REGION_NAME', REGION], ['IDENTITY_API_VERSION', '2.0']] as const;
  return variables.map(([name, value]) => (value === undefined ? '' : `export OS_${name}=${quoted(value)}\n`)).join('');
}
const quoted = (value: string): string => (/^[\w.:/@-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`);

/** A `clouds.yaml` with one cloud, named virga. */
export function clouds(authUrl: string, credentials: Credentials): string {
  const auth = Object.entries({ auth_url: authUrl, ...credentials }).map(([key, value]) => `      ${key}: '${value}'\n`);
  return `clouds:\n  virga:\n    auth:\n${auth.join('')}    region_name: ${REGION}\n    identity_api_version: '3'\n`;
}
