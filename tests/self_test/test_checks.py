"""The checks on this very PC, and on one where something is wrong."""

import os
import socket
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_chat.chat.store import open_store
from desktop_chat.engine.graphics import THIS_SESSION
from desktop_chat.engine.protocol import Device, Ready
from desktop_chat.models.library import Library
from desktop_chat.paths import Paths
from desktop_chat.self_test import engine as engine_module
from desktop_chat.self_test import storage, tiny_model
from desktop_chat.self_test.checks import check_all
from desktop_chat.self_test.engine import check_engine
from desktop_chat.self_test.result import Check, Fact, Report
from desktop_chat.self_test.screen_process import check_screen_apart
from desktop_chat.self_test.storage import check_database, check_folders
from desktop_chat.self_test.text import report_text
from desktop_chat.self_test.words import CHECKS
from desktop_chat.settings import EngineSettings, Settings, StorageSettings
from tests.support.gguf_factory import scripted, tiny
from tests.support.self_test_model import build

as_anybody = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions of POSIX")
SCREEN = Check("screen", facts=(Fact("Qt", "6"),))


@pytest.fixture
def paths():
    paths = Paths.standard()
    paths.make()
    return paths


def never():
    return False


def facts(check):
    return {fact.name: fact.value for fact in check.facts}


def codes(check):
    return [fault.code for fault in check.faults]


# ---- everything together


def test_on_this_pc_everything_works(tmp_path, monkeypatch):
    monkeypatch.setenv("DESKTOP_CHAT_HOME", str(tmp_path / "한글 폴더"))
    paths = Paths.standard()
    checks = list(check_all(paths, Settings(), lambda: SCREEN))
    assert [check.name for check in checks] == ["system", "screen", "engine", "reply", "database", "folders"]
    assert {check.outcome for check in checks} == {"passed"}, checks
    assert not list(paths.data.iterdir())


def test_a_report_tells_how_many_models_there_are_and_nothing_else_of_them(paths, tmp_path):
    library = Library(paths.library_file)
    library.add(tiny(tmp_path / "secret-project.gguf"))
    library.add(tiny(tmp_path / "gone.gguf", seed=2))
    (tmp_path / "gone.gguf").unlink()
    talk = open_store(paths.database).store
    number = talk.create_conversation().id
    talk.set_title(number, "secret plan", "user")
    talk.close()
    report = report_text(Report.of("1.0", check_all(paths, Settings(), lambda: SCREEN)))
    assert "Models on the list: 1 / 2" in report
    assert "Version of the database: 2 / 2" in report
    assert "secret" not in report
    assert "gone" not in report
    assert socket.gethostname() not in report.split()


def test_a_report_says_what_to_do_and_whether_all_is_well(paths, monkeypatch, tmp_path):
    monkeypatch.setattr(tiny_model, "assets_folder", lambda: tmp_path)
    report = Report.of("1.0", check_all(paths, Settings(), lambda: SCREEN))
    text = report_text(report)
    assert not report.has_passed
    assert "✗ A reply of a tiny model: does not work" in text
    assert "  → The tiny model this check needs is missing from the app. Install the app again." in text
    assert text.endswith("it says above what to do.\n")
    assert all(f"{CHECKS[check.name]}: " in text for check in report.checks)


# ---- the engine


def test_what_the_engine_computes_on_is_told():
    ready = Ready(
        "b9999",
        1,
        (
            Device("Vulkan0", "Big Card", "gpu", 12_000_000_000, 1),
            Device("CPU", "Chip", "cpu", 8_000_000_000, 1),
        ),
        ("AVX2", "FMA"),
        True,
        ("cpu-haswell", "vulkan"),
    )
    assert [(fact.name, fact.value) for fact in engine_module._engine_facts(ready)] == [
        ("llama.cpp", "b9999"),
        ("Built for", "haswell"),
        ("Plug-ins", "cpu-haswell, vulkan"),
        ("Instructions", "AVX2, FMA"),
        ("Computes on", "Big Card (Vulkan0, 12.0 GB)"),
        ("Computes on", "Chip (CPU, 8.0 GB)"),
    ]


