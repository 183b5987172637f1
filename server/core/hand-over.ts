/** An old version of an API leaves its work to the one of today: both have the same rows, and the same checks. */
import { type Context, type Implemented, Reply } from './context.ts';

interface Wish {
  params?: Record<string, string>;
  query?: object;
  body?: object;
}
/** Lets another table's handler do it, which asks for the right of the row that was called. @returns what is answered there. @throws what is thrown there */
export async function handOver<T>({ handlers }: Implemented, verb: string, context: Context, wish: Wish): Promise<T> {
  const result = await handlers[verb]?.({ ...context, params: {}, query: {}, ...wish });
  return (result instanceof Reply ? result.body : result) as T;
}
