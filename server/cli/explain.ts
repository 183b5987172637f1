/** Errors that a user can do something about, as one line each. */

/** Something that the user can put right; the message is one line. */
export class UserError extends Error {}

/** Undefined for what nobody expected. */
export function explain(error: unknown): string | undefined {
  if (error instanceof UserError) return error.message;
  if (!(error instanceof Error) || !('syscall' in error)) return undefined;
  const { code, syscall, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (syscall === 'getaddrinfo') return `--host: ${error.message}`;
  if (syscall !== 'listen') return undefined;
  const where = `port ${port} of ${address}`;
  if (code === 'EADDRINUSE') return `${where} is in use: end what listens there, or start on other ports with --port-base 20000 or --port 0`;
  if (code === 'EACCES') return `${where} is not allowed to this user: start on other ports with --port-base or --port`;
  return `--host: ${error.message}`;
}
