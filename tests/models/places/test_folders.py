from pathlib import Path

import pytest

from desktop_chat.models.places.folders import Folders

HOME = Path("/home/someone")


@pytest.mark.parametrize(
    ("system", "data", "local", "config", "cache"),
    [
        ("linux", ".local/share", ".local/share", ".config", ".cache"),
        (
            "darwin",
            "Library/Application Support",
            "Library/Application Support",
            ".config",
            "Library/Caches",
        ),
        ("win32", "AppData/Roaming", "AppData/Local", "AppData/Roaming", "AppData/Local"),
    ],
)
def test_each_system_has_its_places(system, data, local, config, cache):
    folders = Folders(HOME, {}, system)

    assert folders.data == HOME / data
    assert folders.local_data == HOME / local
    assert folders.config == HOME / config
    assert folders.cache == HOME / cache


def test_variables_of_the_system_move_them():
    linux = Folders(HOME, {"XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k"}, "linux")
    windows = Folders(HOME, {"APPDATA": "/roaming", "LOCALAPPDATA": "/local"}, "win32")

    assert (linux.data, linux.config, linux.cache) == (Path("/d"), Path("/c"), Path("/k"))
    assert (windows.data, windows.local_data) == (Path("/roaming"), Path("/local"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("/models", Path("/models")),
        ("~/모델", HOME / "모델"),
        ('"~"', HOME),
        (" /a b ", Path("/a b")),
        ("", None),
    ],
)
def test_a_variable_is_read_as_a_person_wrote_it(value, expected):
    assert Folders(HOME, {"X": value}, "linux").variable("X") == expected


def test_the_user_has_a_home():
    assert Folders.of_user().home == Path.home()
