"""The list of releases as a server gives it: read entry by entry, and nothing in it trusted.

The format is that of GitHub's "List releases" (docs.github.com/en/rest/releases/releases#list-releases), of which
`tag_name`, `name`, `body`, `html_url`, `draft` and `prerelease` are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from desktop_chat.updates.source import pages_address
from desktop_chat.updates.versions import Version, read_version

LONGEST_NOTES: Final = 60_000
"""Characters of what a release says of itself that are read."""

_MOST: Final = 100
_LONGEST_TITLE: Final = 200


class Release(Struct, frozen=True):
    """A release that can be downloaded."""

    version: str  # without the `v` of its tag
    title: str  # in one line
    notes: str  # Markdown of a stranger: it is shown, never carried out
    page: str  # where it can be downloaded, on the site of the repository
    is_prerelease: bool = False


class _Entry(Struct):
    tag_name: str
    name: str | None = None
    body: str | None = None
    html_url: str = ""
    draft: bool = False
    prerelease: bool = False


def read_releases(content: bytes, repository: str) -> tuple[Release, ...]:
    """Read the list; drafts, and entries that are none or have no version, are left out.

    A page that is not among the repository's releases is replaced by the one that lists them. Raises `ValueError`
    for what is no list.
    """
    entries = msgspec.json.decode(content, type=list[msgspec.Raw])[:_MOST]
    read = (_release(entry, repository) for entry in map(_entry, entries) if entry is not None)
    return tuple(release for release in read if release is not None)


def newer_than(version: str, releases: Iterable[Release]) -> list[Release]:
    """Give the releases that are newer than a version, the newest first.

    Who has no pre-release is offered none.
    """
    mine = read_version(version)
    if mine is None:
        return []
    newer = [
        release
        for release in releases
        if _version(release) > mine and (not mine.is_release or not release.is_prerelease)
    ]
    return sorted(newer, key=_version, reverse=True)


def whats_new(releases: Iterable[Release]) -> str:
    """Give what changed in these releases, as one Markdown text."""
    return "\n\n".join(f"# {release.title}\n\n{release.notes.strip()}" for release in releases).strip()


def _entry(content: msgspec.Raw) -> _Entry | None:
    try:
        return msgspec.json.decode(content, type=_Entry)
    except ValueError:
        return None


def _release(entry: _Entry, repository: str) -> Release | None:
    version = read_version(entry.tag_name)
    if entry.draft or version is None:
        return None
    number = entry.tag_name.removeprefix("v")
    return Release(
        version=number,
        title=_line(entry.name or "")[:_LONGEST_TITLE] or number,
        notes=(entry.body or "")[:LONGEST_NOTES],
        page=_page(entry.html_url, repository),
        is_prerelease=entry.prerelease or not version.is_release,
    )


def _page(address: str, repository: str) -> str:
    """Give the page of a release, if it is one of the repository's."""
    pages = pages_address(repository)
    try:
        given, own = urlsplit(address), urlsplit(pages)
    except ValueError:
        return pages
    is_own = (
        (given.scheme, given.netloc) == (own.scheme, own.netloc)
        and given.path.startswith(f"{own.path}/")
        and not {"", ".", ".."} & set(given.path.removeprefix("/").split("/"))
        and address.isascii()
        and address.isprintable()
        and not set('\\% <>"') & set(address)
    )
    return address if is_own else pages


def _version(release: Release) -> Version:
    version = read_version(release.version)
    return version if version is not None else Version((-1,), False)


def _line(text: str) -> str:
    return " ".join(text.split())
