# AWS's own command line, started once: answers command lines at a socket, each in a process of its own that is forked
# from one which has read the CLI and AWS's models. Its argument is the socket's path; it ends when its standard input
# does.
import json
import os
import select
import socket
import sys
import tempfile

import botocore.loaders
from awscli.clidriver import create_clidriver

read = botocore.loaders.JSONFileLoader.load_file
models = {}


def load_file(self, path):
    if path not in models:
        models[path] = read(self, path)
    return models[path]


botocore.loaders.JSONFileLoader.load_file = load_file
session = create_clidriver().session
for service in ("ec2", "rds", "ssm", "sts"):
    session.get_service_model(service)


def answer(connection):
    """Runs one command line in this process, which is forked for it."""
    asked = b""
    while not asked.endswith(b"\n"):
        asked += connection.recv(1 << 16)
    asked = json.loads(asked)
    data = os.environ["AWS_DATA_PATH"]  # the CLI sets it for itself as it starts
    os.environ.clear()
    os.environ.update(asked["env"], AWS_DATA_PATH=data)
    for fd in (0, 1, 2):
        os.dup2(os.open(os.devnull, os.O_RDWR), fd)
    told = [tempfile.TemporaryFile() for _ in range(2)]
    for fd, file in zip((1, 2), told):
        os.dup2(file.fileno(), fd)
    sys.stdout = open(1, "w", closefd=False)
    sys.stderr = open(2, "w", closefd=False)
    try:
        code = create_clidriver().main(asked["args"])
    except SystemExit as exit:
        code = exit.code
    sys.stdout.flush()
    sys.stderr.flush()
    said = []
    for file in told:
        file.seek(0)
        said.append(file.read().decode(errors="replace"))
    connection.sendall(json.dumps({"code": code or 0, "out": said[0], "err": said[1]}).encode() + b"\n")


server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(64)
print("ready", flush=True)
while True:
    ready, _, _ = select.select([server, sys.stdin], [], [])
    if sys.stdin in ready:
        break
    connection, _ = server.accept()
    if os.fork() == 0:
        server.close()
        status = 1
        try:
            answer(connection)
            status = 0
        finally:
            os._exit(status)
    connection.close()
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
