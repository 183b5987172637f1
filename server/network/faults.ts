/** Neutron's exceptions by name. `neutron_lib/exceptions/*.py`, `neutron/extensions/*.py` */
import { type CloudError, badRequest, conflict, notFound } from '../core/errors.ts';

export const invalidInput = (reason: string): CloudError => badRequest(`Invalid input for operation: ${reason}.`, { type: 'InvalidInput' });
/** `exceptions.BadRequest(resource=..., msg=...)` */
export const badResource = (resource: string, reason: string): CloudError => badRequest(`Bad ${resource} request: ${reason}.`, { type: 'BadRequest' });
/** webob's own 400. */
export const httpBadRequest = (message: string): CloudError => badRequest(message);

export const networkNotFound = (id: string): CloudError => notFound(`Network ${id} could not be found.`, { type: 'NetworkNotFound' });
export const subnetNotFound = (id: string): CloudError => notFound(`Subnet ${id} could not be found.`, { type: 'SubnetNotFound' });
export const subnetPoolNotFound = (id: string): CloudError => notFound(`Subnet pool ${id} could not be found.`, { type: 'SubnetPoolNotFound' });
export const portNotFound = (id: string): CloudError => notFound(`Port ${id} could not be found.`, { type: 'PortNotFound' });
export const securityGroupNotFound = (id: string): CloudError => notFound(`Security group ${id} does not exist`, { type: 'SecurityGroupNotFound' });
export const securityGroupRuleNotFound = (id: string): CloudError =>
  notFound(`Security group rule ${id} does not exist`, { type: 'SecurityGroupRuleNotFound' });
export const routerNotFound = (id: string): CloudError => notFound(`Router ${id} could not be found`, { type: 'RouterNotFound' });
export const trunkNotFound = (id: string): CloudError => notFound(`Trunk ${id} could not be found.`, { type: 'TrunkNotFound' });
export const floatingIpNotFound = (id: string): CloudError => notFound(`Floating IP ${id} could not be found`, { type: 'FloatingIPNotFound' });

/** @param type the exception's name: `NetworkInUse` */
export const inUse = (type: string, message: string): CloudError => conflict(message, { type });
