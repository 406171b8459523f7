"""The way into the installed command: Ctrl-C is heard while Python still loads what the command needs."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `labmoves`, and end with one line where somebody presses Ctrl-C before it can say so itself."""
    try:
        from crawler.cli.main import main as command  # noqa: PLC0415 - it takes a third of a second

        command()
    except KeyboardInterrupt:
        sys.stderr.write("labmoves: interrupted\n")
        sys.exit(130)
