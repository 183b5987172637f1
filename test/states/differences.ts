/** Where Virga answers otherwise than the real cloud, and why. */

export interface Difference {
  /** All attempts, where none is named. */
  attempts?: readonly string[];
  real: RegExp;
  ours: RegExp;
  reason: string;
}
export const differences: readonly Difference[] = [
  {
    real: /^500 .*NovaException/s,
    ours: /^409 Instance \{server\} is not ready$/,
    reason: 'Nova does not look whether there is a host to send the order to, and breaks off',
  },
  {
    attempts: ['spice console', 'serial console', 'remote console', 'mks console'],
    real: /^500 .*InstanceInvalidState/s,
    ours: /^409 Cannot 'get_\w+_console' instance \{server\} while it is in task_state (deleting|migrating)$/,
    reason: 'Nova has words for it where a VNC console is asked for with an action, and breaks off elsewhere',
  },
  {
    attempts: ['addFixedIp', 'removeFixedIp'],
    real: /^500 .*InstanceIsLocked/s,
    ours: /^409 Instance \{server\} is locked$/,
    reason: 'Nova breaks off',
  },
  {
    attempts: ['attach share'],
    real: /^500 .*EndpointNotFound/s,
    ours: /^404 Share \{port\} could not be found\.$/,
    reason: 'the real cloud has no service for shares',
  },
  {
    attempts: ['attach share'],
    real: /^403 Feature not supported until computes have not been updated\.$/,
    ours: /^404 Share \{port\} could not be found\.$/,
    reason: 'Nova does not know which version a compute service has that is down, and takes it for too old',
  },
  {
    attempts: ['diagnostics', 'standard diagnostics', 'changePassword'],
    real: /^409 .*(in power state (running|pending)|because instance \{server\} is not running)$/,
    ours: /^20[02]$/,
    reason: 'the servers of the real cloud are copies of rows, without a guest; the contracts ask one that has one',
  },
];
