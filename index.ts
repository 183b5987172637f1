/** What the package offers: a cloud in this process, and the client. */
export { type Cloud, type CloudOptions, type Listening, createCloud, nativePorts } from './server/cloud.ts';
export { SeedError } from './server/core/seed-error.ts';
export { type ConnectOptions, type Connection, type Control, OpenStackError, connect, control, waitFor } from './client/index.ts';
