/** The control API's own document. */
import { expect, test } from 'vitest';
import { control as tables } from '../../contracts/control/index.ts';
import type { Operation } from '../../contracts/operation.ts';
import { controlled } from './world.ts';

test('the OpenAPI document has every operation, with schemas of its own', async () => {
  const { ask, close } = await controlled();
  const { json: document } = await ask('GET', '/openapi.json');
  const operations = Object.entries(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
  );
  const rows = Object.entries(tables).flatMap(([noun, table]) =>
    Object.entries(table as Record<string, Operation>).map(([name, { method, path }]) => `${noun}.${name} ${method} /_virga${path}`),
  );
  expect(operations.toSorted()).toEqual(rows.toSorted());
  const { requestBody, parameters } = document.paths['/_virga/worlds/{world}/fork'].post;
  expect(parameters).toEqual([{ name: 'world', in: 'path', required: true, schema: { type: 'string' } }]);
  expect(requestBody.content['application/json'].schema).toMatchObject({ required: ['name'], additionalProperties: false });
  await close();
});

test('every refusal is of the shape that the document says', async () => {
  const { ask, close } = await controlled();
  for (const [method, path, body] of [
    ['GET', '/worlds/none'],
    ['POST', '/worlds', {}],
    ['PATCH', '/worlds'],
    ['GET', '/nothing'],
  ] as const) {
    const { status, json } = await ask(method, path, body);
    expect(json).toEqual({ error: { code: status, title: expect.any(String), message: expect.any(String) } });
  }
  await close();
});
