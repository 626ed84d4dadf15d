"""The built app, where `DESKTOP_CHAT_BUILT_APP` names its folder: all of it is there, and does what it does.

What is imported is imported from the app alone, by a Python of the same version.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import product
from desktop_chat.settings import NetworkSettings, Settings, SettingsFile
from tests.support.built_app import BUILT, INSIDE, built, same_python
from tests.support.gguf_factory import scripted
from tests.support.hangul_desk import HangulDesk, missing
from tests.support.hangul_keys import keys_of
from tests.support.hub.server import FakeHub, FakeRepository

SECONDS = 60.0
OF_OTHER_SYSTEMS = {"desktop_chat.child.windows_job", "desktop_chat.ui.windows_taskbar"}

pytestmark = built

ALONE = """\
import sys
inside = sys.argv.pop(1)
version = f"python{sys.version_info.major}.{sys.version_info.minor}"
sys.path[:] = [inside, f"{inside}/{version}/lib-dynload"]
"""
"""What makes a Python import from the app's folder and from nowhere else."""


def program() -> str:
    """Give the path of the app's program for terminals."""
    return str(BUILT / (f"{product.EXECUTABLE}.exe" if sys.platform == "win32" else product.EXECUTABLE))


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the built app."""
    return subprocess.run(
        [program(), *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        env=os.environ | environment,
    )


def run_alone(script: str) -> str:
    """Run a script with what is in the app's folder, and give what it prints."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", ALONE + script, str(INSIDE)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@same_python
def test_every_module_of_the_app_can_be_imported_from_its_folder():
    said = run_alone("""
from importlib import import_module
from pathlib import Path
for path in sorted(Path(inside, "desktop_chat").rglob("*.pyc")):
    parts = path.relative_to(inside).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    try:
        import_module(name)
    except Exception as error:
        print(f"{name}: {error!r}")
""")
    failed = {line.partition(":")[0]: line for line in said.splitlines()}
    assert not failed.keys() - OF_OTHER_SYSTEMS, said


@same_python
def test_no_module_of_the_checkout_is_missing_in_the_app():
    sources = {path.relative_to(product.ROOT) for path in (product.ROOT / "desktop_chat").rglob("*.py")}
    compiled = {
        path.relative_to(INSIDE).with_suffix(".py") for path in (INSIDE / "desktop_chat").rglob("*.pyc")
    }
    assert sources == compiled


@same_python
def test_formulas_code_and_certificates_work_from_the_folder():
    said = run_alone("""
import ssl
import truststore
import keyring
from keyring.backend import get_all_keyring
from PySide6.QtGui import QGuiApplication
from desktop_chat.ui.chat.blocks.typeset import typeset
from desktop_chat.ui.chat.highlight import highlight
app = QGuiApplication([])
print(typeset(r"\\frac{a}{b} + \\sum_{i=1}^{n} \\sqrt{i}", is_display=True) is not None)
print(len({style for _, style in highlight("def f(): return 'x'  # why", "python", "github-dark")}) > 2)
print(len({style for _, style in highlight("fn main() { let x = 1; }", "rust", "light-code")}) > 2)
print(truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT).verify_mode.name)
print(sorted(type(each).__module__ for each in get_all_keyring()))
""")
    drawn, coloured, also, mode, keychains = said.splitlines()
    assert (drawn, coloured, also, mode) == ("True", "True", "True", "CERT_REQUIRED")
    assert "keyring.backends.fail" in keychains


def test_the_version_is_that_of_the_checkout():
    assert run("--version").stdout == f"{product.NAME} {product.version()}\n"


def test_the_self_test_passes():
    done = run("self-test", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_model_is_found_and_downloaded_and_answers(tmp_path):
    content = scripted(tmp_path / "content.gguf", "그래", name="작은 모델").read_bytes()
    home = tmp_path / "집"
    with FakeHub() as hub:
        repository = hub.add(FakeRepository("own/Small-GGUF", downloads=1234, card={"license": "apache-2.0"}))
        repository.add("small-Q4_K_M.gguf", content)
        SettingsFile(home / "config" / "settings.toml").write(
            Settings(network=NetworkSettings(endpoint=hub.url))
        )
        environment = {
            "DESKTOP_CHAT_HOME": str(home),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "NO_PROXY": "*",
        }
        found = run("models", "search", "small", **environment)
        assert "own/Small-GGUF" in found.stdout, found.stderr
        got = run("models", "get", "own/Small-GGUF:Q4_K_M", **environment)
        assert got.returncode == 0, got.stderr
    path = Path(got.stdout.strip())
    assert path.read_bytes() == content
    done = run("ask", "--model", str(path), "안녕?", **environment)
    assert (done.returncode, done.stdout.strip()) == (0, "그래"), done.stderr


@pytest.mark.skipif(sys.platform != "linux" or bool(missing()), reason=f"not installed: {missing()}")
def test_korean_is_typed_into_the_window_and_sent(tmp_path):
    model = scripted(tmp_path / "model.gguf", "그래", name="작은 모델")
    desk = HangulDesk(tmp_path / "home")
    try:
        desk.open()
        environment = desk.environment | {"DESKTOP_CHAT_HOME": str(tmp_path / "kept")}
        command = [program(), "--model", str(model)]
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as app:
            try:
                database = tmp_path / "kept" / "data" / "conversations.db"
                window = wait_for(lambda: window_of(environment))
                focus = ["xdotool", "windowfocus", "--sync", str(window)]
                subprocess.run(focus, env=environment, check=True)  # there is no window manager that would
                time.sleep(3)  # as long as a person takes to begin to type
                desk.use_engine()
                from_latin_to_hangul = "shift+space"
                desk.press([from_latin_to_hangul, *keys_of("안녕하세요"), "Return"], 30)
                assert wait_for(lambda: messages(database, "assistant")) == ["그래"]
                assert messages(database, "user") == ["안녕하세요"]
            finally:
                app.terminate()
                app.wait(SECONDS)
    finally:
        desk.close()


def wait_for(look: Callable[[], object]) -> object:
    """Look again and again until something is there, and give it."""
    end = time.monotonic() + SECONDS
    while not (found := look()):
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.1)
    return found


def window_of(environment: dict[str, str]) -> str:
    """Give X's name of the app's window, "" while there is none."""
    search = ["xdotool", "search", "--onlyvisible", "--class", product.NAME]
    found = subprocess.run(search, env=environment, check=False, capture_output=True, encoding="utf-8").stdout
    return found.partition("\n")[0]


def messages(database: Path, role: str) -> list[str]:
    """Give the texts of the finished messages of one side."""
    if not database.exists():
        return []
    query = "SELECT text FROM message WHERE role = ? AND state = 'done' ORDER BY id"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [text for (text,) in connection.execute(query, (role,))]
