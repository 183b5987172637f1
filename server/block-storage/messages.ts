/** Messages. https://docs.openstack.org/api-ref/block-storage/v3/#messages; follows `cinder/api/v3/messages.py`. */
import { messages as table } from '../../contracts/block-storage/messages.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { links, nextPage } from './links.ts';
import { type Message, messages } from './message-rows.ts';
import { type Columns, filtersOf, findPage, matching } from './listing.ts';
import { checkFilters } from './resource-filters.ts';
import { stored } from './times.ts';

const COLUMNS: Columns<Message> = {
  id: 'id',
  event_id: 'event_id',
  message_level: 'message_level',
  resource_type: 'resource_type',
  resource_uuid: 'resource_uuid',
  request_id: 'request_id',
  project_id: 'project_id',
  created_at: 'created_at',
};

export const messageHandlers = implement(table, {
  list: async (request) => {
    const query: Record<string, unknown> = within(request.version, { since: '3.5' }) ? request.query : {};
    const asked = filtersOf(query);
    const matches = matching(within(request.version, { since: '3.31' }) ? checkFilters(request, 'message', asked) : asked, COLUMNS);
    const { page, limit } = await findPage(request, query, {
      from: messages,
      columns: COLUMNS,
      // upstream shows them to everybody
      filter: (message) => message.expires_at > request.now && matches(message),
      marker: async (id) => messageOf(request, id),
    });
    return { messages: page.map((message) => view(request, message)), messages_links: nextPage(request, 'messages', page, limit) };
  },
  show: async (request) => {
    const message = await messageOf(request, request.params.message_id);
    request.enforce({ project_id: message.project_id });
    return { message: view(request, message) };
  },
  delete: async (request) => {
    const { id, project_id } = await messageOf(request, request.params.message_id);
    request.enforce({ project_id });
    await request.rows.remove(messages, id);
  },
});

/** Throws 404. */
async function messageOf({ rows }: Context, id: string): Promise<Message> {
  const message = await rows.get(messages, id);
  if (!message) throw notFound(`Message ${id} could not be found.`);
  return message;
}
const view = (request: Context, message: Message) => ({
  id: message.id,
  event_id: message.event_id,
  user_message: `${message.action}:${message.detail}`,
  message_level: message.message_level,
  created_at: stored(message.created_at),
  guaranteed_until: stored(message.expires_at),
  request_id: message.request_id,
  links: links(request, 'messages', message.id),
  resource_type: message.resource_type,
  resource_uuid: message.resource_uuid,
});
