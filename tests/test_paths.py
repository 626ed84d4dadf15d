import os
import sys
from pathlib import Path

import pytest

from desktop_chat import paths as paths_module
from desktop_chat.paths import Paths, assets_folder


def test_everything_is_below_the_home_that_is_set(tmp_path, monkeypatch):
    home = tmp_path / "집 폴더"
    monkeypatch.setenv("DESKTOP_CHAT_HOME", str(home))
    paths = Paths.standard()
    files = [
        paths.database,
        paths.settings_file,
        paths.library_file,
        paths.window_file,
        paths.loading_marker,
        paths.log_file,
        paths.engine_log_file,
    ]
    assert all(file.is_relative_to(home) for file in files)
    assert len(set(files)) == len(files)


def test_a_relative_home_does_not_move_with_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DESKTOP_CHAT_HOME", "chat")
    assert Paths.standard().data == tmp_path / "chat" / "data"


def test_without_one_the_folders_are_where_the_system_wants_them(monkeypatch):
    monkeypatch.delenv("DESKTOP_CHAT_HOME", raising=False)
    paths = Paths.standard()
    assert all(
        "desktop-chat" in str(folder) for folder in (paths.data, paths.config, paths.cache, paths.logs)
    )


def test_make_creates_every_folder_and_can_be_repeated(tmp_path):
    paths = Paths.below(tmp_path / "new")
    paths.make()
    paths.make()
    assert all(folder.is_dir() for folder in (paths.data, paths.config, paths.cache, paths.logs))


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_conversations_folder_is_for_its_owner_alone(tmp_path):
    paths = Paths.below(tmp_path)
    paths.make()
    assert paths.data.stat().st_mode & 0o077 == 0


@pytest.fixture
def assets_are_looked_for_again():
    assets_folder.cache_clear()
    yield
    assets_folder.cache_clear()


def test_the_assets_of_the_checkout_are_found():
    assert (assets_folder() / "icons").is_dir()


@pytest.mark.usefixtures("assets_are_looked_for_again")
def test_the_assets_of_a_packaged_app_are_in_its_bundle(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert assets_folder() == tmp_path / "assets"


@pytest.mark.usefixtures("assets_are_looked_for_again")
def test_the_assets_of_a_wheel_are_in_the_package(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "desktop_chat"
    (package / "assets").mkdir(parents=True)
    monkeypatch.setattr(paths_module, "__file__", str(package / "paths.py"))
    assert assets_folder() == Path(package, "assets").resolve()
