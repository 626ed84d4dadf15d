"""All checks, one after the other, each told as soon as it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from desktop_chat.paths import Paths
from desktop_chat.self_test.engine import check_engine
from desktop_chat.self_test.private import without_person
from desktop_chat.self_test.result import Check
from desktop_chat.self_test.storage import check_database, check_folders
from desktop_chat.self_test.system import check_system
from desktop_chat.settings import Settings


def _never() -> bool:
    return False


def check_all(
    paths: Paths,
    settings: Settings,
    check_screen: Callable[[], Check],
    is_given_up: Callable[[], bool] = _never,
) -> Iterator[Check]:
    """Check everything; `check_screen` knows about windows. Nothing that is told names the user.

    Given up, the engine is not waited for any more; what is told then is of no use.
    """
    for check in _checks(paths, settings, check_screen, is_given_up):
        yield without_person(check)


def _checks(
    paths: Paths, settings: Settings, check_screen: Callable[[], Check], is_given_up: Callable[[], bool]
) -> Iterator[Check]:
    with suppress(OSError):  # the folders are checked, and say it
        paths.make()
    yield check_system(paths)
    yield check_screen()
    yield from check_engine(settings.engine, paths.engine_log_file, is_given_up)
    yield check_database(paths)
    yield check_folders(paths, _models_folder(paths, settings))


def _models_folder(paths: Paths, settings: Settings) -> Path:
    """Give where downloads go; our own folder for them is only made by the first."""
    if settings.storage.models_folder:
        return Path(settings.storage.models_folder)
    return paths.models if paths.models.exists() else paths.data
