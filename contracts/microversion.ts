/**
 * Microversions as data. A schema is written once for all versions; `at(schema, version)` is the schema of one of them.
 * https://docs.openstack.org/api-guide/compute/microversions.html
 */
import { z } from 'zod';

export type Microversion = `${number}.${number}`;

/** The number behind the dot; all services of one API share the number before it. */
export const minor = (version: Microversion): number => Number(version.slice(version.indexOf('.') + 1));

/** First and last microversion, both inclusive. */
export interface Range {
  since?: Microversion;
  until?: Microversion;
}
export const within = (version: Microversion, range: Range): boolean =>
  (!range.since || minor(version) >= minor(range.since)) && (!range.until || minor(version) <= minor(range.until));

/** Keyed by definition, so that `.describe()` and `.meta()` copies keep their range. */
const ranges = new WeakMap<object, Range>();
const variants = new WeakMap<object, [Microversion, z.ZodType][]>();

const mark = <T extends z.ZodType>(type: T, range: Range) => {
  const field = type.optional();
  ranges.set(field._zod.def, range);
  return field;
};
/** A field that appears in `version` and stays. */
export const since = <T extends z.ZodType>(version: Microversion, type: T) => mark(type, { since: version });
/** A field whose last microversion is `version`. */
export const until = <T extends z.ZodType>(version: Microversion, type: T) => mark(type, { until: version });
/**
 * A field that exists from the first to the last of two microversions.
 * @public
 */
export const between = <T extends z.ZodType>(first: Microversion, last: Microversion, type: T) => mark(type, { since: first, until: last });

const newestFirst = <T>(table: Record<Microversion, T>) => (Object.entries(table) as [Microversion, T][]).toSorted((a, b) => minor(b[0]) - minor(a[0]));

/** A type that changes: each key is the first microversion of that shape. */
export function changes<V extends Record<Microversion, z.ZodType>>(byVersion: V): z.ZodType<z.output<V[keyof V]>, z.input<V[keyof V]>> {
  const list = newestFirst<z.ZodType>(byVersion);
  const union = z.union(list.map(([, type]) => type));
  variants.set(union._zod.def, list);
  return union as unknown as z.ZodType<z.output<V[keyof V]>, z.input<V[keyof V]>>;
}

/** The entry in force at `version` of a table keyed by first microversion. */
export const inForce = <T>(table: Record<Microversion, T>, version: Microversion): T | undefined =>
  newestFirst(table).find(([first]) => minor(first) <= minor(version))?.[1];

const cache = new WeakMap<z.ZodType, Map<Microversion, z.ZodType | undefined>>();
/** The schema as it stands at one microversion. Every schema is built once a version. */
export function at<T extends z.ZodType>(schema: T, version: Microversion): T {
  return (find(schema, version) ?? z.never()) as T;
}
function find(schema: z.ZodType, version: Microversion): z.ZodType | undefined {
  let byVersion = cache.get(schema);
  if (!byVersion) cache.set(schema, (byVersion = new Map()));
  if (!byVersion.has(version)) byVersion.set(version, build(schema, version));
  return byVersion.get(version);
}

function build(schema: z.ZodType, version: Microversion): z.ZodType | undefined {
  const range = ranges.get(schema._zod.def);
  if (range) {
    if (!within(version, range)) return undefined;
    const field = (schema as z.ZodOptional<z.ZodType>).unwrap();
    // a field in force is mandatory in an answer, unless its own type says otherwise
    return find(field, version);
  }
  const shapes = variants.get(schema._zod.def);
  if (shapes) {
    const shape = shapes.find(([first]) => minor(version) >= minor(first));
    return shape && find(shape[1], version);
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape);
    const shape = fields.map(([key, field]) => [key, find(field, version)] as const);
    if (shape.every(([, field], n) => field === fields[n]?.[1])) return schema;
    return new z.ZodObject({ ...schema._zod.def, shape: Object.fromEntries(shape.filter(([, field]) => field)) });
  }
  if (schema instanceof z.ZodArray) return rebuilt(schema, schema.element as z.ZodType, version, (t) => new z.ZodArray({ ...schema._zod.def, element: t }));
  if (schema instanceof z.ZodRecord)
    return rebuilt(schema, schema.valueType as z.ZodType, version, (t) => new z.ZodRecord({ ...schema._zod.def, valueType: t }));
  if (schema instanceof z.ZodOptional) return rebuilt(schema, schema.unwrap() as z.ZodType, version, (t) => t.optional());
  if (schema instanceof z.ZodNullable) return rebuilt(schema, schema.unwrap() as z.ZodType, version, (t) => t.nullable());
  return schema;
}
function rebuilt(schema: z.ZodType, inner: z.ZodType, version: Microversion, wrap: (inner: z.ZodType) => z.ZodType) {
  const found = find(inner, version);
  if (found === inner) return schema;
  return found && wrap(found);
}
