/** How much a server or an image of v1.1 may carry. `nova/quota.py`, `nova/compute/api.py` of 2011; five items, as the documentation of the time suggests */
import type { Context } from '../../core/context.ts';
import { badRequest } from '../../core/errors.ts';
import { limitsFor } from '../quota.ts';
import { isObject, overLimit } from './read.ts';

const ITEMS = 5;
/** Bytes of a value. */
const LONGEST_VALUE = 10_240;
const LONGEST_KEY = 255;
const FILES = 5;
const FILE_SIZE = 10_240;
const PATH_SIZE = 255;
const least = (limit: number, most: number): number => (limit === -1 ? most : Math.min(limit, most));

/** What holds for a project: today's limits, where they are not wider. */
export async function limitsOf(context: Context) {
  const limits = await limitsFor(context, context.caller.project_id ?? '');
  return {
    ...limits,
    metadata_items: least(limits.metadata_items, ITEMS),
    injected_files: least(limits.injected_files, FILES),
    injected_file_content_bytes: least(limits.injected_file_content_bytes, FILE_SIZE),
    injected_file_path_bytes: least(limits.injected_file_path_bytes, PATH_SIZE),
  };
}

/** Throws 413. */
export async function checkMetadata(context: Context, metadata: Record<string, string>): Promise<void> {
  const project = context.caller.project_id ?? '';
  const count = Object.keys(metadata).length;
  if (count > (await limitsOf(context)).metadata_items) throw overLimit(`Quota exceeded for ${project}, tried to set ${count} metadata properties`);
  const tooLong = Object.entries(metadata).some(([key, value]) => key.length > LONGEST_KEY || Buffer.byteLength(value) > LONGEST_VALUE);
  if (tooLong) throw overLimit(`Quota exceeded for ${project}, metadata property key or value too long`);
}
/** Throws 413. */
export async function checkImageMetadata(context: Context, metadata: object): Promise<void> {
  if (Object.keys(metadata).length > (await limitsOf(context)).metadata_items) throw overLimit('Image metadata limit exceeded');
}

interface Complaints {
  format: (missing?: string) => string;
  encoding: (path: string) => string;
}
const CREATION: Complaints = {
  format: (missing) => (missing === undefined ? 'Bad personality format' : `Bad personality format: missing '${missing}'`),
  encoding: (path) => `Personality content for ${path} cannot be decoded`,
};
const REBUILDING: Complaints = {
  format: () => 'Unable to parse personality path/contents.',
  encoding: () => 'Personality content could not be Base64 decoded.',
};
/** Files for a new or a rebuilt server. Throws 400 where they cannot be read, 413 where they are too many or too large. */
export async function checkFiles(context: Context, files: unknown, occasion: 'creation' | 'rebuilding'): Promise<void> {
  const complaints = occasion === 'creation' ? CREATION : REBUILDING;
  if (!files) return;
  if (!Array.isArray(files)) throw badRequest(complaints.format());
  const limits = await limitsOf(context);
  const sizes = files.map((file: unknown) => {
    if (!isObject(file)) throw badRequest(complaints.format());
    const missing = ['path', 'contents'].find((key) => !Object.hasOwn(file, key));
    const { path, contents } = file;
    if (missing !== undefined || typeof path !== 'string') throw badRequest(complaints.format(missing));
    if (typeof contents !== 'string' || !isBase64(contents)) throw badRequest(complaints.encoding(path));
    return { path: path.length, content: Buffer.from(contents, 'base64').length };
  });
  const exceeded = (what: string): Error => overLimit(`Quota exceeded: code=OnsetFile${what}LimitExceeded`);
  if (sizes.length > limits.injected_files) throw exceeded('');
  if (sizes.some(({ path }) => path > limits.injected_file_path_bytes)) throw exceeded('Path');
  if (sizes.some(({ content }) => content > limits.injected_file_content_bytes)) throw exceeded('Content');
}
/** As Python's decoder sees it: padding counts, strange characters do not. */
const isBase64 = (text: string): boolean => text.replaceAll(/[^A-Za-z0-9+/=]/g, '').length % 4 === 0;
