# What stands in the place of AWS's own command line in the tests' path: it hands its words and variables to the one that
# is running, and says what that says.
import json
import os
import socket
import sys

connection = socket.socket(socket.AF_UNIX)
connection.connect(os.environ["PARITY_TEST_CLI"])
connection.sendall(json.dumps({"args": sys.argv[1:], "env": dict(os.environ)}).encode() + b"\n")
answer = b""
while part := connection.recv(1 << 16):
    answer += part
answer = json.loads(answer)
sys.stdout.write(answer["out"])
sys.stderr.write(answer["err"])
sys.exit(answer["code"])
