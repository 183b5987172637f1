/** Which requests are meant: by faults, by the journal. */
import { z } from 'zod';

/** All that is said has to hold. */
export const Match = z.strictObject({
  operation: z.string().optional().describe('As the coverage page names it: `compute.servers.create`; `compute.servers.*` and `compute.*` mean several'),
  project: z.string().optional().describe('Id or name of the project of the token'),
  user: z.string().optional().describe('Id or name of the user of the token'),
  name: z.string().optional().describe('The `name` in the body, by itself or of the one thing in it'),
  headers: z.record(z.string(), z.string()).optional().describe('Request headers with their whole values'),
  body: z
    .record(z.string().regex(/^(?:\/(?:[^~]|~[01])*)?$/, 'a JSON pointer begins with a slash'), z.json())
    .optional()
    .describe('Values in the body by JSON pointer: `{"/server/flavorRef": "1"}`'),
});
export type Match = z.output<typeof Match>;
