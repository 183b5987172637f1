/** https://docs.openstack.org/api-ref/block-storage/v3/#volume-type-encryption */
import { z } from 'zod';
import { type Complaint, types } from '../json-schema.ts';
import { del, get, post, put, resource } from '../operation.ts';
import { MAX_INT, nullableText } from './types.ts';

const noInteger: Complaint = { params: { text: '', sentence: 'Invalid input received: key_size must be an integer.' } };
const key_size = types(
  ['string', 'integer', 'null'],
  z
    .union([z.string(), z.int(), z.null()])
    .refine((value) => value === null || Number.isNaN(Number(value)) || Number(value) >= 0, { params: { text: 'is less than the minimum of 0', number: true } })
    .refine((value) => Number.isNaN(Number(value)) || Number(value) <= MAX_INT, { params: { text: `is greater than the maximum of ${MAX_INT}`, number: true } })
    .refine((value) => value === null || /^[+-]?\d+$/.test(String(value)), noInteger)
    .transform((value) => (value === null ? null : Number(value)))
    .optional(),
);
const wanted = {
  key_size,
  provider: z.string().max(255),
  control_location: z.enum(['front-end', 'back-end']),
  cipher: nullableText(),
};
const Encryption = z.object({
  encryption_id: z.string(),
  cipher: z.string().nullable(),
  key_size: z.int().nullable(),
  provider: z.string(),
  control_location: z.string(),
  volume_type_id: z.string(),
  deleted_at: z.null(),
  deleted: z.literal(false),
  created_at: z.string(),
  updated_at: z.string().nullable(),
});
const path = '/types/{type_id}/encryption';
const rule = (name: string) => `volume_extension:volume_type_encryption:${name}`;
/** What was sent. */
const returns = z.object({ encryption: z.record(z.string(), z.unknown()) });

export const volumeTypeEncryption = resource({
  /** Empty where volumes of the type are not encrypted. */
  list: get(path, { policy: rule('get'), status: 200, returns: z.union([Encryption, z.strictObject({})]), errors: [403, 404] }),
  create: post(path, {
    policy: rule('create'),
    body: z.strictObject({ encryption: z.looseObject(wanted) }),
    status: 200,
    returns,
    errors: [400, 403, 404],
  }),
  show: get(`${path}/{key}`, { policy: rule('get'), status: 200, returns: z.record(z.string(), z.unknown()), errors: [403, 404] }),
  /** The id says nothing: a type has one encryption. */
  update: put(`${path}/{encryption_id}`, {
    policy: rule('update'),
    body: z.strictObject({
      encryption: z.looseObject({ ...wanted, provider: wanted.provider.optional(), control_location: wanted.control_location.optional() }),
    }),
    status: 200,
    returns,
    errors: [400, 403, 404],
  }),
  delete: del(`${path}/{encryption_id}`, { policy: rule('delete'), plain: true, status: 202, errors: [400, 403, 404] }),
});