def test_the_card_is_tried_only_where_there_is_one_and_the_settings_let_it():
    card = Ready("b", 1, (Device("Vulkan0", "", "gpu", 1, 1),), (), True)
    layers = {
        (name, setting): engine_module._Run(EngineSettings(gpu_layers=setting), None, never)
        .plan(ready)
        .gpu_layers
        for name, ready in (("card", card), ("none", replace(card, devices=())))
        for setting in (-1, 0)
    }
    assert layers == {("card", -1): -1, ("card", 0): 0, ("none", -1): 0, ("none", 0): 0}


def test_an_engine_that_writes_something_else_is_not_relied_on(tmp_path, monkeypatch):
    scripted(tmp_path / "self-test.gguf", "Something quite different.")
    monkeypatch.setattr(tiny_model, "assets_folder", lambda: tmp_path)
    engine, reply = check_engine(EngineSettings(), None, never)
    assert (engine.outcome, reply.outcome, codes(reply)) == ("passed", "failed", ["self_test_reply_wrong"])


def test_a_damaged_model_is_told_by_its_fault(tmp_path, monkeypatch):
    (tmp_path / "self-test.gguf").write_bytes(b"GGUF but no more")
    monkeypatch.setattr(tiny_model, "assets_folder", lambda: tmp_path)
    _, reply = check_engine(EngineSettings(), None, never)
    assert reply.outcome == "failed"
    assert reply.faults[0].sentence()


def test_an_engine_that_does_not_start_is_told_and_nothing_is_asked_of_it(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "not-there"))
    engine, reply = check_engine(EngineSettings(), None, never)
    assert (engine.outcome, codes(engine)) == ("failed", ["engine_missing"])
    assert reply == Check("reply", "skipped")


@pytest.mark.skipif(os.name == "nt", reason="a script as the program")
def test_an_engine_that_says_nothing_is_not_waited_for_forever(monkeypatch, tmp_path):
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\ncat > /dev/null\n")
    silent.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(silent))
    monkeypatch.setattr(engine_module, "PATIENCE_SECONDS", 0.1)
    engine, _ = check_engine(EngineSettings(), None, never)
    assert (engine.outcome, codes(engine)) == ("failed", ["self_test_engine_silent"])


CRASHING = """#!{python}
import os, sys
from desktop_chat.engine.protocol import BACKENDS_VARIABLE, Device, Ready, encode
if os.environ.get(BACKENDS_VARIABLE):
    os.execv({python!r}, [{python!r}, *sys.argv[1:]])
card = Device("Vulkan0", "Bad Card", "gpu", 1, 1)
os.write(1, encode(Ready("b", os.getpid(), (card,), (), True)))
sys.stdin.readline()
os.abort()
"""


@pytest.mark.skipif(os.name == "nt", reason="a script as the program")
def test_a_graphics_card_that_crashes_the_engine_is_left_out_with_a_word(monkeypatch, tmp_path):
    program = tmp_path / "engine"
    program.write_text(CRASHING.format(python=sys.executable))
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    engine, reply = check_engine(EngineSettings(), None, never)
    assert "Bad Card (Vulkan0, 1 B)" in facts(engine)["Computes on"]
    assert (reply.outcome, codes(reply)) == ("warned", ["gpu_crashed"])
    assert facts(reply)["Layers on the graphics card"] == "0"
    assert THIS_SESSION.environment == {}


def test_a_check_that_is_given_up_does_not_wait_for_the_engine(monkeypatch):
    checks = check_engine(EngineSettings(), None, lambda: True)
    assert next(checks).outcome == "failed"


# ---- saving and folders


