/** The only storage backend there is, and where it is said to be. */

/** Cinder's `[DEFAULT] storage_availability_zone`. */
export const ZONE = 'nova';
export const HOST = 'virga-1';
/** A service `cinder-volume` is one of a host and a backend. */
export const BACKEND_HOST = `${HOST}@${HOST}`;
/** The pool that has all volumes. */
export const POOL = `${BACKEND_HOST}#${HOST}`;
