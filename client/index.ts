/** The client: `connect()` and what it gives. */
export { type ConnectOptions, type Connection, connect } from './connect.ts';
export { type Control, type ControlOptions, control } from './control.ts';
export type { Auth, Cloud } from './config.ts';
export type { Answer, RawAnswer, RawOptions, Whole } from './bind.ts';
export { OpenStackError, ShapeError } from './errors.ts';
export type { Fetch, Token } from './session.ts';
export { type Patience, waitFor } from './wait.ts';
