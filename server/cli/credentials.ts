/** What a client needs to know, in the two forms that the official clients read. */

/** The administrator of the default seed. */
const admin = { username: 'admin', password: '000000', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };
const REGION = 'RegionOne';

/** Lines for a shell to evaluate. */
export function openrc(authUrl: string): string {
  const variables = {
    OS_AUTH_URL: authUrl,
    ...Object.fromEntries(Object.entries(admin).map(([key, value]) => [`OS_${key.toUpperCase()}`, value])),
    OS_REGION_NAME: REGION,
    OS_IDENTITY_API_VERSION: '3',
  };
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${value}\n`)
    .join('');
}

/** A `clouds.yaml` with one cloud, named virga. */
export function clouds(authUrl: string): string {
  const auth = Object.entries({ auth_url: authUrl, ...admin }).map(([key, value]) => `      ${key}: '${value}'\n`);
  return `clouds:\n  virga:\n    auth:\n${auth.join('')}    region_name: ${REGION}\n    identity_api_version: '3'\n`;
}
