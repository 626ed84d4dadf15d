"""Where releases are published: one value, which packaging writes into `assets/release.toml`."""

from __future__ import annotations

import re
import tomllib
from typing import Final

from desktop_chat.faults import FaultError
from desktop_chat.paths import assets_folder

GITHUB: Final = "https://github.com"

_REPOSITORY: Final = re.compile(
    r"(?P<site>https://[a-z0-9][a-z0-9.-]*(?::\d{1,5})?|http://127\.0\.0\.1:\d{1,5})/(?P<path>[\w.-]+/[\w.-]+)",
    re.ASCII,
)
_LONGEST_LIST: Final = 50


def repository() -> str:
    """Give the address of the project's repository, such as `https://github.com/OWNER/NAME`; "": there is none."""
    try:
        address = tomllib.loads((assets_folder() / "release.toml").read_text("utf-8")).get("repository", "")
    except (OSError, ValueError):
        return ""
    return address if isinstance(address, str) and _REPOSITORY.fullmatch(address) else ""


def list_address(repository: str) -> str:
    """Give the address of a repository's list of releases.

    It is GitHub's "List releases" (docs.github.com/en/rest/releases/releases#list-releases); a server of one's own
    has the same below `/api/v3`. Raises `FaultError("updates_no_address")` for what is no repository.
    """
    match = _REPOSITORY.fullmatch(repository)
    if match is None:
        raise FaultError("updates_no_address")
    site = "https://api.github.com" if match["site"] == GITHUB else f"{match['site']}/api/v3"
    return f"{site}/repos/{match['path']}/releases?per_page={_LONGEST_LIST}"


def pages_address(repository: str) -> str:
    """Give the address of the page that lists a repository's releases."""
    return f"{repository}/releases"
