/** What went wrong after an answer had been given. https://docs.openstack.org/api-ref/block-storage/v3/#messages */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { del, get, resource } from '../operation.ts';
import { Links, page } from './types.ts';

const first = { since: '3.3' } as const;
const late = true as const;
const Message = z.object({
  id: z.string(),
  event_id: z.string(),
  user_message: z.string(),
  message_level: z.string(),
  created_at: z.string(),
  guaranteed_until: z.string().nullable(),
  request_id: z.string().nullable(),
  links: Links,
  resource_type: z.string().optional(),
  resource_uuid: z.string().optional(),
});

export const messages = resource({
  list: get('/messages', {
    ...first,
    policy: 'message:get_all',
    query: changes({ '3.3': z.looseObject({}), '3.5': page }),
    status: 200,
    returns: z.object({ messages: z.array(Message), messages_links: Links.optional() }),
    errors: [400, 403],
  }),
  show: get('/messages/{message_id}', { ...first, policy: 'message:get', late, status: 200, returns: z.object({ message: Message }), errors: [403, 404] }),
  delete: del('/messages/{message_id}', { ...first, policy: 'message:delete', late, status: 204, errors: [403, 404] }),
});
