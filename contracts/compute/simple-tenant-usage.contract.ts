import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { say } from '../../test/contract/say.ts';
import { running } from '../../test/contract/server.ts';

/** As Nova takes times: without a zone. */
const time = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19);
const HOUR = 3_600_000;

contract('usage reports', { needs: ['admin', 'image', 'flavor', 'network'] }, (it) => {
  it('say how long servers had how much, page by page from 2.40 on', async (stage) => {
    const { admin, member } = stage;
    const [first, second] = [await running(stage, member), await running(stage, member)];
    const project_id = (await member.whoami()).project?.id ?? '';
    const period = { start: [time(Date.now() - HOUR)], end: [time(Date.now() + HOUR)] };
    const report = async () => (await member.compute.simpleTenantUsage.show({ project_id, query: period })).tenant_usage;
    const listed = (usage: Awaited<ReturnType<typeof report>>) =>
      new Map(('server_usages' in usage ? (usage.server_usages ?? []) : []).map((one) => [one.instance_id, one]));
    // a real cloud keeps whole seconds and rounds up: what has just begun is in the future
    const mine = listed(await stage.settled(report, (usage) => listed(usage).has(second)));
    expect(mine.get(first)).toMatchObject({ tenant_id: project_id, state: 'active', ended_at: null });
    expect(mine.get(second)?.vcpus).toBeGreaterThan(0);
    expect(mine.get(first)?.hours).toBeLessThan(1);
    expect(await say(member, 'GET', `/os-simple-tenant-usage/${project_id}?limit=x`, undefined, '2.40')).toEqual([
      400,
      "Invalid input for query parameters limit. Value: x. 'x' does not match '^[0-9]*$'",
    ]);

    const paged = member.compute.at('2.40').simpleTenantUsage;
    const page = await paged.show({ project_id, query: { ...period, limit: ['1'] } });
    expect(page.tenant_usage_links).toEqual([{ rel: 'next', href: expect.stringMatching(/[?&]marker=[0-9a-f-]{36}/) }]);
    const marker = /marker=([0-9a-f-]{36})/.exec(page.tenant_usage_links?.[0]?.href ?? '')?.[1] ?? '';
    const next = await paged.show({ project_id, query: { ...period, limit: ['1'], marker: [marker] } });
    const ids = ({ tenant_usage: usage }: typeof page): string[] =>
      ('server_usages' in usage ? (usage.server_usages ?? []) : []).map(({ instance_id }) => instance_id);
    expect(ids(page)).toEqual([marker]);
    expect(ids(next)).not.toContain(marker);

    const { tenant_usages } = await admin.compute.simpleTenantUsage.list({ query: period });
    expect(tenant_usages.find(({ tenant_id }) => tenant_id === project_id)).not.toHaveProperty('server_usages');
    const { tenant_usages: detailed } = await admin.compute.simpleTenantUsage.list({ query: { ...period, detailed: ['1'] } });
    expect(detailed.find(({ tenant_id }) => tenant_id === project_id)?.server_usages?.map(({ instance_id }) => instance_id)).toContain(second);
  });
});
