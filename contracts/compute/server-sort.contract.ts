/** The order of servers in lists. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { running } from '../../test/contract/server.ts';

contract('the order of servers', { needs: ['admin', 'image', 'flavor', 'network'] }, (it) => {
  it('is that of a database without regard to case, ties by id', async (stage) => {
    const { member, name } = stage;
    const tag = name('order');
    const ids: string[] = [];
    for (const first of ['b', 'A', 'c']) ids.push(await running(stage, member, { name: `${first}-${tag}` }));
    const [b = '', a = '', c = ''] = ids;
    const list = async (query: string) => {
      const { json } = await member.compute.request('GET', `/servers?name=${tag}&${query}`);
      return (json.servers as { id: string }[] | undefined)?.map(({ id }) => id) ?? (json.badRequest.message as string);
    };
    expect(await list('sort_key=display_name&sort_dir=asc')).toEqual([a, b, c]);
    expect(await list('sort_key=display_name')).toEqual([c, b, a]);
    expect(await list(`sort_key=display_name&sort_dir=asc&limit=1&marker=${a}`)).toEqual([b]);
    // all are of one project
    for (const direction of ['asc', 'desc']) expect(await list(`sort_key=project_id&sort_dir=${direction}`)).toEqual(ids.toSorted());
    expect(await list(`sort_key=project_id&sort_dir=desc&marker=${ids.toSorted()[1]}`)).toEqual(ids.toSorted().slice(2));
    expect(await list('sort_key=uuid&sort_dir=desc')).toEqual(ids.toSorted().toReversed());
    // a second key without a direction of its own goes up, whichever way the first goes
    expect(await list('sort_key=project_id&sort_key=display_name&sort_dir=desc')).toEqual([a, b, c]);
    expect(await list('sort_key=display_name&sort_dir=up')).toBe("Invalid input received: Unknown sort direction, must be 'desc' or 'asc'");
    expect(await list('sort_key=display_name&sort_dir=asc&sort_dir=asc')).toBe('Invalid input received: Sort direction size exceeds sort key size');
  });
});
