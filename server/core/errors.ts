/**
 * Errors are thrown values with the upstream wording. Each service's dialect puts them on the wire (`server/http/faults.ts`).
 */
export interface ErrorDetails {
  /** Neutron's exception name (`NetworkNotFound`), Placement's code (`placement.duplicate_name`), Nova's fault name. */
  type?: string;
  /** Keystone's title, where it is not the reason phrase of the status. */
  title?: string;
  /** webob's second part, after the explanation. */
  detail?: string;
  /** Without microversion headers: there was none to speak of. */
  unversioned?: true;
  headers?: Record<string, string>;
  /** What was done before it was thrown stays done. */
  kept?: true;
  /** Further members of the error body. */
  more?: Record<string, unknown>;
}
export class CloudError extends Error {
  status: number;
  details: ErrorDetails;
  constructor(status: number, message: string, details: ErrorDetails = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}
const thrower =
  (status: number) =>
  (message: string, details?: ErrorDetails): CloudError =>
    new CloudError(status, message, details);
export const badRequest = thrower(400);
export const unauthorized = thrower(401);
export const forbidden = thrower(403);
export const notFound = thrower(404);
export const methodNotAllowed = thrower(405);
export const notAcceptable = thrower(406);
export const conflict = thrower(409);
export const gone = thrower(410);
export const tooLarge = thrower(413);
export const unsupportedMediaType = thrower(415);
export const rangeNotSatisfiable = thrower(416);
export const notImplemented = thrower(501);
