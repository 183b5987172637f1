/** Sharing images with other projects. https://docs.openstack.org/api-ref/image/v2/#sharing · `glance/api/v2/image_members.py` */
import type { z } from 'zod';
import { type Member as MemberView, imageMembers as table } from '../../contracts/image/image-members.ts';
import { seconds } from '../core/clock.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, forbidden, notFound } from '../core/errors.ts';
import type { Caller } from '../core/policy.ts';
import { type Rows, collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { type Image, visibleImage } from './images.ts';
import { checkCount } from './new-image.ts';
import { targetOf } from './policy.ts';

export type MemberStatus = 'pending' | 'accepted' | 'rejected';
interface Member {
  id: string;
  image_id: string;
  /** A project. */
  member: string;
  status: MemberStatus;
  created_at: number;
  updated_at: number;
}
const members = collection<Member>('image_members', { image_id: 'text', member: 'text', status: 'text' }, [['image_id', 'member']]);

/** The caller's membership of an image that its owner shares. */
export async function membershipOf({ rows }: Pick<Scope, 'rows'>, { project_id }: Caller, image: Image): Promise<Member | undefined> {
  if (image.visibility !== 'shared' || project_id === undefined) return undefined;
  return (await rows.list(members, { where: { image_id: image.id, member: project_id }, limit: 1 }))[0];
}
/** Ids of the images that a project has been offered. */
export async function sharedWith(rows: Rows, project: string | undefined, status: MemberStatus | 'all'): Promise<ReadonlySet<string>> {
  if (project === undefined) return new Set();
  const offered = await rows.list(members, { where: { member: project, status: status === 'all' ? undefined : status } });
  return new Set(offered.map(({ image_id }) => image_id));
}

/** The image whose members a request is about, when it can have some. */
async function shared(request: Context & { params: { image_id: string } }, refusal: (reason: string) => Error): Promise<Image> {
  const id = request.params.image_id;
  const image = await visibleImage(request, request.caller, id);
  if (!image) throw notFound(`Image ${id} not found.`);
  if (image.visibility !== 'shared') throw refusal('Only shared images have members.');
  if (!request.may('get_image', targetOf(image, request.caller))) throw notFound('');
  return image;
}
async function memberOf(request: Context & { params: { image_id: string; member_id: string } }, image: Image): Promise<Member> {
  const { image_id, member_id } = request.params;
  request.enforce(targetOf(image, request.caller), 'get_member');
  // a project that is not the owner sees its own membership only
  const hidden = image.owner !== request.caller.project_id && member_id !== request.caller.project_id && !request.caller.roles.has('admin');
  const [member] = hidden ? [] : await request.rows.list(members, { where: { image_id, member: member_id }, limit: 1 });
  if (!member) throw notFound(`${member_id} not found in the member list of the image ${image_id}.`);
  return member;
}
const refusing = (verb: string, id: string) => () => forbidden(`Not allowed to ${verb} members for image ${id}.`);

export const imageMemberHandlers = implement(table, {
  list: async (request) => {
    const id = request.params.image_id;
    const image = await shared(request, (reason) => forbidden(`Not allowed to list members for image ${id}: ${reason}`));
    request.enforce(targetOf(image, request.caller));
    const mine = image.owner === request.caller.project_id || request.caller.roles.has('admin') ? undefined : request.caller.project_id;
    const found = await request.rows.list(members, { where: { image_id: id, member: mine } });
    return { members: found.map(view), schema: '/v2/schemas/members' };
  },
  create: async (request) => {
    const id = request.params.image_id;
    const member = newMember(request.body);
    const image = await shared(request, refusing('create', id));
    request.enforce(targetOf(image, request.caller));
    const { world, rows, now } = request;
    const attempted = (await rows.count(members, { image_id: id })) + 1;
    checkCount('members', attempted, `Image member limit exceeded for image ${id}: `);
    if (await rows.count(members, { image_id: id, member })) throw conflict(`Member ${member} is duplicated for image ${id}`);
    const at = now - (now % 1000);
    return view(await rows.insert(members, { id: world.ids.uuid(), image_id: id, member, status: 'pending', created_at: at, updated_at: at }));
  },
  show: async (request) => view(await memberOf(request, await shared(request, notFound))),
  update: async (request) => {
    const status = newStatus(request.body);
    const image = await shared(request, refusing('update', request.params.image_id));
    const member = await memberOf(request, image);
    request.enforce(targetOf(image, request.caller));
    if (!['pending', 'accepted', 'rejected'].includes(String(status)))
      throw badRequest('Incorrect request: Status must be "pending", "accepted" or "rejected".');
    return view(await request.rows.update(members, { ...member, status: status as MemberStatus, updated_at: request.now - (request.now % 1000) }));
  },
  delete: async (request) => {
    const image = await shared(request, refusing('delete', request.params.image_id));
    const member = await memberOf(request, image);
    request.enforce(targetOf(image, request.caller));
    await request.rows.remove(members, member.id);
  },
});

/** What was sent is checked here, as Glance has no schema for it. */
function newMember(body: unknown): string {
  if (Array.isArray(body)) throw badRequest('Expected a member in the form: {"member": "image_id"}');
  const { member } = body as { member?: unknown };
  if (member === undefined) throw badRequest('Member to be added not specified');
  if (!member) throw badRequest(`Member can't be empty`);
  return String(member);
}
function newStatus(body: unknown): unknown {
  if (Array.isArray(body)) throw badRequest('Expected a status in the form: {"status": "status"}');
  const { status } = body as { status?: unknown };
  if (status === undefined) throw badRequest('Status not specified');
  return status;
}

const view = ({ member, image_id, status, created_at, updated_at }: Member): z.output<typeof MemberView> => ({
  member_id: member,
  image_id,
  status,
  created_at: seconds(created_at),
  updated_at: seconds(updated_at),
  schema: '/v2/schemas/member',
});
