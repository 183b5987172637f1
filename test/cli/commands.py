"""
The official command line, many times: every line of standard input is a command as JSON, every line of standard output what came of it.
Each runs in a fork of this process, which has loaded what `openstack` loads; loading takes longer than most commands do.
"""
import gc
import json
import os
import sys
import tempfile
from importlib.metadata import entry_points

from openstackclient import shell

for group in entry_points().groups:
    if group.startswith('openstack.'):
        for entry_point in entry_points(group=group):
            entry_point.load()
# a fork that collects garbage copies what it shares with this process
gc.freeze()


def run(args, env, cwd):
    """Ends the process as the `openstack` script does."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv = ['openstack', *args]
    sys.exit(shell.main())


for line in sys.stdin:
    command = json.loads(line)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            run(**command)
        _, status = os.waitpid(child, 0)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode())
    print(json.dumps({'code': os.waitstatus_to_exitcode(status), 'stdout': texts[0], 'stderr': texts[1]}), flush=True)
