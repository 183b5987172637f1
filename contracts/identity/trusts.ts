/** Trusts and revocations. https://docs.openstack.org/api-ref/identity/v3-ext/#os-trust-api · not emulated */
import { del, get, post, resource } from '../operation.ts';

export const trusts = resource({
  listEvents: get('/OS-REVOKE/events', { status: 200 }),
  listTrusts: get('/OS-TRUST/trusts', { status: 200 }),
  createTrust: post('/OS-TRUST/trusts', { status: 201 }),
  deleteTrust: del('/OS-TRUST/trusts/{trust_id}', { status: 204 }),
  showTrust: get('/OS-TRUST/trusts/{trust_id}', { status: 200 }),
  listTrustsRoles: get('/OS-TRUST/trusts/{trust_id}/roles', { status: 200 }),
  showTrustsRole: get('/OS-TRUST/trusts/{trust_id}/roles/{role_id}', { status: 200 }),
});
