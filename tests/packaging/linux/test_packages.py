"""The .deb, the archive and the script in it, of an app that is three small files."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

import inspecting
import product
from linux import deb, share, tarball

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages of Linux are made on Linux")

needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not here")


@pytest.fixture
def app(tmp_path) -> Path:
    """A folder as PyInstaller leaves it: a program, a library that needs libc, data."""
    folder = tmp_path / "frozen" / product.EXECUTABLE
    inside = folder / inspecting.CONTENTS
    inside.mkdir(parents=True)
    program = folder / product.EXECUTABLE
    program.write_text('#!/bin/sh\necho "$0" "$@"\n')
    program.chmod(0o700)
    (inside / "data").write_text("data")
    shutil.copy(shutil.which("true") or "/bin/true", inside / "library.so")
    return folder


def dpkg_deb(*arguments: str | Path) -> str:
    return subprocess.run(["dpkg-deb", *arguments], check=True, capture_output=True, encoding="utf-8").stdout


@needs_dpkg
def test_the_deb_has_the_app_and_all_that_desktops_look_for(app, tmp_path):
    file = deb.build(app, tmp_path / "out")
    root = tmp_path / "root"
    dpkg_deb("--extract", file, root)
    assert (root / "usr/lib/desktop-chat/_internal/data").read_text() == "data"
    assert (root / "usr/bin/desktop-chat").resolve() == root / "usr/lib/desktop-chat/desktop-chat"
    for path in (
        f"usr/share/applications/{product.IDENTIFIER}.desktop",
        f"usr/share/metainfo/{product.IDENTIFIER}.metainfo.xml",
        f"usr/share/mime/packages/{product.IDENTIFIER}.xml",
        f"usr/share/icons/hicolor/scalable/apps/{product.IDENTIFIER}.svg",
        *(f"usr/share/icons/hicolor/{s}x{s}/apps/{product.IDENTIFIER}.png" for s in share.ICON_SIZES),
        "usr/share/doc/desktop-chat/copyright",
        "usr/share/man/man1/desktop-chat.1.gz",
    ):
        assert (root / path).is_file(), path


@needs_dpkg
def test_everybody_may_read_what_the_deb_installs_and_root_owns_it(app, tmp_path):
    listed = dpkg_deb("--contents", deb.build(app, tmp_path / "out")).splitlines()
    owners = {line.split()[1] for line in listed}
    modes = {line.split()[0]: line for line in listed}
    assert owners == {"root/root"}
    assert modes.keys() == {"drwxr-xr-x", "-rwxr-xr-x", "-rw-r--r--", "lrwxrwxrwx"}
    assert [line for line in listed if line.startswith("-rwxr-xr-x")] == [modes["-rwxr-xr-x"]]


@needs_dpkg
def test_the_deb_depends_on_what_its_libraries_need(app, tmp_path):
    told = dpkg_deb("--field", deb.build(app, tmp_path / "out"), "Depends")
    assert told.startswith("libc6 (>= 2.")
    assert "libx11" not in told


@needs_dpkg
def test_the_deb_knows_the_sum_of_each_of_its_files(app, tmp_path):
    file = deb.build(app, tmp_path / "out")
    control, root = tmp_path / "control", tmp_path / "root"
    dpkg_deb("--control", file, control)
    dpkg_deb("--extract", file, root)
    sums = dict(line.split("  ", 1)[::-1] for line in (control / "md5sums").read_text().splitlines())
    there = {path for path in root.rglob("*") if path.is_file() and not path.is_symlink()}
    assert {str(path.relative_to(root)) for path in there} == sums.keys()
    assert all(hashlib.md5((root / path).read_bytes()).hexdigest() == sums[path] for path in sums)


@pytest.mark.skipif(shutil.which("lintian") is None, reason="lintian is not here")
def test_lintian_finds_no_error(app, tmp_path):
    command = ["lintian", "--fail-on", "error", "--allow-root", str(deb.build(app, tmp_path / "out"))]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout


class Unpacked:
    """The archive, unpacked by somebody into a folder with a difficult name."""

    def __init__(self, archive: Path, home: Path) -> None:
        self.home = home
        folder = home / '한글 "폴더" 50% $x `y` \\z'
        folder.mkdir(parents=True)
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="data")
        self.folder = folder / tarball.folder_name()
        self.entry = home / ".local/share/applications" / share.DESKTOP_ENTRY.name

    def install(self, *arguments: str) -> str:
        """Run the script for this user and give what it says."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        return subprocess.run(
            [str(self.folder / "install.sh"), *arguments],
            check=True,
            capture_output=True,
            encoding="utf-8",
            env=environment | {"HOME": str(self.home)},
        ).stdout


@pytest.fixture
def unpacked(app, tmp_path) -> Unpacked:
    return Unpacked(tarball.build(app, tmp_path / "out"), tmp_path / "홍길동")


def test_the_archive_tells_nothing_of_who_made_it(app, tmp_path):
    with tarfile.open(tarball.build(app, tmp_path / "out")) as archive:
        entries = archive.getmembers()
    assert {(entry.uid, entry.gid, entry.uname) for entry in entries} == {(0, 0, "root")}
    programs = {entry.name.partition("/")[2] for entry in entries if entry.isfile() and entry.mode & 0o111}
    assert programs == {product.EXECUTABLE, "install.sh"}


def test_the_script_puts_the_app_into_the_menu_wherever_it_lies(unpacked):
    unpacked.install()
    assert (unpacked.home / ".local/bin/desktop-chat").resolve() == unpacked.folder / product.EXECUTABLE
    assert (unpacked.home / f".local/share/icons/hicolor/48x48/apps/{product.IDENTIFIER}.png").is_file()
    assert started_by(unpacked.entry) == [str(unpacked.folder / product.EXECUTABLE), "--model"]


def test_the_script_may_run_twice_and_takes_all_of_it_back(unpacked):
    unpacked.install()
    unpacked.install()
    assert str(unpacked.folder) in unpacked.install("--remove")
    left = [path for path in unpacked.home.rglob("*") if unpacked.folder.parent not in (path, *path.parents)]
    assert not [path for path in left if product.IDENTIFIER in path.name or path.is_symlink()]
    assert (unpacked.folder / product.EXECUTABLE).is_file()


def test_a_command_of_the_same_name_that_is_not_ours_is_left_alone(unpacked, tmp_path):
    unpacked.install()
    command = unpacked.home / ".local/bin/desktop-chat"
    command.unlink()
    command.symlink_to(tmp_path)
    unpacked.install("--remove")
    assert command.is_symlink()


def test_a_program_of_the_same_name_is_not_written_over(unpacked):
    command = unpacked.home / ".local/bin/desktop-chat"
    command.parent.mkdir(parents=True)
    command.write_text("somebody's own")
    unpacked.install()
    assert command.read_text() == "somebody's own"
    assert unpacked.entry.is_file()


def started_by(entry: Path) -> list[str]:
    """Give what a desktop starts by an entry, as GLib reads it."""
    exec_line = next(line for line in entry.read_text("utf-8").splitlines() if line.startswith("Exec="))
    text = exec_line.removeprefix("Exec=").replace("\\\\", "\\")  # of a string in a key file
    command = text.replace("%f", "").replace("%%", "%")
    done = subprocess.run(  # a quoted argument is written as in a shell's double quotes
        ["sh", "-c", f"printf '%s\\n' {command}"], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.splitlines()
