/** Placement's links are paths: below the host, with what stands in front of the service. */
import type { Context } from '../core/context.ts';

/** The path of the origin: empty on a port of its own, `/placement` behind a shared one. */
export const prefixOf = ({ origin }: Context): string => new URL(origin).pathname.replace(/\/$/, '');