def test_saving_is_tried_in_a_database_of_its_own(paths):
    open_store(paths.database).store.close()
    before = {each.name: each.stat().st_mtime_ns for each in paths.data.iterdir()}
    check = check_database(paths)
    assert check.outcome == "passed"
    assert facts(check)["Journal"] == "wal"
    assert facts(check)["Version of the database"] == "2 / 2"
    assert {each.name: each.stat().st_mtime_ns for each in paths.data.iterdir()} == before


def test_a_data_folder_that_is_not_there_fails(paths):
    paths.data.rmdir()
    check = check_database(paths)
    assert (check.outcome, codes(check)) == ("failed", ["self_test_database"])
    assert "No such file" in check.faults[0].values["reason"]


def test_each_folder_is_told_with_the_bytes_that_are_free(paths, tmp_path):
    check = check_folders(paths, tmp_path)
    assert check.outcome == "passed"
    told = facts(check)
    assert list(told) == ["Conversations", "Settings", "Logs", "Models"]
    assert told["Models"].startswith(f"{tmp_path} · ")
    assert told["Models"].endswith(" B)")
    assert not list(paths.config.iterdir())


def test_a_stick_that_cannot_be_written_to_is_told_once(tmp_path):
    (tmp_path / "data").write_text("in the way")
    paths = Paths.below(tmp_path / "data", is_portable=True)
    check = check_folders(paths, paths.data)
    assert (check.outcome, codes(check)) == ("failed", ["portable_closed"])
    assert check.faults[0].values["name"] == str(tmp_path / "data")
    assert len(check.facts) == 4


@as_anybody
def test_a_folder_that_cannot_be_written_to_is_named(paths):
    paths.logs.chmod(0o500)
    check = check_folders(paths, paths.data)
    paths.logs.chmod(0o700)
    assert (check.outcome, codes(check)) == ("failed", ["self_test_folder"])


def test_the_drive_of_the_models_may_be_gone(paths, tmp_path):
    gone = tmp_path / "E" / "models"
    settings = Settings(storage=StorageSettings(str(gone)))
    *_, check = check_all(paths, settings, lambda: SCREEN)
    assert (check.outcome, codes(check)) == ("failed", ["self_test_folder"])
    assert not gone.exists()


def test_a_disk_that_is_nearly_full_is_a_warning(paths, monkeypatch):
    monkeypatch.setattr(storage, "LEAST_FREE_BYTES", 1 << 62)
    check = check_folders(paths, paths.data)
    assert (check.outcome, codes(check)) == ("warned", ["self_test_disk_low"])


# ---- windows and fonts


def test_screens_and_fonts_are_looked_at_in_a_process_of_its_own(monkeypatch):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    check = check_screen_apart()
    assert check.outcome == "passed"
    assert facts(check)["Hangul"] not in ("", "–")
    assert "offscreen" in facts(check)["Qt"] or sys.platform != "linux"


def test_where_qt_cannot_show_windows_it_says_why_and_the_rest_is_checked(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    check = check_screen_apart()
    assert (check.outcome, codes(check)) == ("failed", ["self_test_no_window"])
    assert "no-such-platform" in check.faults[0].values["reason"]


@pytest.mark.skipif(sys.platform != "linux", reason="where fonts are is told by fontconfig")
def test_a_pc_without_korean_letters_is_told_what_to_install(monkeypatch, tmp_path):
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    latin = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    if latin is None:
        pytest.skip("there is no font to leave")
    (fonts / latin.name).symlink_to(latin)
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    check = check_screen_apart()
    assert (check.outcome, codes(check)) == ("warned", ["self_test_no_hangul"])
    assert facts(check)["Hangul"] == "–"


# ---- the tiny model


def test_the_tiny_model_is_the_one_its_script_builds_and_small(tmp_path):
    shipped = tiny_model.tiny_model()
    assert shipped.stat().st_size <= 300_000
    assert build(tmp_path / "anew.gguf").read_bytes() == shipped.read_bytes()


def test_the_tiny_model_is_among_what_is_shipped():
    assert tiny_model.tiny_model() == Path(tiny_model.__file__).parents[2] / "assets" / "self-test.gguf"
