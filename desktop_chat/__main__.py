"""`python -m desktop_chat`: an engine process at once, everything else through the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program and give its exit code."""
    if sys.argv[1:2] == ["engine"]:  # before anything an engine does not need is imported
        from desktop_chat.engine.host import main as run_engine  # noqa: PLC0415

        return run_engine()
    from desktop_chat.cli import main as run_command_line  # noqa: PLC0415  for the same reason

    return run_command_line()


if __name__ == "__main__":
    sys.exit(main())
