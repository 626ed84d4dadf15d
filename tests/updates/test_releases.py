"""What is read of a list of releases, and that nothing in it is trusted."""

import json

import pytest

from desktop_chat.faults import FaultError
from desktop_chat.updates import source
from desktop_chat.updates.releases import LONGEST_NOTES, newer_than, read_releases, whats_new
from desktop_chat.updates.source import list_address, repository

OWN = "https://example.org/someone/desktop-chat"


def entry(tag="v1.1.0", **others):
    page = f"{OWN}/releases/tag/{tag}"
    return {
        "tag_name": tag,
        "name": f"Chat {tag}",
        "body": "Better.",
        "html_url": page,
        "draft": False,
    } | others


def read(*entries):
    return read_releases(json.dumps(entries).encode(), OWN)


def test_a_release_is_read():
    (release,) = read(entry("v1.2.0-beta.1", prerelease=True, assets=[1], author=None))
    assert (release.version, release.title, release.notes) == (
        "1.2.0-beta.1",
        "Chat v1.2.0-beta.1",
        "Better.",
    )
    assert release.page == f"{OWN}/releases/tag/v1.2.0-beta.1"
    assert release.is_prerelease


def test_drafts_and_what_is_no_release_are_left_out():
    assert [each.version for each in read(entry("v2.0.0", draft=True), entry("nightly"), 7, {}, entry())] == [
        "1.1.0"
    ]
    assert read(entry(body=None, name=None))[0].notes == ""
    assert read(entry(body=None, name=None))[0].title == "1.1.0"


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b'{"message":"Not Found"}', b"[", b"\xff"])
def test_what_is_no_list_is_refused(content):
    with pytest.raises(ValueError, match=r".*"):
        read_releases(content, OWN)


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/someone/desktop-chat/releases/tag/v1",
        "https://example.org.evil.example/someone/desktop-chat/releases/tag/v1",
        "https://example.org@evil.example/someone/desktop-chat/releases/tag/v1",
        "https://user:pass@example.org/someone/desktop-chat/releases/tag/v1",
        "http://example.org/someone/desktop-chat/releases/tag/v1",
        "https://example.org/someone-else/desktop-chat/releases/tag/v1",
        "https://example.org/someone/desktop-chat/releases/../../../evil/x/releases",
        "https://example.org/someone/desktop-chat/releases/%2e%2e/%2e%2e/evil",
        "https://example.org/someone/desktop-chat/releases/..\\..\\evil",
        "https://example.org:444/someone/desktop-chat/releases/tag/v1",
        "https://example.org/someone/desktop-chat/releases/tag/v1\u202e",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://[",
        "",
    ],
)
def test_a_page_that_is_not_the_repositorys_is_not_opened(page):
    assert read(entry(html_url=page))[0].page == f"{OWN}/releases"


def test_long_notes_are_cut():
    (release,) = read(entry(body="x" * (LONGEST_NOTES + 1), name="y" * 999))
    assert len(release.notes) == LONGEST_NOTES
    assert len(release.title) == 200


def test_newer_ones_are_offered_the_newest_first():
    releases = read(entry("v1.0.0"), entry("v1.10.0"), entry("v1.2.0"), entry("v2.0.0-rc.1"))
    assert [each.version for each in newer_than("1.1.0", releases)] == ["1.10.0", "1.2.0"]
    assert newer_than("1.10.0", releases) == []


def test_who_has_a_pre_release_is_offered_the_next_one():
    releases = read(entry("v2.0.0-rc.1"), entry("v2.0.0-rc.2"), entry("v1.9.0"))
    assert [each.version for each in newer_than("2.0.0-rc.1", releases)] == ["2.0.0-rc.2"]
    assert newer_than("not a version", releases) == []


def test_what_changed_is_one_text_with_a_heading_for_each():
    releases = read(entry("v1.2.0", body="\nNew:\n- a\n", name="Two\n# x"), entry("v1.1.0"))
    assert whats_new(releases) == "# Two # x\n\nNew:\n- a\n\n# Chat v1.1.0\n\nBetter."


# ---- where they are published


@pytest.mark.parametrize(
    ("own", "asked"),
    [
        ("https://github.com/a/b", "https://api.github.com/repos/a/b/releases?per_page=50"),
        ("https://git.example.org/a/b", "https://git.example.org/api/v3/repos/a/b/releases?per_page=50"),
    ],
)
def test_the_list_is_asked_of_the_repositorys_own_site(own, asked):
    assert list_address(own) == asked


@pytest.mark.parametrize(
    "own", ["", "http://example.org/a/b", "https://x/a", "https://x/a/b/c", "https://x/a/b?c"]
)
def test_anything_else_is_no_repository(own):
    with pytest.raises(FaultError) as raised:
        list_address(own)
    assert raised.value.fault.code == "updates_no_address"


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ('repository = "https://example.org/a/b"', "https://example.org/a/b"),
        ('repository = ""', ""),
        ('repository = "somewhere"', ""),
        ("repository = 7", ""),
        ("= nothing", ""),
        (None, ""),
    ],
)
def test_packaging_says_where_that_is(tmp_path, monkeypatch, written, given):
    monkeypatch.setattr(source, "assets_folder", lambda: tmp_path)
    if written is not None:
        (tmp_path / "release.toml").write_text(written)
    assert repository() == given


def test_the_sources_name_no_place():
    assert repository() == ""
