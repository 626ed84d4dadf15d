"""The installer for Windows: what is in it, and what it does under Wine, where those tools are there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import product
from windows import installer

WINDOWED, CONSOLE = product.WINDOWED_EXECUTABLE, f"{product.EXECUTABLE}.exe"
GCC = shutil.which("x86_64-w64-mingw32-gcc")
WINE = next(
    (path for name in ("wine64", "/usr/lib/wine/wine64", "wine") if (path := shutil.which(name))), None
)
FOR_WINE = ["-XTarget amd64-unicode"]  # Wine for 32-bit programs is often missing
PROGRAM = """
#include <string.h>
#include <windows.h>

/* `--quit` lets the one that was started without it end; that one waits for it, half a minute at most. */
int main(int count, char **arguments) {
    HANDLE asked = CreateEventA(NULL, TRUE, FALSE, "desktop-chat-asked-to-end");
    if (count > 1 && !strcmp(arguments[1], "--quit")) return !SetEvent(asked);
    if (count > 1) return 0;
    WaitForSingleObject(asked, 30000);
    return 0;
}
"""
needs_makensis = pytest.mark.skipif(installer.find_makensis() is None, reason="NSIS is not installed")
needs_wine = pytest.mark.skipif(
    sys.platform != "linux" or not (GCC and WINE), reason="needs Wine and mingw-w64's compiler"
)


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    """A folder like that of a frozen app, with programs that do nothing."""
    folder = tmp_path / "한글 폴더" / "app"
    write(
        folder,
        WINDOWED,
        CONSOLE,
        "_internal/python311.dll",
        "_internal/assets/icons/한글.svg",
        "_internal/$x",
    )
    return folder


def write(folder: Path, *names: str) -> None:
    """Write files that hold their own names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@needs_makensis
def test_the_installer_has_the_files_of_the_payload_and_no_others(payload: Path, tmp_path: Path) -> None:
    if not shutil.which("7z"):
        pytest.skip("7z is not installed")
    made = installer.build(payload, tmp_path / "out")
    subprocess.run(
        ["7z", "x", "-y", f"-o{tmp_path / 'unpacked'}", str(made)], check=True, capture_output=True
    )
    shutil.rmtree(tmp_path / "unpacked" / "$PLUGINSDIR")
    found = files(tmp_path / "unpacked")
    assert found - {"uninstall.exe", "installed-files.txt"} == files(payload)
    assert (tmp_path / "unpacked" / "_internal" / "$x").read_text() == "_internal/$x"


@needs_makensis
def test_a_folder_that_is_no_frozen_app_is_refused(payload: Path, tmp_path: Path) -> None:
    (payload / CONSOLE).unlink()
    with pytest.raises(installer.InstallerError, match=CONSOLE):
        installer.build(payload, tmp_path / "out")


