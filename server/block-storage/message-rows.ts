/** What a project is told of what went wrong after the answer. `cinder/message/message_field.py`, `cinder/message/api.py` */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

export interface Message {
  id: string;
  project_id: string;
  /** `VOLUME_VOLUME_008_012`: resource, action, detail. */
  event_id: string;
  action: Action;
  detail: Detail;
  message_level: string;
  resource_type: string;
  resource_uuid: string;
  request_id: string | null;
  created_at: number;
  expires_at: number;
}
export const messages = collection<Message>('blockstorage_messages', {
  project_id: 'text',
  event_id: 'text',
  message_level: 'text',
  resource_type: 'text',
  resource_uuid: 'text',
  request_id: 'text',
  created_at: 'integer',
});

/** Of those that upstream has, what can happen here. */
const ACTIONS = {
  'copy volume to image': '003',
  'extend volume': '007',
  'create volume from backend storage': '008',
  'create snapshot': '009',
  'delete snapshot': '010',
  'reimage volume': '016',
};
const DETAILS = {
  'An unknown error occurred.': '001',
  'Failed to upload volume to image at backend.': '004',
  'Volume Driver failed to extend volume.': '010',
  'Driver failed to create the volume.': '012',
  'Snapshot failed to create.': '013',
  'Snapshot failed to delete.': '016',
  'Compute service failed to reimage volume.': '028',
};
export type Action = keyof typeof ACTIONS;
export type Detail = keyof typeof DETAILS;

const LIFETIME = 30 * 86_400_000;
/** Leaves a message about a volume, or, with `type`, about a snapshot. */
export async function tell(
  { world, rows, now }: Scope,
  { id, project_id }: { id: string; project_id: string },
  action: Action,
  detail: Detail = 'An unknown error occurred.',
  type: 'VOLUME' | 'VOLUME_SNAPSHOT' = 'VOLUME',
): Promise<void> {
  await rows.insert(messages, {
    id: world.ids.uuid(),
    project_id,
    event_id: `VOLUME_${type}_${ACTIONS[action]}_${DETAILS[detail]}`,
    action,
    detail,
    message_level: 'ERROR',
    resource_type: type,
    resource_uuid: id,
    request_id: null,
    created_at: now,
    expires_at: now + LIFETIME,
  });
}
