"""Nova's fake hypervisor, where it would show something else than a libvirt host shows."""

import io

from nova import objects
from nova.compute import power_state, task_states
from nova.image import glance
from nova.virt import fake


def _becomes(state):
    """An action that leaves the guest in a power state."""
    def act(self, *args):
        instance = next(value for value in args if isinstance(value, objects.Instance))
        self.instances[instance.uuid].state = state
    return act


class Driver(fake.FakeDriver):
    pause = _becomes(power_state.PAUSED)
    unpause = resume = restore = rescue = _becomes(power_state.RUNNING)
    suspend = soft_delete = _becomes(power_state.SHUTDOWN)

    def default_root_device_name(self, instance, image_meta, root_bdm):
        return '/dev/vda'

    def snapshot(self, context, instance, image_id, update_task_state):
        """Uploads a few bytes: an image without content would stay queued."""
        update_task_state(task_state=task_states.IMAGE_PENDING_UPLOAD)
        update_task_state(task_state=task_states.IMAGE_UPLOADING,
                          expected_state=task_states.IMAGE_PENDING_UPLOAD)
        images = glance.API()
        image = images.get(context, image_id)
        metadata = {
            'name': image['name'],
            'status': 'active',
            'disk_format': 'raw',
            'container_format': image.get('container_format') or 'bare',
            'properties': {
                'image_location': 'snapshot',
                'image_state': 'available',
                'owner_id': instance.project_id,
                'kernel_id': instance.kernel_id,
                'ramdisk_id': instance.ramdisk_id,
            },
        }
        images.update(context, image_id, metadata, io.BytesIO(b'snapshot'))
