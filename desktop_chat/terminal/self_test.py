"""`desktop-chat self-test`: whether everything works on this PC, as a report for people or as JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktop_chat import __version__
from desktop_chat.exit_codes import DONE, FAILED
from desktop_chat.logs import start_logging
from desktop_chat.paths import Paths
from desktop_chat.self_test.checks import check_all
from desktop_chat.self_test.result import Report
from desktop_chat.self_test.screen_process import check_screen_apart
from desktop_chat.self_test.text import check_lines, heading, verdict
from desktop_chat.terminal.telling import say, write_json
from desktop_chat.terminal.workplace import read_settings

_ABOUT = """\
Check whether everything works on this PC: the engine, saving, folders, fonts.
It takes a few seconds and needs no network. The report holds no conversations,
no names of models, and neither your name nor your home folder, so it can be
sent along with a question.
"""
_EXAMPLES = """\
examples:
  desktop-chat self-test
  desktop-chat self-test --json > report.json

exit codes: 0 everything works, 1 something does not, 2 wrong usage
"""


def fill(parser: ArgumentParser) -> None:
    """Say what the command can be given."""
    parser.description, parser.epilog = _ABOUT, _EXAMPLES
    parser.add_argument("--json", action="store_true", help="write the report as one line of JSON")
    parser.set_defaults(command=run)


def run(options: Namespace) -> int:
    """Tell each check as soon as it is known; gives the exit code."""
    paths = Paths.standard()
    start_logging(paths)
    checks = []
    if not options.json:
        say(heading(__version__))
    for check in check_all(paths, read_settings(paths), check_screen_apart):
        checks.append(check)
        for line in () if options.json else ("", *check_lines(check)):
            say(line)
    report = Report.of(__version__, checks)
    if options.json:
        write_json(report)
    else:
        say()
        say(verdict(report))
    return DONE if report.has_passed else FAILED
