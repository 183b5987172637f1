import { X509Certificate, createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

const RSA =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCkF3MX59OrlBs3dH5CU7lNmvpbrgZxSpyGjlnE8Flkirnc/Up22lpjznoxqeoTAwTW034k7Dz6aYIrZGmQwe2TkE084yqvlj45Dkyoj95fW/sZacm0cZNuL69EObEGHdprfGJQajrpz22NQoCD8TFB8Wv+8om9NH9Le6s+WPe98Q== rec@example';
const RSA_FINGERPRINT = 'd2:1c:40:f2:ff:45:db:75:23:dc:26:5a:6d:d8:ba:a5';
const ED25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDzxKJ9srZcYJB9aVYG1Z1ChTzRKDj/v7rNhumMBbjQF someone';

contract('keypairs', { needs: ['microversion 2.92'] }, (it) => {
  it('are generated: a private key that goes with the public one', async ({ member, name, later }) => {
    const wanted = name('key');
    const { value, status } = await member.compute.keypairs.create({ body: { keypair: { name: wanted } } }).whole();
    later(() => member.compute.keypairs.delete({ keypair_name: wanted }));
    const { keypair } = value;
    expect(status).toBe(200);
    expect(keypair.private_key).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    const [type, blob = '', comment] = keypair.public_key.split(' ');
    expect([type, comment]).toEqual(['ssh-rsa', 'Generated-by-Nova']);
    const { n = '' } = createPublicKey(createPrivateKey(keypair.private_key ?? '')).export({ format: 'jwk' });
    expect(Buffer.from(blob, 'base64').subarray(-256)).toEqual(Buffer.from(n, 'base64url'));
    expect(keypair.fingerprint.replaceAll(':', '')).toBe(createHash('md5').update(Buffer.from(blob, 'base64')).digest('hex'));
    const { keypair: shown } = await member.compute.keypairs.show({ keypair_name: wanted });
    expect(shown).toMatchObject({ name: wanted, public_key: keypair.public_key, deleted: false, deleted_at: null, updated_at: null });
    expect(shown).not.toHaveProperty('private_key');
    expect(shown).not.toHaveProperty('type');
  });

  it('are generated as certificates since 2.2', async ({ member, name, later }) => {
    const wanted = name('certificate');
    const { keypair } = await member.compute.at('2.2').keypairs.create({ body: { keypair: { name: wanted, type: 'x509' } } });
    later(() => member.compute.keypairs.delete({ keypair_name: wanted }));
    const certificate = new X509Certificate(keypair.public_key);
    expect(certificate.subject).toBe(`CN=${keypair.user_id}`);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subjectAltName).toContain('othername');
    expect(keypair.fingerprint).toBe(certificate.fingerprint.toLowerCase());
    // PKCS #12, version 3
    expect(Buffer.from(keypair.private_key ?? '', 'base64').toString('hex')).toMatch(/^3082....020103/);
    expect((await member.compute.at('2.2').keypairs.show({ keypair_name: wanted })).keypair).toMatchObject({ type: 'x509', public_key: keypair.public_key });
  });

  it('are imported, listed in pages and deleted', async ({ member, name, later }) => {
    const names = [name('a'), name('b')];
    const at = member.compute.at('2.35');
    for (const [n, public_key] of [RSA, ED25519].entries()) {
      const { value, status } = await at.keypairs.create({ body: { keypair: { name: names[n] ?? '', public_key, type: 'ssh' } } }).whole();
      later(() => member.compute.keypairs.delete({ keypair_name: names[n] ?? '' }));
      expect(status).toBe(201);
      expect(value.keypair).toMatchObject({ name: names[n], type: 'ssh', public_key });
      expect(value.keypair).not.toHaveProperty('private_key');
    }
    expect((await at.keypairs.show({ keypair_name: names[0] ?? '' })).keypair.fingerprint).toBe(RSA_FINGERPRINT);
    const { keypairs, keypairs_links } = await at.keypairs.list({ query: { limit: ['1'], marker: [names[0] ?? ''] } });
    expect(keypairs.map(({ keypair }) => keypair.name)).toEqual([names[1]]);
    expect(keypairs_links?.[0]?.href).toMatch(new RegExp(`/os-keypairs\\?limit=1&marker=${names[1]}$`));
    expect((await at.keypairs.list({ query: { limit: ['0'] } })).keypairs).toEqual([]);
    expect((await member.compute.request('DELETE', `/os-keypairs/${names[0]}`)).status).toBe(202);
    expect((await at.request('DELETE', `/os-keypairs/${names[1]}`)).status).toBe(204);
    const { user } = await member.whoami();
    const gone = await member.compute.request('GET', `/os-keypairs/${names[0]}`);
    expect([gone.status, gone.json]).toEqual([404, { itemNotFound: { code: 404, message: `Keypair ${names[0]} not found for user ${user.id}` } }]);
  });

  it('need a key and a name that hold', async ({ member, name, later }) => {
    const wanted = name('key');
    await member.compute.keypairs.create({ body: { keypair: { name: wanted, public_key: RSA } } });
    later(() => member.compute.keypairs.delete({ keypair_name: wanted }));
    const create = async (keypair: unknown, version?: string) => {
      const headers: Record<string, string> = version ? { 'openstack-api-version': `compute ${version}` } : {};
      const { status, json } = await member.compute.request('POST', '/os-keypairs', { json: { keypair }, headers });
      return [status, Object.values<{ message: string }>(json)[0]?.message];
    };
    const invalid = 'Keypair data is invalid: failed to generate fingerprint';
    expect(await create({ name: wanted, public_key: RSA })).toEqual([409, `Key pair '${wanted}' already exists.`]);
    for (const public_key of ['', 'nonsense', 'ssh-rsa', ED25519.replace('ssh-ed25519', 'ssh-rsa'), ED25519.replace('bjQF', 'bj'), ED25519.slice(0, 60)]) {
      expect(await create({ name: 'x', public_key })).toEqual([400, invalid]);
    }
    expect(await create({})).toEqual([400, "Invalid input for field/attribute keypair. Value: {}. 'name' is a required property"]);
    expect(await create({ name: 'a/b' })).toEqual([
      400,
      String.raw`Invalid input for field/attribute name. Value: a/b. 'a/b' does not match '^[_\\- a-zA-Z0-9]+$'`,
    ]);
    expect(await create({ name: 'x', type: 'ssh' })).toEqual([
      400,
      "Invalid input for field/attribute keypair. Value: {'name': 'x', 'type': 'ssh'}. Additional properties are not allowed ('type' was unexpected)",
    ]);
    expect(await create({ name: 'x' }, '2.92')).toEqual([
      400,
      "Invalid input for field/attribute keypair. Value: {'name': 'x'}. 'public_key' is a required property",
    ]);
  });

  it('of other users are for admins, since 2.10', async ({ admin, member, name, later }) => {
    const wanted = name('key');
    const { user } = await member.whoami();
    await admin.compute.at('2.10').keypairs.create({ body: { keypair: { name: wanted, public_key: RSA, user_id: user.id } } });
    later(() => member.compute.keypairs.delete({ keypair_name: wanted }));
    expect((await member.compute.keypairs.show({ keypair_name: wanted })).keypair.user_id).toBe(user.id);
    const { keypairs } = await admin.compute.at('2.10').keypairs.list({ query: { user_id: [user.id] } });
    expect(keypairs.map(({ keypair }) => keypair.name)).toContain(wanted);
    await expect(admin.compute.keypairs.show({ keypair_name: wanted })).rejects.toMatchObject({ status: 404 });
    const { user: other } = await admin.whoami();
    await expect(member.compute.at('2.10').keypairs.list({ query: { user_id: [other.id] } })).rejects.toMatchObject({
      status: 403,
      message: "Policy doesn't allow os_compute_api:os-keypairs:index to be performed.",
    });
  });
});
