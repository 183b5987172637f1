/** https://docs.openstack.org/api-ref/block-storage/v3/#default-volume-types-default-types */
import { z } from 'zod';
import { del, get, put, resource } from '../operation.ts';
import { filledName } from './fields.ts';

const DefaultType = z.object({ project_id: z.string(), volume_type_id: z.string() });
const path = '/default-types/{project_id}';
const rule = (name: string) => `volume_extension:default_${name}`;
const returns = z.object({ default_type: DefaultType });

export const defaultTypes = resource({
  list: get('/default-types', {
    since: '3.62',
    policy: rule('get_all'),
    late: true,
    status: 200,
    returns: z.object({ default_types: z.array(DefaultType) }),
    errors: [403],
  }),
  show: get(path, { since: '3.62', policy: rule('get'), late: true, status: 200, returns, errors: [403, 404] }),
  set: put(path, {
    since: '3.62',
    policy: rule('set_or_update'),
    late: true,
    body: z.looseObject({ default_type: z.strictObject({ volume_type: filledName }) }),
    status: 200,
    returns,
    errors: [400, 403, 404],
  }),
  unset: del(path, { since: '3.62', policy: rule('unset'), late: true, status: 204, errors: [403] }),
});
