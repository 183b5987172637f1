/** OAuth 1 and 2. https://docs.openstack.org/api-ref/identity/v3-ext/#os-oauth1 · not emulated */
import { del, get, patch, post, put, resource } from '../operation.ts';

export const oauth = resource({
  createAccessToken: post('/OS-OAUTH1/access_token', { status: 201 }),
  listConsumers: get('/OS-OAUTH1/consumers', { status: 200 }),
  createConsumer: post('/OS-OAUTH1/consumers', { status: 201 }),
  createRequestToken: post('/OS-OAUTH1/request_token', { status: 201 }),
  deleteOauth2Token: del('/OS-OAUTH2/token', { status: 204 }),
  listOauth2Token: get('/OS-OAUTH2/token', { status: 200 }),
  updateOauth2Token: patch('/OS-OAUTH2/token', { status: 200 }),
  createOauth2Token: post('/OS-OAUTH2/token', { status: 201 }),
  putOauth2Token: put('/OS-OAUTH2/token', { status: 204 }),
  putAuthorize: put('/OS-OAUTH1/authorize/{request_token_id}', { status: 204 }),
  deleteConsumer: del('/OS-OAUTH1/consumers/{consumer_id}', { status: 204 }),
  showConsumer: get('/OS-OAUTH1/consumers/{consumer_id}', { status: 200 }),
  updateConsumer: patch('/OS-OAUTH1/consumers/{consumer_id}', { status: 200 }),
  listAccessTokens: get('/users/{user_id}/OS-OAUTH1/access_tokens', { status: 200 }),
  deleteAccessToken: del('/users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}', { status: 204 }),
  showAccessToken: get('/users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}', { status: 200 }),
  listAccessTokensRoles: get('/users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}/roles', { status: 200 }),
  showAccessTokensRole: get('/users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}/roles/{role_id}', { status: 200 }),
});
