/** How Nova words what Cinder refuses: with the client's status and request id. `nova/volume/cinder.py` */
import type { Context } from '../core/context.ts';
import { CloudError, badRequest, forbidden } from '../core/errors.ts';

/** An answer of Cinder's as its client words it. */
export const clientText = ({ world }: Pick<Context, 'world'>, { status, message }: CloudError): string =>
  `${message} (HTTP ${status}) (Request-ID: req-${world.ids.uuid()})`;

const invalidInput = (request: Pick<Context, 'world'>, error: CloudError): string => `Invalid input received: ${clientText(request, error)}`;
/** The same of snapshots, of which Nova says less where there are too many. */
export const askForSnapshot = async <T>(request: Pick<Context, 'world'>, question: Promise<T>): Promise<T> =>
  askCinder(request, question, { tooMany: 'Quota exceeded for resources: snapshots' });

/** Runs `question`; a 400 of Cinder's becomes one of Nova's, a 413 a 403. @param prefix before Nova's words */
export async function askCinder<T>(
  request: Pick<Context, 'world'>,
  question: Promise<T>,
  { prefix = '', tooMany }: { prefix?: string; tooMany?: string } = {},
): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof CloudError && error.status === 413) throw forbidden(tooMany ?? error.message);
    if (error instanceof CloudError && error.status === 400) throw badRequest(prefix + invalidInput(request, error));
    throw error;
  }
}
