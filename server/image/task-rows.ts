/** What Glance does in the background, as it is kept. `glance/domain/__init__.py` (`Task`) */
import type { Context } from '../core/context.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

export interface Task {
  id: string;
  status: 'pending' | 'processing' | 'success' | 'failure';
  type: 'import' | 'api_image_import' | 'location_import';
  image_id: string | null;
  owner: string | null;
  user_id: string;
  request_id: string;
  input: Record<string, unknown> | null;
  result: Record<string, unknown> | null;
  message: string;
  created_at: number;
  updated_at: number;
  expires_at: number | null;
}
export const tasks = collection<Task>('image_tasks', { image_id: 'text', status: 'text', created_at: 'integer' });

const KEPT = 48 * 3_600_000;
/** Ends a task, or goes on with it; one that ended is forgotten after two days. */
export async function advance({ rows, now }: Scope, id: string | undefined, change: Partial<Pick<Task, 'status' | 'message' | 'result'>>): Promise<void> {
  const task = id === undefined ? undefined : await rows.get(tasks, id);
  if (!task) return;
  const ended = change.status === 'success' || change.status === 'failure';
  await rows.update(tasks, { ...task, ...change, updated_at: now, ...(ended && { expires_at: now + KEPT }) });
}

/** Begins a task of whoever asks. */
export const newTask = async (
  { world, rows, now, caller, requestId }: Context,
  type: Task['type'],
  image_id: string | null,
  input: Task['input'],
): Promise<Task> =>
  rows.insert(tasks, {
    id: world.ids.uuid(),
    status: 'pending',
    type,
    image_id,
    owner: caller.project_id ?? null,
    user_id: caller.user_id,
    request_id: requestId,
    input,
    result: null,
    message: '',
    created_at: now,
    updated_at: now,
    expires_at: null,
  });
