/** The body of `POST /v3/auth/tokens`. https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management */
import type { Auth } from './config.ts';

export const credentials = (auth: Auth): unknown => {
  const scope = scopeOf(auth);
  return { auth: { identity: auth.token ? { methods: ['token'], token: { id: auth.token } } : password(auth), ...(scope && { scope }) } };
};

const password = (auth: Auth): unknown => ({
  methods: ['password'],
  password: {
    user: {
      ...(auth.user_id ? { id: auth.user_id } : { name: auth.username, domain: domain(auth.user_domain_id, auth.user_domain_name) }),
      password: auth.password,
    },
  },
});
const domain = (id: string | undefined, name: string | undefined): unknown => (id || !name ? { id: id ?? 'default' } : { name });

function scopeOf(auth: Auth): object | undefined {
  if (auth.unscoped) return { unscoped: {} };
  if (auth.system_scope) return { system: { all: true } };
  if (auth.project_id) return { project: { id: auth.project_id } };
  if (auth.project_name) return { project: { name: auth.project_name, domain: domain(auth.project_domain_id, auth.project_domain_name) } };
  if (auth.domain_id || auth.domain_name) return { domain: domain(auth.domain_id, auth.domain_name) };
  return undefined;
}
