/** The life of an image. `glance/domain/__init__.py`, `Image.valid_state_targets` */
import { badRequest, conflict } from '../core/errors.ts';
import type { Image, Status } from './images.ts';

const NEXT: Record<Status, readonly Status[]> = {
  queued: ['saving', 'uploading', 'importing', 'active', 'deleted'],
  saving: ['active', 'killed', 'deleted', 'queued'],
  uploading: ['importing', 'queued', 'deleted'],
  importing: ['active', 'deleted', 'queued'],
  active: ['pending_delete', 'deleted', 'deactivated'],
  killed: ['deleted'],
  pending_delete: ['deleted', 'active'],
  deleted: [],
  deactivated: ['active', 'deleted'],
};

/** Changes the status. Throws 409 where it cannot become that, 400 where it lacks what content needs. */
export function become(image: Image, status: Status): void {
  if (!NEXT[image.status].includes(status)) throw conflict(`Image status transition from ${image.status} to ${status} is not allowed`);
  if (['queued', 'uploading'].includes(image.status) && ['saving', 'active', 'importing'].includes(status)) {
    const missing = (['disk_format', 'container_format'] as const).filter((name) => !image[name]);
    if (missing.length) throw badRequest(`${missing.length === 1 ? 'Property' : 'Properties'} ${missing.join(', ')} must be set prior to saving data.`);
  }
  if (status === 'queued') {
    image.size = null;
    image.virtual_size = null;
  }
  image.status = status;
}
