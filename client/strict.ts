/** The same schema, but without patience for members that it does not name. */
import { z } from 'zod';

const cache = new WeakMap<z.ZodType, z.ZodType>();

/** Objects that say themselves what else they hold (`z.looseObject`, `.catchall()`) keep it. */
export function strict<T extends z.ZodType>(schema: T): T {
  let found = cache.get(schema);
  if (!found) cache.set(schema, (found = build(schema)));
  return found as T;
}
function build(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = Object.fromEntries(Object.entries(schema.shape as z.ZodRawShape).map(([key, field]) => [key, strict(field as z.ZodType)]));
    return new z.ZodObject({ ...schema._zod.def, shape, catchall: schema._zod.def.catchall ?? z.never() });
  }
  if (schema instanceof z.ZodArray) return new z.ZodArray({ ...schema._zod.def, element: strict(schema.element as z.ZodType) });
  if (schema instanceof z.ZodOptional) return strict(schema.unwrap() as z.ZodType).optional();
  if (schema instanceof z.ZodNullable) return strict(schema.unwrap() as z.ZodType).nullable();
  if (schema instanceof z.ZodUnion && !(schema instanceof z.ZodDiscriminatedUnion))
    return new z.ZodUnion({ ...schema._zod.def, options: schema.options.map((option) => strict(option as z.ZodType)) });
  if (schema instanceof z.ZodRecord) return new z.ZodRecord({ ...schema._zod.def, valueType: strict(schema.valueType as z.ZodType) });
  return schema;
}
