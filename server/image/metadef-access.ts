/** Who may see a namespace, and who may do what there. `glance/api/v2/policy.py` (`MetadefAPIPolicy`), `glance/db/sqlalchemy/metadef_api/namespace.py` */
import type { Context } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import type { Caller } from '../core/policy.ts';
import { type Namespace, namespaceNamed } from './metadef-rows.ts';

export const isVisible = ({ roles, project_id }: Caller, { visibility, owner }: Namespace): boolean =>
  roles.has('admin') || visibility === 'public' || (project_id !== undefined && owner === project_id);

/** What the policy rules are asked about. */
export const targetOf = ({ owner, visibility }: Namespace) => ({ project_id: owner, visibility });

/** Throws the 403 of a rule (default: the row's), or 404 where the caller may not even know of the namespace. */
export function enforceOn(request: Context, namespace: Namespace, rule?: string): void {
  if (!request.may('get_metadef_namespace', targetOf(namespace))) throw notFound('');
  request.enforce(targetOf(namespace), rule);
}
/** The same where there is no namespace yet. */
export function enforceNew(request: Context, rule?: string): void {
  if (!request.may('get_metadef_namespace')) throw notFound('');
  request.enforce(undefined, rule);
}

type InNamespace = Context & { params: { namespace: string } };

/** The namespace that a request is about. Throws 404 as most of the operations do. */
export async function namespaceOf(request: InNamespace): Promise<Namespace> {
  const name = request.params.namespace;
  const namespace = await namespaceNamed(request.rows, name);
  if (!namespace || !isVisible(request.caller, namespace)) throw notFound(`Namespace ${name} not found`);
  return namespace;
}
/** The same in the words of those that tell apart why there is none. */
export async function knownNamespaceOf(request: InNamespace, hidden = `Namespace ${request.params.namespace} not found`): Promise<Namespace> {
  const name = request.params.namespace;
  const namespace = await namespaceNamed(request.rows, name);
  if (!namespace) throw notFound(`Metadata definition namespace=${name} was not found.`);
  if (!isVisible(request.caller, namespace)) throw notFound(hidden);
  return namespace;
}
