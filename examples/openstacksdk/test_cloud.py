"""A cloud for a pytest session: `pip install pytest openstacksdk`, `npm install virga`, then `pytest`."""

import re
import subprocess

import openstack
import pytest


@pytest.fixture(scope="session")
def cloud():
    with subprocess.Popen(["npx", "virga", "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
        environment = {}
        for line in process.stdout:
            if match := re.match(r"export OS_(\w+)=(.*)", line):
                environment[match[1].lower()] = match[2]
            if "identity_api_version" in environment:
                break
        yield openstack.connect(**environment)
        process.terminate()


def test_server(cloud):
    server = cloud.create_server("one", image="cirros", flavor="m1.tiny", network="int-net", auto_ip=False, wait=True)
    assert server.status == "ACTIVE"
    assert cloud.delete_server(server.id, wait=True)
