/** Services of the catalog. `keystone/catalog/controllers.py: Service` of 2014 */
import { services as table } from '../../../contracts/identity/v2.0/services.ts';
import { type Context, implement } from '../../core/context.ts';
import { notFound } from '../../core/errors.ts';
import { handOver } from '../../core/hand-over.ts';
import { type ServiceRow, services } from '../rows.ts';
import { serviceHandlers as v3 } from '../services.ts';

const view = ({ id, name, type, extras }: ServiceRow) => ({ ...extras, id, name, type });
async function serviceOf({ rows, params: { service_id } }: Context & { params: { service_id: string } }): Promise<ServiceRow> {
  const service = await rows.get(services, service_id);
  if (!service) throw notFound(`Could not find service: ${service_id}.`);
  return service;
}

export const serviceHandlers = implement(table, {
  list: async ({ rows }) => ({ 'OS-KSADM:services': (await rows.list(services)).map(view) }),
  async create(context) {
    const sent = context.body['OS-KSADM:service'];
    const { service } = await handOver<{ service: { id: string } }>(v3, 'create', context, { body: { service: sent } });
    return { 'OS-KSADM:service': view(await serviceOf({ ...context, params: { service_id: service.id } })) };
  },
  show: async (context) => ({ 'OS-KSADM:service': view(await serviceOf(context)) }),
  delete: async (context) => handOver(v3, 'delete', context, { params: context.params }),
});
