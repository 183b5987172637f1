/** The servers' table under another name, until 2.102. */
import type { Operation, Resource } from '../operation.ts';
import { serverActions } from './server-actions.ts';
import { serverImages } from './server-images.ts';
import { servers } from './servers.ts';

const { start, stop, reboot, resize, confirmResize, revertResize, triggerCrashDump } = serverActions;
const { rebuild, createImage } = serverImages;
const rows: Resource = { ...servers, start, stop, reboot, resize, confirmResize, revertResize, triggerCrashDump, rebuild, createImage };
const renamed = (row: Operation): Operation => ({ ...row, path: row.path.replace('/servers', '/os-volumes_boot'), until: '2.102' });

export const volumesBoot: Resource = Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, renamed(row)]));
