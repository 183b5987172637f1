/** What a host gets to know of a volume's target. `cinder/tests/fake_driver.py`, `cinder/volume/manager.py: _parse_connection_options` */
import type { Volume } from './volume-rows.ts';

/** A target that nothing listens at. */
export const connectionInfo = ({ id, encryption_key_id }: Volume, attachmentId: string, mode: string): Record<string, unknown> => ({
  target_discovered: false,
  target_portal: '127.0.0.1:3260',
  target_iqn: `iqn.2010-10.org.openstack:volume-${id}`,
  target_lun: 1,
  volume_id: id,
  discard: false,
  qos_specs: null,
  access_mode: mode,
  encrypted: encryption_key_id !== null,
  cacheable: false,
  driver_volume_type: 'iscsi',
  attachment_id: attachmentId,
  enforce_multipath: false,
});
