/**
 * How volumes of a type are encrypted. https://docs.openstack.org/api-ref/block-storage/v3/#volume-type-encryption
 * Follows `cinder/api/contrib/volume_type_encryption.py`.
 */
import { volumeTypeEncryption as table } from '../../contracts/block-storage/volume-type-encryption.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { stored, storedOrNull } from './times.ts';
import { typeOf } from './volume-type-lookup.ts';
import { isTypeUsed } from './volume-type-use.ts';

/** The id is the type's. */
export interface Encryption {
  id: string;
  encryption_id: string;
  provider: string;
  control_location: string;
  cipher: string | null;
  /** Bits */
  key_size: number | null;
  created_at: number;
  updated_at: number | null;
}
const encryptions = collection<Encryption>('blockstorage_encryptions');

/** Undefined where volumes of the type are not encrypted. */
const encryptionOf = async ({ rows }: Pick<Scope, 'rows'>, typeId: string): Promise<Encryption | undefined> => rows.get(encryptions, typeId);
export const removeEncryption = async ({ rows }: Pick<Scope, 'rows'>, typeId: string): Promise<boolean> => rows.remove(encryptions, typeId);

export const volumeTypeEncryptionHandlers = implement(table, {
  list: async (request) => {
    const { id } = await typeOf(request, request.params.type_id);
    const encryption = await encryptionOf(request, id);
    return encryption ? view(encryption) : {};
  },
  create: async (request) => {
    const { type_id } = request.params;
    const { encryption } = request.body;
    const { key_size = null, provider, control_location, cipher = null } = encryption;
    await checkUnused(request, type_id, 'create');
    await typeOf(request, type_id);
    if (await encryptionOf(request, type_id)) throw badRequest(`Volume type encryption for type ${type_id} already exists.`);
    const made = { id: type_id, encryption_id: request.world.ids.uuid(), provider, control_location, cipher, key_size };
    await request.rows.insert(encryptions, { ...made, created_at: request.now, updated_at: null });
    return { encryption: { ...encryption, volume_type_id: type_id, encryption_id: made.encryption_id } };
  },
  show: async (request) => {
    const { type_id, key } = request.params;
    await typeOf(request, type_id);
    const encryption = await encryptionOf(request, type_id);
    const members: Record<string, unknown> = encryption ? view(encryption) : {};
    if (!Object.hasOwn(members, key)) throw none(type_id);
    return { [key]: members[key] };
  },
  update: async (request) => {
    const { type_id } = request.params;
    const { encryption } = request.body;
    await typeOf(request, type_id);
    await checkUnused(request, type_id, 'update');
    const old = await encryptionOf(request, type_id);
    if (!old) throw none(type_id);
    const { key_size = old.key_size, provider = old.provider, control_location = old.control_location, cipher = old.cipher } = encryption;
    await request.rows.update(encryptions, { ...old, key_size, provider, control_location, cipher, updated_at: request.now });
    return { encryption };
  },
  delete: async (request) => {
    const { type_id } = request.params;
    await checkUnused(request, type_id, 'delete');
    if (!(await removeEncryption(request, type_id))) throw none(type_id);
  },
});

const none = (type: string): Error => notFound(`Volume type encryption for type ${type} does not exist.`);
async function checkUnused({ rows }: Context, volume_type_id: string, doing: string): Promise<void> {
  if (await isTypeUsed({ rows }, volume_type_id)) throw badRequest(`Cannot ${doing} encryption specs. Volume type in use.`);
}
const view = ({ id, encryption_id, cipher, key_size, provider, control_location, created_at, updated_at }: Encryption) => ({
  encryption_id,
  cipher,
  key_size,
  provider,
  control_location,
  volume_type_id: id,
  deleted_at: null,
  deleted: false as const,
  created_at: stored(created_at),
  updated_at: storedOrNull(updated_at),
});
