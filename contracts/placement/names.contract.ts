import { expect } from 'vitest';
import type { Connection } from '../../client/index.ts';
import { contract } from '../../test/contract/contract.ts';

/** `virga-x-1a2b` as a name of Placement's. */
const custom = (name: string): string => `CUSTOM_${name.toUpperCase().replaceAll('-', '_')}`;

/** What is there already is made again, in other words. */
const put = async (as: Connection, path: string): Promise<number> =>
  (await as.placement.request('PUT', path, { headers: { 'OpenStack-API-Version': 'placement 1.39' } })).status;

contract('traits', { needs: ['admin'] }, (it) => {
  it('are standard or custom, and those of providers are in use', async ({ admin, name, later }) => {
    const { traits, resourceProviders, resourceProviderTraits } = admin.placement.at('1.39');
    const trait = custom(name('trait'));
    later(() => traits.delete({ name: trait }));
    expect((await traits.create({ name: trait }).whole()).status).toBe(201);
    expect(await put(admin, `/traits/${trait}`)).toBe(204);
    await traits.show({ name: trait });
    expect((await traits.list({ query: { name: `in:${trait},HW_CPU_X86_AVX2,NOPE` } })).traits.toSorted()).toEqual([trait, 'HW_CPU_X86_AVX2'].toSorted());
    expect((await traits.list({ query: { name: 'startswith:HW_NUMA' } })).traits).toEqual(['HW_NUMA_ROOT']);

    const provider = await resourceProviders.create({ body: { name: name('provider') } });
    const uuid = provider?.uuid ?? '';
    later(() => resourceProviders.delete({ uuid }));
    const wear = (resource_provider_generation: number) => resourceProviderTraits.replace({ uuid, body: { traits: [trait], resource_provider_generation } });
    expect(await wear(0)).toEqual({ traits: [trait], resource_provider_generation: 1 });
    // what stays the same is no change
    expect(await wear(1)).toEqual({ traits: [trait], resource_provider_generation: 1 });
    expect((await traits.list({ query: { associated: 'true' } })).traits).toContain(trait);
    await expect(traits.delete({ name: trait })).rejects.toMatchObject({ status: 409 });
    const { resource_providers } = await resourceProviders.list({ query: { required: trait } });
    expect(resource_providers.map((found) => found.uuid)).toEqual([uuid]);
    await resourceProviderTraits.deleteAll({ uuid });
    expect(await resourceProviderTraits.list({ uuid })).toEqual({ traits: [], resource_provider_generation: 2 });
    await traits.delete({ name: trait });
    await expect(traits.show({ name: trait })).rejects.toMatchObject({ status: 404 });
    await expect(traits.delete({ name: 'HW_NUMA_ROOT' })).rejects.toMatchObject({ status: 400 });
  });
});

contract('resource classes', { needs: ['admin'] }, (it) => {
  it('are standard or custom, renamed at first and ensured later', async ({ admin, name, later }) => {
    const { resourceClasses } = admin.placement.at('1.39');
    const [first, second, third] = [custom(name('class')), custom(name('class')), custom(name('class'))];
    for (const one of [first, second, third]) later(() => resourceClasses.delete({ name: one }));
    await resourceClasses.create({ body: { name: first } });
    expect(await put(admin, `/resource_classes/${first}`)).toBe(204);
    expect((await resourceClasses.ensure({ name: second }).whole()).status).toBe(201);
    expect((await resourceClasses.show({ name: second })).name).toBe(second);
    const renamed = await admin.placement.at('1.6').resourceClasses.rename({ name: second, body: { name: third } });
    expect(renamed.name).toBe(third);
    const { resource_classes } = await resourceClasses.list();
    const names = resource_classes.map((one) => one.name);
    expect(names).toEqual(expect.arrayContaining(['VCPU', 'MEMORY_MB', 'DISK_GB', first, third]));
    expect(names).not.toContain(second);
    await expect(resourceClasses.create({ body: { name: first } })).rejects.toMatchObject({ status: 409 });
    await expect(resourceClasses.delete({ name: 'VCPU' })).rejects.toMatchObject({ status: 400 });
    await resourceClasses.delete({ name: first });
    await expect(resourceClasses.show({ name: first })).rejects.toMatchObject({ status: 404 });
  });
});
