/** Credentials for EC2, and the log-ins that they are for. https://docs.openstack.org/api-ref/identity/v3-ext/#os-ec2-api */
import { z } from 'zod';
import { del, get, post, resource } from '../operation.ts';
import { Links, collection } from './types.ts';

const Ec2Credential = z.object({
  user_id: z.string(),
  tenant_id: z.string().nullable(),
  access: z.string(),
  secret: z.string().nullable(),
  trust_id: z.string().nullable(),
  links: Links,
});
const one = z.object({ credential: Ec2Credential });
const errors = [401, 403, 404];
const path = '/users/{user_id}/credentials/OS-EC2';

export const ec2Credentials = resource({
  list: get(path, { policy: 'identity:ec2_list_credentials', late: true, status: 200, returns: collection('credentials', Ec2Credential), errors }),
  create: post(path, {
    policy: 'identity:ec2_create_credential',
    late: true,
    body: z.looseObject({ tenant_id: z.string().optional() }),
    status: 201,
    returns: one,
    errors: [400, 401, 403, 404],
  }),
  show: get(`${path}/{credential_id}`, { policy: 'identity:ec2_get_credential', late: true, status: 200, returns: one, errors }),
  delete: del(`${path}/{credential_id}`, { policy: 'identity:ec2_delete_credential', late: true, status: 204, errors }),
});

/** Checks of EC2's and S3's signatures are not emulated. */
export const signatures = resource({
  createEc2token: post('/ec2tokens', { status: 201 }),
  createS3token: post('/s3tokens', { status: 201 }),
});
