/** Application credentials and access rules. https://docs.openstack.org/api-ref/identity/v3/#application-credentials · not emulated */
import { del, get, post, resource } from '../operation.ts';

export const applicationCredentials = resource({
  listAccessRules: get('/users/{user_id}/access_rules', { status: 200 }),
  listApplicationCredentials: get('/users/{user_id}/application_credentials', { status: 200 }),
  createApplicationCredential: post('/users/{user_id}/application_credentials', { status: 201 }),
  deleteAccessRule: del('/users/{user_id}/access_rules/{access_rule_id}', { status: 204 }),
  showAccessRule: get('/users/{user_id}/access_rules/{access_rule_id}', { status: 200 }),
  deleteApplicationCredential: del('/users/{user_id}/application_credentials/{application_credential_id}', { status: 204 }),
  showApplicationCredential: get('/users/{user_id}/application_credentials/{application_credential_id}', { status: 200 }),
});
