/** Credentials, EC2 ones included. https://docs.openstack.org/api-ref/identity/v3/#credentials · not emulated */
import { del, get, patch, post, resource } from '../operation.ts';

export const credentials = resource({
  listCredentials: get('/credentials', { status: 200 }),
  createCredential: post('/credentials', { status: 201 }),
  createEc2token: post('/ec2tokens', { status: 201 }),
  createS3token: post('/s3tokens', { status: 201 }),
  deleteCredential: del('/credentials/{credential_id}', { status: 204 }),
  showCredential: get('/credentials/{credential_id}', { status: 200 }),
  updateCredential: patch('/credentials/{credential_id}', { status: 200 }),
  listEc2Credentials: get('/users/{user_id}/credentials/OS-EC2', { status: 200 }),
  createEc2Credential: post('/users/{user_id}/credentials/OS-EC2', { status: 201 }),
  deleteEc2Credential: del('/users/{user_id}/credentials/OS-EC2/{credential_id}', { status: 204 }),
  showEc2Credential: get('/users/{user_id}/credentials/OS-EC2/{credential_id}', { status: 200 }),
});
