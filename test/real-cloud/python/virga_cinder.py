"""Cinder's fake backend, with volumes from images as well."""

from cinder import interface
from cinder.tests import fake_driver


@interface.volumedriver
class Driver(fake_driver.FakeLoggingVolumeDriver):
    VERSION = '1'

    def clone_image(self, context, volume, image_location, image_meta, image_service):
        return {}, True
