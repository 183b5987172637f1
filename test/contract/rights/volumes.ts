/** Nova's rights on its old ways to volumes, and to exchange those of servers. What follows the right finds none. */
import { NOWHERE, rightsOf } from './right.ts';

export const volumeRights = rightsOf({
  reader: [
    ['os-volumes:list', 'GET /os-volumes'],
    ['os-volumes:detail', 'GET /os-volumes/detail'],
    ['os-volumes:show', 'GET /os-volumes/{nowhere}'],
    ['os-volumes:snapshots:list', 'GET /os-snapshots'],
    ['os-volumes:snapshots:detail', 'GET /os-snapshots/detail'],
    ['os-volumes:snapshots:show', 'GET /os-snapshots/{nowhere}'],
  ],
  member: [
    ['os-volumes:create', 'POST /os-volumes', { volume: { size: 1, snapshot_id: NOWHERE } }],
    ['os-volumes:delete', 'DELETE /os-volumes/{nowhere}'],
    ['os-volumes:snapshots:create', 'POST /os-snapshots', { snapshot: { volume_id: NOWHERE } }],
    ['os-volumes:snapshots:delete', 'DELETE /os-snapshots/{nowhere}'],
  ],
  admin: [['os-volumes-attachments:swap', 'PUT /servers/{server}/os-volume_attachments/{nowhere}', { volumeAttachment: { volumeId: NOWHERE } }, '2.1']],
});
