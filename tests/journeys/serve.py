# SPDX-License-Identifier: Apache-2.0
"""`python -m server serve`, but ending when its standard input does: it never outlives a journey that was killed."""

import os
import sys

from server import app, config, logs

if __name__ == "__main__":
    logs.configure(app.clock, sys.stderr)
    app.run(
        config.load(None, os.environ),
        listening=lambda where: print(f"listening on {where.address}", flush=True),
        until_stdin_closes=True,
    )
