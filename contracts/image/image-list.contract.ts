import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';

/** Three images that only this test knows, found by a property of theirs. */
async function three({ admin, name, later }: Stage) {
  const run = name('run');
  const make = async (body: Record<string, unknown>) => {
    const image = await admin.image.images.create({ body: { ...body, run } });
    later(() => admin.image.images.delete({ image_id: image.id }));
    return image;
  };
  const a = await make({ name: 'a', tags: ['x', 'y'], min_ram: 5 });
  const b = await make({ name: 'b, with "marks"', tags: ['x'], os_hidden: true });
  const c = await make({ name: 'c', disk_format: 'raw', container_format: 'bare', protected: false, visibility: 'private' });
  return {
    run,
    a,
    b,
    c,
    ids: async (query: Record<string, unknown>) => (await admin.image.images.list({ query: { run, ...query } })).images.map(({ name }) => name),
  };
}

contract('lists of images', { needs: ['admin'] }, (it) => {
  it('are filtered by attributes and by properties', async (stage) => {
    const { ids } = await three(stage);
    const sort = 'name:asc';
    expect(await ids({ sort })).toEqual(['a', 'c']);
    expect(await ids({ sort, os_hidden: 'true' })).toEqual(['b, with "marks"']);
    expect(await ids({ sort, name: 'c' })).toEqual(['c']);
    expect(await ids({ sort, name: 'in:a,c' })).toEqual(['a', 'c']);
    expect(await ids({ sort, status: 'active' })).toEqual([]);
    expect(await ids({ sort, tag: ['x', 'y'] })).toEqual(['a']);
    expect(await ids({ sort, visibility: 'private' })).toEqual(['c']);
    expect(await ids({ sort, disk_format: 'raw' })).toEqual(['c']);
    expect(await ids({ sort, min_ram_min: '5' })).toEqual(['a']);
    expect(await ids({ sort, protected: 'true' })).toEqual([]);
    expect(await ids({ sort, colour: 'red' })).toEqual([]);
    expect(await ids({ sort, created_at: 'gt:2020-01-01T00:00:00Z' })).toEqual(['a', 'c']);
    expect(await ids({ sort, created_at: 'lt:2020-01-01' })).toEqual([]);
  });

  it('are sorted in both ways of saying it', async (stage) => {
    const { ids } = await three(stage);
    expect(await ids({ sort: 'name:desc' })).toEqual(['c', 'a']);
    expect(await ids({ sort_key: ['disk_format', 'name'], sort_dir: ['asc', 'asc'] })).toEqual(['a', 'c']);
    expect(await ids({ sort_key: ['name'], sort_dir: ['asc'] })).toEqual(['a', 'c']);
    expect(await ids({ sort_key: ['name'] })).toEqual(['c', 'a']);
  });

  it('come in pages that follow one another', async (stage) => {
    const { admin } = stage;
    const { run } = await three(stage);
    const first = await admin.image.images.list({ query: { run, limit: 1, sort: 'name:asc' } });
    expect(first).toMatchObject({ images: [{ name: 'a' }], first: `/v2/images?run=${run}&limit=1&sort=name%3Aasc`, schema: '/v2/schemas/images' });
    expect(first.next).toBe(`${first.first}&marker=${first.images[0]?.id}`);
    const next = await admin.image.request('GET', first.next?.replace('/v2', '') ?? '');
    expect(next.json.images.map((image: { name: string }) => image.name)).toEqual(['c']);
    const last = await admin.image.request('GET', next.json.next.replace('/v2', ''));
    expect(last.json).toEqual({ images: [], first: first.first, schema: '/v2/schemas/images' });
    expect(await admin.image.images.list({ query: { limit: 0 } })).toEqual({ images: [], first: '/v2/images?limit=0', schema: '/v2/schemas/images' });
  });

  const refused: [query: string, message: string][] = [
    ['limit=-1', 'limit param must be positive'],
    ['limit=abc', 'limit param must be an integer'],
    ['visibility=none', 'Invalid visibility value: none'],
    ['member_status=none', 'Invalid status: none'],
    ['os_hidden=maybe', `Invalid value 'maybe' for 'os_hidden' filter. Valid values are 'true' or 'false'.`],
    ['protected=maybe', `Invalid value 'maybe' for 'protected' filter. Valid values are 'true' or 'false'.`],
    ['sort_dir=up', 'Invalid sort direction: up'],
    ['sort=name&sort_key=name', 'Old and new sorting syntax cannot be combined'],
    ['sort_key=name&sort_dir=asc&sort_dir=desc', 'Number of sort dirs does not match the number of sort keys'],
    [
      'sort_key=nothing',
      'Invalid sort key: nothing. It must be one of the following: name, status, container_format, disk_format, size, id, created_at, updated_at.',
    ],
    ['marker=00000000-0000-0000-0000-000000000000', 'No image found with ID 00000000-0000-0000-0000-000000000000'],
    ['size_min=abc', 'Unable to filter on a range with a non-numeric value.'],
    ['created_at=yesterday', 'Bad "created_at" query filter format. Use ISO 8601 DateTime notation.'],
    ['created_at=like:2020-01-01T00:00:00Z', 'Unable to filter on a unknown operator.'],
    ['name=like:x', `Unable to filter by unknown operator 'like'.`],
    ['name=in:"x', 'Invalid filter value "x. The quote is not closed.'],
    ['name=in:"x"y', 'Invalid filter value "x"y. There is no comma after closing quotation mark.'],
    ['name=in:x"y"', 'Invalid filter value x"y". There is no comma before opening quotation mark.'],
    ['changes-since=2020', 'The "changes-since" filter is no longer available on v2.'],
  ];
  for (const [query, message] of refused) {
    it(`refuse ${query}`, async ({ member }) => {
      const answer = await member.image.request('GET', `/images?${query}`);
      expect(answer.json).toEqual({ message: `${message}<br /><br />\n\n\n`, code: '400 Bad Request', title: 'Bad Request' });
    });
  }
});