@needs_makensis
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_installer_and_uninstaller_are_signed_where_there_is_a_certificate(
    payload: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WINDOWS_CERTIFICATE", "0123")
    tool = tmp_path / "bin" / "signtool"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nfor file; do :; done\necho "$file" >> "{tmp_path / "signed"}"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")
    made = installer.build(payload, tmp_path / "out")
    uninstaller, last = (tmp_path / "signed").read_text().splitlines()
    assert last == str(made)
    assert uninstaller != last


def test_every_sentence_is_said_in_both_languages() -> None:
    said = (installer.HERE / "strings.nsh").read_text("utf-8")
    script = installer.SCRIPT.read_text("utf-8")
    sentences = re.findall(r'^!insertmacro Say (\w+)\s(?:\\\s+)?"([^"]+)"\s(?:\\\s+)?"([^"]+)"$', said, re.M)
    assert {name for name, _, _ in sentences} == set(re.findall(r"\$\((\w+)\)", script))
    assert len(sentences) == said.count("!insertmacro Say ")
    assert [
        name for name, english, korean in sentences if has_hangul(english) or not has_hangul(korean)
    ] == []


def has_hangul(text: str) -> bool:
    return bool(re.search("[가-힣]", text))


def test_only_the_apps_own_data_is_removed_with_all_that_is_in_it() -> None:
    script = installer.SCRIPT.read_text("utf-8")
    assert re.findall(r"^.*RMDir /r.*$", script, re.M) == ['      RMDir /r "$R0"']
    assert re.findall(r'^ *Push "(.*)"\n *Call un.RemoveOwn$', script, re.M) == [
        "${DATA}\\$1",
        "${DATA}\\models",
    ]
    assert '!define DATA "$LOCALAPPDATA\\desktop-chat"' in script


class Windows:
    """A Windows of its own, played by Wine."""

    def __init__(self, prefix: Path) -> None:
        prefix.mkdir()
        self.environment = os.environ | {
            "HOME": str(prefix),  # else Wine puts what is installed into this user's menus
            "WINEPREFIX": str(prefix),
            "WINEDLLOVERRIDES": "winemenubuilder.exe=d",
            "WINEDEBUG": "-all",
            "WINEARCH": "win64",
        }
        self.environment.pop("DISPLAY", None)
        self.run("winecfg", "-v", "win10")
        (self.local,) = prefix.glob("drive_c/users/*/AppData/Local")
        self.home = self.local.parent.parent
        self.app = self.local / "Programs" / "Desktop Chat"
        self.data = self.local / "desktop-chat"

    def run(self, *command: str | Path, codes: Sequence[int] = (0,)) -> str:
        assert WINE
        done = subprocess.run(
            [WINE, *map(str, command)], env=self.environment, capture_output=True, timeout=120, check=False
        )
        assert done.returncode in codes, (command, done)
        return done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")

    def start(self, program: Path) -> subprocess.Popen[bytes]:
        assert WINE
        return subprocess.Popen([WINE, str(program)], env=self.environment)

    def registry(self, key: str) -> str:
        """Give what the registry has below a key of this user; "" where it has no such key."""
        return self.run("reg", "query", f"HKCU\\{key}", "/s", codes=(0, 1))

    def uninstall(self, *arguments: str) -> None:
        """Run the uninstaller in its place, so that it is over when this is."""
        # not one argument: Wine would put it into quotation marks, which NSIS does not read
        self.run(self.app / "uninstall.exe", "/S", *arguments, *f"_?={self.path(self.app)}".split(" "))
        (self.app / "uninstall.exe").unlink(missing_ok=True)  # what runs cannot delete itself

    def path(self, path: Path) -> str:
        return "C:\\" + "\\".join(path.relative_to(self.environment["WINEPREFIX"]).parts[1:])

    def end(self) -> None:
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver64"
        subprocess.run([server, "-k"], env=self.environment, check=False, capture_output=True)


@pytest.fixture
def windows(tmp_path: Path):
    made = Windows(tmp_path / "prefix")
    yield made
    made.end()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    assert GCC
    (tmp_path / "program.c").write_text(PROGRAM)
    subprocess.run([GCC, "-o", tmp_path / "program.exe", tmp_path / "program.c"], check=True)
    return tmp_path / "program.exe"


@pytest.fixture
def app(payload: Path, program: Path) -> Path:
    """The payload with programs that run."""
    for name in (WINDOWED, CONSOLE):
        shutil.copy(program, payload / name)
    return payload


@needs_makensis
@needs_wine
def test_install_upgrade_and_uninstall(
    windows: Windows, app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(app, "_internal/old/gone.dll")
    windows.run(installer.build(app, tmp_path / "first", FOR_WINE), "/S")
    ours = {"installed-files.txt", "uninstall.exe"}
    assert files(windows.app) == files(app) | ours
    assert list(windows.home.rglob("Start Menu/**/Desktop Chat.lnk"))
    assert not list(windows.home.glob("Desktop/*.lnk"))
    command = f'"{windows.path(windows.app / WINDOWED)}" --model "%1"'
    assert command in windows.registry("Software\\Classes\\DesktopChat.Model\\shell\\open\\command")
    assert "DesktopChat.Model" in windows.registry("Software\\Classes\\.gguf\\OpenWithProgids")

    write(windows.app, "mine.txt", "_internal/old/mine.txt")
    write(windows.data, "conversations.db", "models/big.gguf", "Logs/desktop-chat.log")
    windows.run("reg", "add", "HKCU\\Software\\Classes\\.gguf", "/ve", "/d", "Other.App", "/f")
    shutil.rmtree(app / "_internal" / "old")
    write(app, "_internal/new.dll")
    monkeypatch.setattr(product, "version", lambda: "9.8.7")
    running = windows.start(windows.app / WINDOWED)
    windows.run(installer.build(app, tmp_path / "second", FOR_WINE), "/S")
    assert running.wait(30) == 0
    assert files(windows.app) == files(app) | ours | {"mine.txt", "_internal/old/mine.txt"}
    listed = windows.registry(
        f"Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{product.IDENTIFIER}"
    )
    assert re.search(r"DisplayVersion +REG_SZ +9\.8\.7$", listed, re.M)
    assert re.search(r"EstimatedSize +REG_DWORD +0x[0-9a-f]{2,}$", listed, re.M)

    windows.uninstall()
    assert files(windows.app) == {"mine.txt", "_internal/old/mine.txt"}
    assert files(windows.data) == {"conversations.db", "models/big.gguf", "Logs/desktop-chat.log"}
    assert "Other.App" in windows.registry("Software\\Classes\\.gguf")
    assert "DesktopChat" not in windows.registry("Software\\Classes")
    assert "Desktop Chat" not in windows.registry("Software")
    assert not list(windows.home.rglob("Desktop Chat.lnk"))


@needs_makensis
@needs_wine
@pytest.mark.parametrize(
    ("asked", "left"),
    [("/REMOVECHATS", {"models/big.gguf"}), ("/REMOVEMODELS", {"conversations.db", "Logs/desktop-chat.log"})],
)
def test_what_is_asked_to_be_removed_is_removed_and_no_more(
    windows: Windows, app: Path, tmp_path: Path, asked: str, left: set[str]
) -> None:
    windows.run(installer.build(app, tmp_path / "out", FOR_WINE), "/S")
    write(windows.data, "conversations.db", "models/big.gguf", "Logs/desktop-chat.log")
    windows.uninstall(asked)
    assert files(windows.data) == left


@needs_makensis
@needs_wine
def test_a_list_of_files_leads_nowhere_else(windows: Windows, payload: Path, tmp_path: Path) -> None:
    write(windows.app.parent, "other app/precious.txt")
    write(windows.app, "listed.txt")
    listed = "..\\other app\\precious.txt\r\nlisted.txt\r\n_internal\\..\\..\\other app\\precious.txt\r\n"
    (windows.app / "installed-files.txt").write_bytes(listed.encode("utf-16"))
    windows.run(installer.build(payload, tmp_path / "out", FOR_WINE), "/S")
    assert (windows.app.parent / "other app" / "precious.txt").exists()
    assert not (windows.app / "listed.txt").exists()
    assert (windows.app / WINDOWED).exists()


@needs_makensis
@needs_wine
def test_an_old_windows_is_refused(windows: Windows, payload: Path, tmp_path: Path) -> None:
    windows.run("winecfg", "-v", "win81")
    windows.run(installer.build(payload, tmp_path / "out", FOR_WINE), "/S", codes=(2,))
    assert not windows.app.exists()
