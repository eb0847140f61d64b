"""`python -m core COMMAND …`: every main job without a browser."""

import sys


def run() -> int:
    """The exit code of the command; 130 when interrupted, be it while it still loads."""
    try:
        from core.cli.app import main

        return main(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(run())
