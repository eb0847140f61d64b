"""`python -m core COMMAND …`: every main job without a browser."""

import os
import sys

INTERRUPTED = 130


def run() -> int:
    """The exit code of the command; INTERRUPTED where it was, be it while it still loads."""
    try:
        from core.cli.app import main

        return main(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    code = run()
    if code == INTERRUPTED:  # Python forgets the code where the interrupt met an `exec`, as dataclasses do one
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
