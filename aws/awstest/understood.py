# Runs command lines, one JSON array of words a line, through AWS's own command line in this one process, and answers each
# with a JSON object: the exit code and what was complained of. Each has a driver of its own, since handlers stay on one;
# AWS's models are read once.
import contextlib
import io
import json
import sys

import botocore.loaders
from awscli.clidriver import create_clidriver

read = botocore.loaders.JSONFileLoader.load_file
models = {}


def load_file(self, path):
    if path not in models:
        models[path] = read(self, path)
    return models[path]


botocore.loaders.JSONFileLoader.load_file = load_file
for line in sys.stdin:
    said = io.StringIO()
    code = 0
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            code = create_clidriver().main(json.loads(line))
        except SystemExit as exit:
            code = exit.code
    print(json.dumps({"code": code or 0, "said": said.getvalue()}), flush=True)
