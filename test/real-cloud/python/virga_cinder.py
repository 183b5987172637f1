"""A backend that keeps nothing: volumes and snapshots are rows of Cinder's alone."""

import io

from cinder import interface
from cinder.volume import driver


def _done(self, *args, **kwargs):
    """There is nothing behind it."""


@interface.volumedriver
class Driver(driver.VolumeDriver):
    VERSION = '1.0'
    CI_WIKI_NAME = 'none'

    do_setup = check_for_setup_error = _done
    create_volume = delete_volume = extend_volume = create_cloned_volume = _done
    create_snapshot = delete_snapshot = create_volume_from_snapshot = revert_to_snapshot = _done
    ensure_export = create_export = remove_export = terminate_connection = _done
    copy_image_to_volume = _done

    def _update_volume_stats(self):
        name = self.configuration.config_group
        pool = {
            'pool_name': name,
            'total_capacity_gb': 100_000,
            'free_capacity_gb': 90_000,
            'provisioned_capacity_gb': 0,
            'allocated_capacity_gb': 0,
            'max_over_subscription_ratio': '20.0',
            'reserved_percentage': 0,
            'thin_provisioning_support': True,
            'thick_provisioning_support': False,
            'online_extend_support': True,
            'multiattach': True,
            'QoS_support': False,
        }
        self._stats = {
            'volume_backend_name': name,
            'vendor_name': 'Virga',
            'driver_version': self.VERSION,
            'storage_protocol': 'iSCSI',
            'pools': [pool],
        }

    def clone_image(self, context, volume, image_location, image_meta, image_service):
        return {}, True

    def copy_volume_to_image(self, context, volume, image_service, image_meta):
        """Uploads a few bytes: an image without content would stay queued."""
        image_service.update(context, image_meta['id'], {**image_meta, 'disk_format': 'raw'}, io.BytesIO(b'volume'))

    def retype(self, context, volume, new_type, diff, host):
        return True, None

    def initialize_connection(self, volume, connector):
        target = {
            'target_discovered': False,
            'target_portal': '127.0.0.1:3260',
            'target_iqn': f'iqn.2010-10.org.openstack:volume-{volume["id"]}',
            'target_lun': 1,
            'volume_id': volume['id'],
            'discard': False,
        }
        return {'driver_volume_type': 'iscsi', 'data': target}
