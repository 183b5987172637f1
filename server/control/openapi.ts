/** The control API as an OpenAPI document, made of its tables. https://spec.openapis.org/oas/v3.1.1.html */
import { z } from 'zod';
import { control } from '../../contracts/control/index.ts';
import { Refused } from '../../contracts/control/names.ts';
import { TOKEN_HEADER, controlService } from '../../contracts/control/service.ts';
import type { Operation } from '../../contracts/operation.ts';

const schema = (type: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return rest;
};
const json = (type: z.ZodType, io: 'input' | 'output') => ({
  content: { [type instanceof z.ZodString ? 'text/plain' : 'application/json']: { schema: schema(type, io) } },
});

/** @param version Virga's */
export function openapi(version: string): { openapi: string } & Record<string, unknown> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [noun, table] of Object.entries(control)) {
    for (const [name, row] of Object.entries(table as Record<string, Operation>)) {
      (paths[controlService.root + row.path] ??= {})[row.method.toLowerCase()] = operation(noun, name, row);
    }
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Virga control API', version, description: 'Worlds, their time, their snapshots: what a real cloud cannot give.' },
    components: {
      securitySchemes: { token: { type: 'apiKey', in: 'header', name: TOKEN_HEADER } },
      schemas: { Refused: schema(Refused, 'output') },
    },
    security: [{}, { token: [] }],
    paths,
  };
}

function operation(noun: string, name: string, row: Operation): object {
  const parameters = [
    ...Array.from(row.path.matchAll(/\{(\w+)\}/g), ([, key]) => ({ name: key, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries(row.query instanceof z.ZodObject ? (row.query.shape as Record<string, z.ZodType>) : {}).map(([key, type]) => ({
      name: key,
      in: 'query',
      required: !type.safeParse(undefined).success,
      schema: schema(type, 'input'),
    })),
  ];
  const refusal = { description: 'Refused', content: { 'application/json': { schema: { $ref: '#/components/schemas/Refused' } } } };
  return {
    operationId: `${noun}.${name}`,
    tags: [noun],
    ...(parameters.length && { parameters }),
    ...(row.body && { requestBody: { required: true, ...json(row.body, 'input') } }),
    responses: {
      [String(row.status)]: { description: 'Done', ...(row.returns && json(row.returns, 'output')) },
      ...Object.fromEntries((row.errors ?? []).map((status) => [String(status), refusal])),
    },
  };
}
