import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('tasks', { needs: ['admin'] }, (it) => {
  it('that are begun by hand end in failure, and say why', async ({ admin, settled }) => {
    for (const [type, input, message] of [
      ['api_image_import', {}, 'Input to api_image_import task is empty.'],
      ['api_image_import', { a: 1 }, `Missing required 'image_id' field`],
      ['location_import', {}, 'Input to location_import task is empty.'],
      ['location_import', { image_id: 'x' }, `Input does not contain 'loc_url' field`],
    ] as const) {
      const { value: task, headers } = await admin.image.tasks.create({ body: { type, input } }).whole();
      expect(headers.get('location')).toMatch(new RegExp(`/v2/tasks/${task.id}$`));
      expect(task).toMatchObject({ type, input, result: null, self: `/v2/tasks/${task.id}`, schema: '/v2/schemas/task' });
      const ended = await settled(
        () => admin.image.tasks.show({ task_id: task.id }),
        ({ status }) => status === 'failure',
      );
      expect(ended).toMatchObject({ message, expires_at: expect.any(String) });
      const { tasks } = await admin.image.tasks.list({ query: { limit: 1000 } });
      expect(tasks.find(({ id }) => id === task.id)).toMatchObject({ type, status: 'failure' });
      const deleted = await admin.image.request('DELETE', `/tasks/${task.id}`);
      expect([deleted.status, deleted.headers.get('allow'), deleted.json.message]).toEqual([
        405,
        'GET',
        'This operation is currently not permitted on Glance Tasks. They are auto deleted after reaching the time based on their expires_at property.',
      ]);
    }
  });

  const refused: [body: unknown, message: RegExp][] = [
    [{ input: {} }, /^Task 'type' is required</],
    [{ type: 'import' }, /^Task 'input' is required</],
    [{ type: 'export', input: {} }, /'export' is not one of \['import', 'api_image_import', 'location_import'\]/],
    [{ type: 'import', input: 'x' }, /'x' is not of type 'null', 'object'/],
    [{ type: 'import', input: {}, colour: 'red' }, /Additional properties are not allowed \('colour' was unexpected\)/],
    [{ type: 'import', input: {} }, /^Invalid location: None</],
    [{ type: 'import', input: { import_from: 'file:///etc/passwd' } }, /^File based imports are not allowed\. Please use a non-local source of image data\.</],
    [
      { type: 'import', input: { import_from: 'ftp://x/y' } },
      /^The given uri is not valid\. Please specify a valid uri from the following list of supported uri \['http'\]</,
    ],
  ];
  it('are refused in Glance’s words', async ({ admin }) => {
    for (const [body, message] of refused) {
      const answer = await admin.image.request('POST', '/tasks', { json: body });
      expect([body, answer.status, answer.json.message]).toEqual([body, 400, expect.stringMatching(message)]);
    }
    for (const [query, message] of [
      ['status=done', 'Invalid status value: done'],
      ['type=clone', 'Invalid type value: clone'],
      ['sort_dir=up', 'Invalid sort direction: up'],
      ['limit=x', 'limit param must be an integer'],
      ['marker=x', 'Invalid marker format'],
    ]) {
      const answer = await admin.image.request('GET', `/tasks?${query}`);
      expect([answer.status, answer.json.message]).toEqual([400, `${message}<br /><br />\n\n\n`]);
    }
  });
});
