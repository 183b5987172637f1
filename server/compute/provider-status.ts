/** What Placement knows of a compute service: whether its host takes servers, and that it is gone. `nova/compute/manager.py: set_host_enabled` */
import type { Scope } from '../core/world.ts';
import { providers, save } from '../placement/providers.ts';

export const STATUS_DISABLED = 'COMPUTE_STATUS_DISABLED';

/** @param id of the node */
export async function setEnabled(scope: Scope, id: string, enabled: boolean): Promise<void> {
  const provider = await scope.rows.get(providers, id);
  if (!provider || provider.traits.includes(STATUS_DISABLED) === !enabled) return;
  const others = provider.traits.filter((trait) => trait !== STATUS_DISABLED);
  await save(scope, { ...provider, traits: enabled ? others : [...others, STATUS_DISABLED] });
}
