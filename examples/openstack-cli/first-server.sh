#!/usr/bin/env bash
# A server from nothing to running, and away again. Needs a running cloud (`npx virga`) and `pip install python-openstackclient`.
set -euo pipefail
eval "$(npx virga openrc "$@")"

openstack keypair create --private-key "$(mktemp)" mine >/dev/null
openstack server create --flavor m1.tiny --image cirros --network int-net --key-name mine --wait first
openstack server list --long
openstack server delete --wait first
openstack keypair delete mine
