/** What the requests about servers have in common. `nova/api/openstack/compute/schemas/servers.py`, `nova/api/validation/parameter_types.py` */
import { z } from 'zod';
import { flexInteger, format, isBase64, types, uuid } from '../json-schema.ts';
import { changes, since, until } from '../microversion.ts';
import { printable } from './printable.ts';
import { MAX_INT, Name, metadata } from './types.ts';

/** A type that upstream writes as `oneOf`: whatever is wrong, the complaint is the same. */
const oneOf = <T extends z.ZodType>(type: T): T => types([], type);
const noneOf = { params: { text: 'is not valid under any of the given schemas' } };

const isIPv4 = (text: string): boolean => z.regexes.ipv4.test(text);
const isIPv6 = (text: string): boolean => z.regexes.ipv6.test(text);
export const DiskConfig = types(['string'], z.enum(['AUTO', 'MANUAL']));
export const AccessIPv4 = format('ipv4', isIPv4);
export const AccessIPv6 = format('ipv6', isIPv6);
export const Ip = z.string().refine((text) => isIPv4(text) || isIPv6(text), noneOf);
export const Metadata = metadata(z.string().max(255));
const Description = types(['string', 'null'], printable().max(255).nullable());
const Base64 = format('base64', isBase64);
export const UserData = Base64.max(65_535);
/** Of any size: what no flavor has is not found. */
export const FlavorRef = types(
  ['string', 'integer'],
  z.union([z.string().min(1), z.number().refine(Number.isInteger, { params: { text: "is not of type 'string', 'integer'" } })]),
);
export const NameOrNull = oneOf(z.union([z.string().min(1).max(255), z.null()]));
export const ImageOrNone = oneOf(z.union([uuid, z.string().max(0)]));
export const Tag = z
  .string()
  .regex(/^[^,/]*$/)
  .min(1)
  .max(60);
export const Fqdn = z
  .string()
  .regex(/^[a-zA-Z0-9-._]*$/)
  .min(1)
  .max(255);
const LeafName = z
  .string()
  .regex(/^[a-zA-Z0-9]+[a-zA-Z0-9-]*[a-zA-Z0-9]+$/)
  .min(2)
  .max(63);
/** A label until fully qualified names were allowed. */
const Hostname = changes({ '2.90': LeafName, '2.94': Fqdn }).optional();
const TrustedCertificates = types(
  ['array', 'null'],
  z
    .array(z.string().min(1))
    .min(1)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, { params: { text: 'has non-unique elements' } })
    .nullable(),
);
/** Files to write into the guest, until configuration drives were thought to do. */
const Personality = z.array(z.strictObject({ path: z.string().optional(), contents: Base64.optional() }));

const port = types(['string', 'null'], uuid.nullable());
const plain = { fixed_ip: Ip.optional(), port: port.optional() };
const network = z.strictObject({ ...plain, uuid: z.string().optional() });
const taggedNetwork = z.strictObject({ ...plain, uuid: z.string().optional(), tag: Tag.optional() });
const automatic = z.enum(['none', 'auto']);
/** Tags came with 2.32, were lost by accident in 2.37 and are back since 2.42. */
export const Networks = changes({
  '2.1': z.array(network).optional(),
  '2.32': z.array(taggedNetwork).optional(),
  '2.37': oneOf(z.union([z.array(z.strictObject({ ...plain, uuid: uuid.optional() })), automatic])),
  '2.42': oneOf(z.union([z.array(z.strictObject({ ...plain, uuid: uuid.optional(), tag: Tag.optional() })), automatic])),
});

const volumeSize = flexInteger({ min: 1, max: MAX_INT });
const legacyDevice = {
  virtual_name: z.string().max(255).optional(),
  volume_id: uuid.optional(),
  snapshot_id: uuid.optional(),
  volume_size: volumeSize.optional(),
  device_name: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[a-zA-Z0-9._/-]*$/)
    .optional(),
  delete_on_termination: z.union([z.boolean(), z.string()]).optional(),
  no_device: z.unknown().optional(),
  connection_info: z.string().max(16_777_215).optional(),
};
const device = {
  ...legacyDevice,
  source_type: z.enum(['volume', 'image', 'snapshot', 'blank']).optional(),
  uuid: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[a-zA-Z0-9._-]*$/)
    .optional(),
  image_id: uuid.optional(),
  destination_type: z.enum(['local', 'volume']).optional(),
  guest_format: z.string().max(255).optional(),
  device_type: z.string().max(255).optional(),
  disk_bus: z.string().max(255).optional(),
  boot_index: types(['integer', 'string', 'null'], flexInteger({ pattern: '^-?[0-9]+$' }).nullable()).optional(),
};
const tagged = { ...device, tag: Tag.optional() };
const NewestDevice = z.strictObject({ ...tagged, volume_type: types(['string', 'null'], z.string().max(255).nullable()).optional() });
export const LegacyBlockDevices = z.array(z.strictObject(legacyDevice));
export const BlockDevices = changes({
  '2.1': z.array(z.strictObject(device)),
  '2.32': z.array(z.strictObject(tagged)),
  '2.33': z.array(z.strictObject(device)),
  '2.42': z.array(z.strictObject(tagged)),
  '2.67': z.array(NewestDevice),
}).optional();
export type BlockDevice = z.output<typeof NewestDevice>;

export const SchedulerHints = z.looseObject({
  group: oneOf(z.union([uuid, z.array(uuid)])).optional(),
  different_host: oneOf(z.union([uuid, z.array(uuid)])).optional(),
  same_host: types(['string', 'array'], z.union([z.string(), z.array(uuid)])).optional(),
  query: types(['string', 'object'], z.union([z.string(), z.looseObject({})])).optional(),
  target_cell: Name.optional(),
  different_cell: types(['string', 'array'], z.union([z.string(), z.array(z.string())])).optional(),
  build_near_host_ip: Ip.optional(),
  cidr: z
    .string()
    // a line may end at the end, says Python
    .refine((cidr) => /^\/[0-9a-f.:]+\n?$/.test(cidr), { params: { text: "does not match '^/[0-9a-f.:]+$'" } })
    .optional(),
});

/** Fields that the creation and the rebuilding of a server share, in upstream's order. */
export const personality = until('2.56', Personality.optional());
export const description = since('2.19', Description.optional());
export const trustedCertificates = since('2.63', TrustedCertificates.optional());
export const hostname = since('2.90', Hostname);
