/** What several tables of the network API share. */
import { z } from 'zod';

/** An answer from which `fields` may leave out any attribute; to the type it is whole. */
export const fielded = <T extends z.ZodObject>(type: T): T => type.partial() as unknown as T;

export const PageLinks = z.array(z.object({ rel: z.string(), href: z.string() }));
const text = z.union([z.string(), z.array(z.string())]).optional();
/** Queries of every list besides its filters. */
const paging = {
  fields: text,
  sort_key: text,
  sort_dir: text,
  limit: z.union([z.string(), z.int()]).optional(),
  marker: z.string().optional(),
  page_reverse: z.union([z.string(), z.boolean()]).optional(),
};
const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** A list's queries: the filters that the attributes offer, and paging. */
export const filters = <K extends string>(...names: readonly K[]) =>
  z.object({
    ...paging,
    ...(Object.fromEntries(names.map((name) => [name, z.union([scalar, z.array(scalar)]).optional()])) as Record<
      K,
      z.ZodOptional<z.ZodUnion<[typeof scalar, z.ZodArray<typeof scalar>]>>
    >),
  });
export const FieldsQuery = z.object({ fields: text });

const Time = z.string();
/** The attributes that every resource with a revision has. */
export const standard = { description: z.string(), created_at: Time, updated_at: Time, revision_number: z.int() };
export const tagged = { ...standard, tags: z.array(z.string()) };
export const owner = { tenant_id: z.string(), project_id: z.string() };
/** The owner, as a create may name it. */
export const ownerInput = { tenant_id: z.string().optional(), project_id: z.string().optional() };
export const tagFilters = ['tags', 'tags-any', 'not-tags', 'not-tags-any'] as const;
