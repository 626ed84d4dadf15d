"""Versions in their order."""

from itertools import pairwise

import pytest

from desktop_chat.updates.versions import read_version

ASCENDING = [  # semver.org, section 11, and around it
    "0.9.9",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.10",
    "1.2.0-1",
    "1.2.0-a",
    "1.2.0",
    "1.10.0",
    "2.0.0",
]


@pytest.mark.parametrize(("older", "newer"), [*pairwise(ASCENDING)])
def test_a_version_comes_before_the_next(older, newer):
    assert read_version(older) < read_version(newer)
    assert read_version(newer) > read_version(older)
    assert not read_version(newer) < read_version(older)


def test_a_v_and_what_tells_builds_apart_do_not_count():
    assert read_version("v1.2.3+linux.5") == read_version("1.2.3")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "v",
        "1.2",
        "1.2.3.4",
        "01.2.3",
        "1.2.3-",
        "1.2.3-a..b",
        "1.2.x",
        "1.2.3 ",
        "１.2.3",
        "9999999999.0.0",
    ],
)
def test_anything_else_is_no_version(text):
    assert read_version(text) is None
