/** The rows that every resource of Neutron has: list, show, create (one or several), update, delete. */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { FieldsQuery, PageLinks, fielded } from './types.ts';

interface Noun<P extends string, K extends string, N extends string, V extends z.ZodObject, C extends z.ZodObject, Q extends z.ZodObject> {
  path: P;
  /** Its key in bodies: `networks`. */
  collection: K;
  /** `network`, also for the id in the path: `{network_id}`. */
  name: N;
  view: V;
  create: C;
  /** What a list filters by, with paging. */
  query: Q;
  /** What policy rules call it, where that is not its name. */
  rule?: string;
}
interface Changeable<U extends z.ZodObject> {
  update: U;
}
const keyed = <K extends string, T extends z.ZodType>(key: K, type: T): z.ZodObject<{ [key in K]: T }> => z.object({ [key]: type } as { [key in K]: T });
type Page<K extends string, T extends z.ZodObject> = { [key in K]: z.ZodArray<T> } & { [key in `${K}_links`]: z.ZodOptional<typeof PageLinks> };
const page = <K extends string, T extends z.ZodObject>(key: K, type: T): z.ZodObject<Page<K, T>> => {
  const shape: Record<string, z.ZodType> = { [key]: z.array(fielded(type)), [`${key}_links`]: PageLinks.optional() };
  return z.object(shape) as unknown as z.ZodObject<Page<K, T>>;
};
const member = <P extends string, N extends string>(path: P, name: N): `${P}/{${N}_id}` => `${path}/{${name}_id}`;

/** List and show. */
export const read = <P extends string, K extends string, N extends string, V extends z.ZodObject, Q extends z.ZodObject>({
  path,
  collection,
  name,
  view,
  query,
  rule = name,
}: Omit<Noun<P, K, N, V, z.ZodObject, Q>, 'create'>) => ({
  list: get(path, { policy: `get_${rule}`, query, status: 200, returns: page(collection, view), errors: [400, 404] }),
  show: get(member(path, name), {
    policy: `get_${rule}`,
    late: true,
    query: FieldsQuery,
    status: 200,
    returns: keyed(name, fielded(view)),
    errors: [404],
  }),
});
/** Create, also several at a time (all or none), and delete. */
export const made = <P extends string, K extends string, N extends string, V extends z.ZodObject, C extends z.ZodObject>({
  path,
  collection,
  name,
  view,
  create,
  rule = name,
}: Omit<Noun<P, K, N, V, C, z.ZodObject>, 'query'>) => {
  const rest = { policy: `create_${rule}`, late: true, status: 201, errors: [400, 403, 404, 409] } as const;
  return {
    create: post(path, { ...rest, body: keyed(name, create), returns: keyed(name, view) }),
    createBulk: post(path, { ...rest, when: collection, body: keyed(collection, z.array(create)), returns: keyed(collection, z.array(view)) }),
    delete: del(member(path, name), { policy: `delete_${rule}`, late: true, status: 204, errors: [403, 404, 409, 412] }),
  };
};
export const changed = <P extends string, N extends string, V extends z.ZodObject, U extends z.ZodObject>({
  path,
  name,
  view,
  update,
  rule = name,
}: Pick<Noun<P, string, N, V, z.ZodObject, z.ZodObject>, 'path' | 'name' | 'view' | 'rule'> & Changeable<U>) => ({
  update: put(member(path, name), {
    policy: `update_${rule}`,
    late: true,
    body: keyed(name, update),
    status: 200,
    returns: keyed(name, view),
    errors: [400, 403, 404, 409, 412],
  }),
});

/** Show, change and delete, of what is listed below another resource. */
export const alias = <P extends string, N extends string, V extends z.ZodObject, U extends z.ZodObject>(
  noun: Pick<Noun<P, string, N, V, z.ZodObject, z.ZodObject>, 'path' | 'name' | 'view'> & Changeable<U>,
) => {
  const whole = { ...noun, collection: '', create: noun.update, query: FieldsQuery };
  return { show: read(whole).show, ...changed(noun), delete: made(whole).delete };
};

/** @example export const networks = resource(rowsOf({ path: '/networks', collection: 'networks', name: 'network', view, create, update, query })) */
export const rowsOf = <
  P extends string,
  K extends string,
  N extends string,
  V extends z.ZodObject,
  C extends z.ZodObject,
  U extends z.ZodObject,
  Q extends z.ZodObject,
>(
  noun: Noun<P, K, N, V, C, Q> & Changeable<U>,
) => resource({ ...read(noun), ...made(noun), ...changed(noun) });
