/** What contracts of the network service share. */
import type { Connection } from '../../client/index.ts';

/** Status, type and message of a refusal. */
export function refused({ status, json }: { status: number; json: unknown }): [status: number, type: string | undefined, message: string | undefined] {
  const { NeutronError: error } = (json ?? {}) as { NeutronError?: { type: string; message: string } };
  return [status, error?.type, error?.message];
}
/** The id of the project that somebody acts for. */
export const projectOf = async (who: Connection): Promise<string> => (await who.whoami()).project?.id ?? '';
