"""A report as text for a bug report: English, whatever the language of the window."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.self_test.result import Check, Report
from desktop_chat.self_test.words import CHECKS, OUTCOMES

_SIGNS = {"passed": "✓", "warned": "!", "failed": "✗", "skipped": "–"}


def report_text(report: Report) -> str:
    """Give the whole report; it ends with a newline."""
    lines = [heading(report.version)]
    for check in report.checks:
        lines += ["", *check_lines(check)]
    return "\n".join([*lines, "", verdict(report), ""])


def heading(version: str) -> str:
    """Give the first line."""
    return f"Desktop Chat {version} · self-test"


def verdict(report: Report) -> str:
    """Give the last line."""
    return "Everything works." if report.has_passed else "Something does not work; it says above what to do."


def check_lines(check: Check) -> Iterator[str]:
    """Give the lines of one check."""
    took = f" ({check.seconds:.1f} s)" if check.seconds else ""
    yield f"{_SIGNS[check.outcome]} {CHECKS[check.name]}: {OUTCOMES[check.outcome]}{took}"
    for fact in check.facts:
        yield f"    {fact.name}: {fact.value}"
    for fault in check.faults:
        yield f"  → {fault.sentence()} [{fault.code}]"
