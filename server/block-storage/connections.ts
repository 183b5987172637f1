/** What a host gets to know of a volume's target. `cinder/tests/fake_driver.py`, `cinder/volume/manager.py: _parse_connection_options` */
import type { Volume } from './volume-rows.ts';

/** How its target may be used: the mode of an attachment does not count. */
const accessMode = ({ admin_metadata }: Volume): string => admin_metadata['attached_mode'] ?? (admin_metadata['readonly'] === 'True' ? 'ro' : 'rw');
/** A target that nothing listens at. */
export const targetOf = (volume: Volume): Record<string, unknown> => ({
  target_discovered: false,
  target_portal: '127.0.0.1:3260',
  target_iqn: `iqn.2010-10.org.openstack:volume-${volume.id}`,
  target_lun: 1,
  volume_id: volume.id,
  discard: false,
  qos_specs: null,
  access_mode: accessMode(volume),
  encrypted: volume.encryption_key_id !== null,
  cacheable: false,
});
/** The same as an attachment has it. */
export const connectionInfo = (volume: Volume, attachmentId: string): Record<string, unknown> => ({
  ...targetOf(volume),
  driver_volume_type: 'iscsi',
  attachment_id: attachmentId,
  enforce_multipath: false,
});
