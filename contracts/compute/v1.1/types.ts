/** What the nouns of v1.1 have in common. `nova/api/openstack/views/` of 2011 */
import { z } from 'zod';

export const Links = z.array(z.object({ rel: z.string(), href: z.string() }));
/** Another resource: its id is a text, unlike its own. */
export const Reference = z.object({ id: z.string(), links: Links });
export const Metadata = z.record(z.string(), z.string());
export const metadata = z.object({ metadata: Metadata });
/** `meta` in the specification, `metadata` in the book of the time. */
export const item = z.object({ meta: Metadata.optional(), metadata: Metadata.optional() });
export const page = { limit: z.string().optional(), marker: z.string().optional() };
