"""What a release says of itself."""

from __future__ import annotations

import pytest

from release_notes import notes

CHANGELOG = """\
# Changelog

## 1.1.0

- More.

## 1.0.0 (2026-12-01)

- First.
- Second.

## 0.9.0
"""


def test_a_version_says_what_its_section_says() -> None:
    assert notes(CHANGELOG, "1.1.0") == "- More.\n"
    assert notes(CHANGELOG, "1.0.0") == "- First.\n- Second.\n"


@pytest.mark.parametrize("version", ["2.0.0", "1.0", "0.9.0", "1.0.00"])
def test_a_version_without_words_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match="says nothing"):
        notes(CHANGELOG, version)
