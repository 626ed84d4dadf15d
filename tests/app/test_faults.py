import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QLabel

from desktop_chat.settings import LanguageSettings, Settings
from desktop_chat.ui.settings.dialog import SettingsDialog
from desktop_chat.ui.single_instance import Call
from tests.app.driven import DrivenApp
from tests.app.speakers import GREETING, OTHER
from tests.support.gguf_factory import endless, scripted
from tests.support.gguf_faults import truncated, unknown_architecture, wrong_version
from tests.support.terminal import run

if sys.platform == "win32":
    pytest.skip("most of these faults are brought about by signals", allow_module_level=True)

ENGLISH = '[language]\nlanguage = "en"\n'
SECRET = "my-secret-garden-word"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of another process")
LONG_MESSAGE = "every word of this is read slowly " * 60


@pytest.fixture
def driven():
    """Start apps in processes of their own; what is left of them is ended."""
    started = []

    def start(*arguments, **options):
        started.append(DrivenApp(*arguments, **options))
        return started[-1]

    yield start
    for each in started:
        each.kill()


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of a few hundred kilobytes; gives its folder."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=False, capture_output=True)


def fill(folder):
    """Write to a disk until it is full; gives the file to delete again."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return ballast


def signal_engine(person, number=signal.SIGKILL):
    (pid,) = person.engine_pids()
    os.kill(pid, number)


def signal_while_loading(person, number=signal.SIGKILL):
    """Send a signal to the next engine when it is in the middle of a load."""
    before, sent = person.engine_pids(), []

    def on_status(_path, status):
        if status.state == "loading" and 0 < status.fraction < 1 and not sent:
            sent.extend(person.engine_pids() - before)
            os.kill(sent[0], number)

    person.app.engines.status_changed.connect(on_status)


def retry(person):
    """Press Retry under the reply that failed, and wait for the end of the new one."""
    wanted = len(person.ended) + 1
    button = person.reply.status.retry_button
    assert button.text() == "Retry"
    person.click(button)
    person.wait(lambda: len(person.ended) >= wanted)
    return person.ended[-1]


def stored_messages(person):
    with closing(sqlite3.connect(person.paths.database)) as database:
        return database.execute("SELECT role, text, state FROM message ORDER BY id").fetchall()


# ---- the engine ends in the middle


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV], ids=str)
def test_an_engine_that_dies_while_writing_costs_no_word(person, models, number):
    person.start_with(models["endless"])
    person.begin_reply()
    signal_engine(person, number)
    person.wait(lambda: person.ended)
    failed = person.ended[0]
    assert (failed.state, failed.fault.code) == ("failed", "engine_crashed_writing")
    assert len(failed.text) > 200
    assert person.shown()[-1] == failed.text
    assert "stopped while writing" in person.status_words()
    person.switch_to_ready(models["greeter"])
    assert retry(person).text == GREETING


def test_an_engine_that_dies_while_reading_costs_nothing(person, models):
    person.start_with(models["slow"])
    person.app.conversation.reply_progress.connect(lambda *_: person.engine_pids() and signal_engine(person))
    person.composer.set_text(LONG_MESSAGE)
    person.press("Return")
    person.wait(lambda: person.ended)
    assert person.ended[0].fault.code == "engine_crashed_reading"
    assert "while reading" in person.status_words()
    person.app.conversation.reply_progress.disconnect()
    person.switch_to_ready(models["greeter"])
    assert retry(person).text == GREETING


def test_an_engine_that_dies_while_loading_fails_the_reply_that_waits(person, models):
    person.start_with(models["greeter"])
    person.type("Hello")
    signal_while_loading(person)
    before = person.engine_pids()
    person.drop(models["slow"])
    person.wait(lambda: person.engine_pids() - before)
    (engine,) = person.engine_pids() - before
    os.kill(engine, signal.SIGSTOP)
    person.press("Return")
    person.wait(lambda: person.app.conversation.is_generating)
    os.kill(engine, signal.SIGCONT)
    person.wait(lambda: person.ended)
    assert person.ended[0].fault.code == "engine_crashed_loading"
    assert "while loading “slow.gguf”" in person.status_words()
    person.switch_to_ready(models["greeter"])
    assert retry(person).text == GREETING


def test_an_engine_that_dies_while_loading_is_said_and_tried_again(person, models):
    person.start()
    signal_while_loading(person, signal.SIGABRT)
    person.drop(models["slow"], person.window.empty_state)
    person.wait_for_sentence("The engine stopped while loading “slow.gguf”")
    assert person.state_of(models["slow"]) == "cold"
    person.type("Typing alone does not load it again")
    assert person.state_of(models["slow"]) == "cold"
    person.click(person.button("Try again", person.window.banner))
    person.wait_for_model(models["slow"])
    assert not person.window.banner.isVisible()


def test_an_engine_that_dies_while_nothing_is_asked_is_said_and_started_again(person, models):
    person.start_with(models["greeter"])
    person.ask("Hello")
    signal_engine(person)
    person.wait_for_sentence("The engine stopped.", "your next message")
    assert person.ask("Are you there?").text == GREETING
    assert not person.window.banner.isVisible()


@LINUX
@pytest.mark.parametrize("megabytes", [200, 560], ids=["to map the file", "for the KV cache"])
def test_an_engine_without_memory_to_load_says_so(person, models, megabytes):
    person.start()
    pool = person.app.engines._pool
    plan_for = pool._plan_for

    def plan_and_limit(*load):  # between the engine's start and its load
        pool._plan_for = plan_for
        (pid,) = person.engine_pids()
        taken = psutil.Process(pid).memory_info().vms
        psutil.Process(pid).rlimit(psutil.RLIMIT_AS, (taken + (megabytes << 20),) * 2)
        return plan_for(*load)

    pool._plan_for = plan_and_limit
    person.drop(models["slow"], person.window.empty_state)
    person.wait_for_sentence("not enough memory", "slow.gguf")
    person.click(person.button("Try again", person.window.banner))
    person.wait_for_model(models["slow"])


@LINUX
def test_an_engine_that_runs_out_of_memory_while_writing_leaves_the_app_alive(person, models):
    person.start_with(models["slow"])
    person.send(LONG_MESSAGE)
    (pid,) = person.engine_pids()
    psutil.Process(pid).rlimit(psutil.RLIMIT_AS, (1 << 20, 1 << 20))
    person.wait(lambda: person.transcript.views)
    person.press("Escape")
    person.wait(lambda: person.ended)
    assert person.ended[0].state in ("stopped", "failed")
    person.app.engines.unload(models["slow"])
    person.wait(lambda: not person.engine_pids())
    person.switch_to_ready(models["greeter"])
    assert person.ask("Hello").text == GREETING


def test_a_model_file_cut_short_while_in_use_costs_the_engine_alone(person, models, tmp_path):
    path = tmp_path / "shrinking.gguf"
    shutil.copy(models["endless"], path)
    person.start_with(str(path))
    person.begin_reply()
    with path.open("r+b") as file:
        file.truncate(4096)
    person.wait(lambda: person.ended)
    assert person.ended[0].fault.code == "engine_crashed_writing"
    shutil.copy(models["greeter"], path)
    assert retry(person).text == GREETING


def test_an_engine_that_cannot_be_started_is_said(person, models, monkeypatch):
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    person.start()
    person.drop(models["greeter"], person.window.empty_state)
    person.wait_for_sentence("engine that runs models could not start")
    monkeypatch.undo()


# ---- model files


def no_layers(models, path):
    return scripted(path, "never said", layers=0)


BAD_FILES = {
    "empty": (lambda models, path: path.write_bytes(b""), "is not a GGUF model file"),
    "of another kind": (lambda models, path: path.write_text("hello"), "is not a GGUF model file"),
    "truncated": (lambda models, path: truncated(Path(models["greeter"]), path), "is incomplete"),
    "of a later version": (lambda models, path: wrong_version(Path(models["greeter"]), path), "version 99"),
    "of an unknown architecture": (lambda models, path: unknown_architecture(path), "gptj"),
    "without layers": (no_layers, "bad.gguf"),
    "a folder": (lambda models, path: path.mkdir(), "bad.gguf"),
    "not there": (lambda models, path: None, "no longer where it was"),
    "a link in a circle": (lambda models, path: path.symlink_to(path), "bad.gguf"),
    "an endless device": (lambda models, path: path.symlink_to("/dev/zero"), "bad.gguf"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_said_and_another_can_be_used(person, models, tmp_path, kind):
    make, words = BAD_FILES[kind]
    path = tmp_path / "bad.gguf"
    make(models, path)
    person.start()
    person.drop(path, person.window.empty_state)
    person.wait_for_sentence(words)
    person.drop(models["greeter"], person.window.empty_state)
    person.wait_for_model(models["greeter"])
    assert not person.window.banner.isVisible()
    assert person.ask("Hello").text == GREETING


@pytest.mark.parametrize("kind", [each for each in BAD_FILES if "endless" not in each])
def test_a_known_file_that_went_bad_fails_the_reply_with_a_sentence(person, models, tmp_path, kind):
    make, words = BAD_FILES[kind]
    path = tmp_path / "bad.gguf"
    shutil.copy(models["greeter"], path)
    person.start_with(str(path))
    person.app.engines.unload(str(path))
    person.wait(lambda: not person.engine_pids())
    path.unlink()
    make(models, path)
    failed = person.ask("Hello")
    assert failed.state == "failed"
    assert words in person.status_words()
    with suppress(OSError):
        path.unlink()
    if path.is_dir():
        path.rmdir()
    shutil.copy(models["greeter"], path)
    assert retry(person).text == GREETING


def test_a_file_that_may_not_be_read_is_said(driven, models, tmp_path):
    """Root reads everything, so the app runs without that right where the tests are root's."""
    path = tmp_path / "closed.gguf"
    shutil.copy(models["greeter"], path)
    path.chmod(0)
    prefix = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root reads every file, and there is no setpriv to take that right away")
        rights = "-dac_override,-dac_read_search"
        prefix = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"]
    app = driven(str(path), prefix=prefix)
    app.wait_for("sentence", having="does not allow reading “closed.gguf”")
    assert app.close() == 0
    assert app.errors == ""


def test_a_model_on_a_drive_that_is_unplugged_is_said(person, models, small_disk):
    subprocess.run(["mount", "-o", "remount,size=8m", small_disk], check=True)
    path = small_disk / "portable.gguf"
    shutil.copy(models["greeter"], path)
    person.start_with(str(path))
    person.ask("Hello")
    person.app.engines.unload(str(path))
    person.wait(lambda: not person.engine_pids())
    subprocess.run(["umount", small_disk], check=True)
    failed = person.ask("Still there?")
    assert failed.fault.code in ("drive_gone", "file_missing")
    assert "“portable.gguf”" in person.status_words()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", small_disk], check=True)
    shutil.copy(models["greeter"], path)
    assert retry(person).text == GREETING


# ---- a crash while loading


def test_after_a_crash_while_loading_the_model_is_not_loaded_by_itself(person, driven, models):
    person.start_with(models["greeter"])
    person.ask("Hello")
    person.drop(models["slow"])
    person.wait_for_model(models["slow"])
    person.type("a draft")
    person.leave()
    app = driven()
    app.wait_for("model", 2, having="loading")
    app.kill()
    person.start()
    person.wait_for_sentence("stopped while loading “slow.gguf” last time")
    person.wait(lambda: person.composer.text() == "a draft")
    person.type(", typed on")
    assert person.engine_pids() == set()
    person.click(person.button("Try again", person.window.banner))
    person.wait_for_model(models["slow"])
    person.restart()
    person.wait_for_model(models["slow"])
    assert not person.window.banner.isVisible()


def test_a_model_whose_load_ended_the_engine_is_not_loaded_at_the_next_start(person, models):
    person.start()
    signal_while_loading(person)
    person.drop(models["slow"], person.window.empty_state)
    person.wait_for_sentence("The engine stopped while loading")
    person.restart()
    person.wait_for_sentence("stopped while loading “slow.gguf” last time")
    assert person.engine_pids() == set()


def test_leaving_while_a_model_is_loaded_is_no_crash(person, models):
    person.start()
    person.drop(models["slow"], person.window.empty_state)
    person.wait(lambda: person.state_of(models["slow"]) == "loading")
    person.restart()
    person.wait_for_model(models["slow"])
    assert not person.window.banner.isVisible()


# ---- the disk and the database


def full_disk(person, small_disk):
    """Put the conversations on the small disk, before the start."""
    shutil.rmtree(person.paths.data)
    person.paths.data.symlink_to(small_disk)


def test_a_full_disk_gives_the_message_back_and_keeps_nothing_half(person, models, small_disk):
    full_disk(person, small_disk)
    person.start_with(models["greeter"])
    person.ask("Hello")
    before = stored_messages(person)
    ballast = fill(small_disk)
    person.composer.set_text("too long for this disk " * 60)
    person.press("Return")
    person.wait_for_sentence("The disk is full")
    assert person.composer.text().startswith("too long for this disk")
    assert person.shown() == ["Hello", GREETING]
    ballast.unlink()
    assert stored_messages(person) == before
    person.press("Return")
    person.wait(lambda: len(person.ended) == 2)
    assert person.ended[1].state == "done"
    assert len(stored_messages(person)) == 4


def test_a_disk_that_fills_up_costs_no_word_that_is_written(person, models, small_disk):
    full_disk(person, small_disk)
    person.start_with(models["endless"])
    person.begin_reply()
    ballast = fill(small_disk)
    person.wait_for_sentence("The disk is full", "goes on trying")
    person.press("Escape")
    person.wait(lambda: person.ended)
    assert person.shown()[-1] == person.ended[0].text
    ballast.unlink()
    kept = ("assistant", person.ended[0].text, "stopped")
    person.wait(lambda: stored_messages(person)[-1] == kept)


def test_a_database_that_may_not_grow_refuses_and_goes_on(person, models):
    """As a full disk, where none can be mounted."""
    person.start_with(models["greeter"])
    person.ask("Hello")
    limit = "PRAGMA max_page_count = 1"
    person.app.store.run(lambda store: store._database.query(limit))
    person.composer.set_text("too long for this database " * 300)
    person.press("Return")
    person.wait_for_sentence("The disk is full")
    assert person.composer.text().startswith("too long for this database")
    person.app.store.run(lambda store: store._database.query("PRAGMA max_page_count = 100000"))
    person.press("Return")
    person.wait(lambda: len(person.ended) == 2)
    assert len(stored_messages(person)) == 4


def damage(database, start, end):
    content = bytearray(database.read_bytes())
    content[start:end] = bytes(end - start)
    database.write_bytes(content)


def where_messages_begin(database):
    """Give the first byte of the page that all messages are found from."""
    with closing(sqlite3.connect(database)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'message'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    return (page - 1) * size


@pytest.mark.parametrize("part", ["the beginning", "a page"])
def test_a_damaged_database_is_recovered_and_kept(person, models, part):
    person.start_with(models["greeter"])
    for number in range(3):
        person.ask(f"Question {number} " + "word " * 200)
    person.leave()
    size = person.paths.database.stat().st_size
    start = 0 if part == "the beginning" else where_messages_begin(person.paths.database)
    damage(person.paths.database, start, start + 100)
    person.start()
    said = person.wait_for_sentence("was damaged", "recovered")
    (aside,) = person.paths.data.glob("conversations.damaged-*.db")
    assert aside.name in said
    assert aside.stat().st_size == size
    person.wait_for_model(models["greeter"])
    assert person.ask("Does it work?").text == GREETING


def test_a_database_of_a_newer_version_is_left_as_it_is(person, models):
    person.start_with(models["greeter"])
    person.ask("Hello")
    person.leave()
    with closing(sqlite3.connect(person.paths.database)) as database:
        database.execute("PRAGMA user_version = 99")
    before = person.paths.database.read_bytes()
    person.start()
    person.wait_for_sentence("newer version", "Update the app")
    person.wait_for_model(models["greeter"])
    person.send("Can I write?")
    person.wait(lambda: person.composer.text() == "Can I write?")
    assert "newer version" in person.window.banner.text
    assert person.transcript.views == []
    person.leave()
    assert person.paths.database.read_bytes() == before
    assert [path.name for path in person.paths.data.glob("conversations*")] == ["conversations.db"]


def test_a_conversation_that_is_lost_is_not_asked_for(person, models):
    person.start_with(models["greeter"])
    person.ask("Hello")
    person.leave()
    person.paths.database.unlink()
    person.start()
    person.wait_for_model(models["greeter"])
    assert person.window.empty_state.isVisible()
    assert not person.window.banner.isVisible()
    assert person.ask("Hello again").text == GREETING


# ---- settings and lists


def test_a_bad_setting_is_said_and_the_rest_is_kept(person, models):
    person.write_settings(
        f'{ENGLISH}[appearance]\ntheme = "plaid"\n[generation]\nmax_tokens = 3\n[engine]\nspeed = "high"\n'
    )
    person.start_with(models["endless"])
    first = person.wait_for_sentence("setting")
    person.click(person.button("Close this message", person.window.banner))
    second = person.wait_for_sentence("setting")
    assert {"appearance.theme" in first, "appearance.theme" in second} == {True, False}
    assert {"engine.speed" in first, "engine.speed" in second} == {True, False}
    person.click(person.button("Close this message", person.window.banner))
    assert not person.window.banner.isVisible()
    assert person.ask("Go on").timings.reply_tokens == 3


def test_settings_that_cannot_be_read_are_kept_aside_and_said(person, models):
    person.write_settings("this is [not TOML")
    person.start_with(models["greeter"])
    banner = person.window.banner
    person.wait(banner.isVisible)
    assert "settings.toml.bad-1" in banner.text
    assert (person.paths.config / "settings.toml.bad-1").read_text() == "this is [not TOML"
    assert person.ask("Hello").text == GREETING


def test_settings_that_cannot_be_kept_are_said(person, models):
    person.start_with(models["greeter"])
    person.paths.settings_file.unlink()
    person.paths.settings_file.mkdir()
    person.press("Ctrl+,")
    dialog = person.wait_for(SettingsDialog)
    person.app.change_settings(person.app.settings)
    labels = dialog.findChildren(QLabel)
    person.wait(lambda: [label for label in labels if "could not be saved" in label.text()])
    dialog.accept()
    person.app.change_settings(person.app.settings)
    person.wait_for_sentence("could not be saved")


def test_a_damaged_list_of_models_is_begun_anew(person, models):
    person.start_with(models["greeter"])
    person.ask("Hello")
    person.leave()
    person.paths.library_file.write_text('{"models": [{"path')
    person.start()
    person.wait_for_sentence("list of models was damaged", "“models.json.bad-1”")
    assert (person.paths.data / "models.json.bad-1").read_text() == '{"models": [{"path'
    person.wait_for_model(models["greeter"])
    assert person.ask("Hello").text == GREETING
    person.drop(models["greeter"])
    person.wait(lambda: person.app.library.models)


def test_a_list_of_models_that_cannot_be_read_is_said(person, models):
    person.start_with(models["greeter"])
    person.ask("Hello")
    person.leave()
    person.paths.library_file.unlink()
    person.paths.library_file.mkdir()
    person.start()
    person.wait_for_sentence("The list of models could not be read")
    person.wait_for_model(models["greeter"])
    assert person.ask("Hello").text == GREETING


@pytest.mark.parametrize(
    ("setting", "words"),
    [("grammar = 'root ::= ('", "grammar in the settings"), ("json_schema = '{\"type\": 7}'", "JSON schema")],
    ids=["grammar", "schema"],
)
def test_a_grammar_that_is_none_is_said_and_the_engine_stays(person, models, setting, words):
    person.write_settings(f"{ENGLISH}[generation.sampler]\n{setting}\n")
    person.start_with(models["greeter"])
    engines = person.engine_pids()
    failed = person.ask("Hello")
    assert failed.state == "failed"
    assert words in person.status_words()
    person.app.change_settings(Settings())
    assert retry(person).text == GREETING
    assert person.engine_pids() == engines


def test_what_is_said_follows_the_language(person):
    person.start()
    person.send("Hello")
    person.wait_for_sentence("Choose a model first.")
    person.app.change_settings(Settings(language=LanguageSettings("ko")))
    person.wait_for_sentence("모델을")


def test_faults_are_said_one_after_the_other(person, tmp_path):
    person.start()
    person.send("Hello")
    person.wait_for_sentence("Choose a model first.")
    person.drop(tmp_path / "not there.gguf")
    person.wait_for_sentence("no longer where it was")
    person.click(person.button("Close this message", person.window.banner))
    assert person.window.banner.text == "Choose a model first."
    person.click(person.button("Close this message", person.window.banner))
    assert not person.window.banner.isVisible()


# ---- a second start


def test_a_second_start_hands_its_model_to_the_first_and_ends(driven, models):
    first = driven(models["greeter"])
    first.wait_for("model", having="ready")
    second = driven(models["other"])
    assert first.wait_for("called").value == models["other"]
    assert second.process.wait(40) == 0
    first.wait_for("model", having="other.gguf")
    first.do("send", "Who is there?")
    assert first.wait_for("ended").value == ["done", None, OTHER]
    assert first.close() == 0
    assert first.errors + second.errors == ""


def test_two_starts_at_once_are_one_app(driven, models):
    apps = [driven(models["greeter"]), driven(models["other"])]
    with ThreadPoolExecutor() as threads:
        codes = as_completed([threads.submit(app.process.wait) for app in apps], timeout=40)
        assert next(codes).result() == 0
        (alive,) = [app for app in apps if app.process.poll() is None]
        alive.wait_for("called")
        assert alive.close() == 0


def test_a_file_that_the_system_says_to_open_is_opened(driven, models):
    app = driven(models["greeter"])
    app.wait_for("model", having="ready")
    app.do("open", models["other"])
    app.wait_for("model", having="other.gguf")
    assert app.close() == 0
    assert app.errors == ""


def test_a_file_to_open_is_not_forgotten_by_a_start_that_goes_on(driven, models):
    app = driven()
    app.do("open", models["other"])
    app.wait_for("model", having="other.gguf")
    assert app.close() == 0
    assert app.errors == ""


def test_the_app_ends_when_it_is_asked_to_and_keeps_the_reply(driven, models, home):
    app = driven(models["endless"])
    app.wait_for("model", having="ready")
    app.do("send", "Go on")
    app.wait_for("text", 20)
    done = run("--quit")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert app.process.wait(40) == 0
    with closing(sqlite3.connect(home / "data" / "conversations.db")) as database:
        ((text,),) = database.execute("SELECT text FROM message WHERE role = 'assistant'")
    assert text == app.text()


def test_where_no_app_is_open_there_is_nothing_to_end(home):
    assert run("--quit").returncode == 0


def test_being_started_again_raises_the_window(person):
    person.start()
    person.window.showMinimized()
    person.wait(person.window.isMinimized)
    person.app.on_called(Call())
    person.wait(lambda: not person.window.isMinimized() and person.window.isActiveWindow())


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_ctrl_c_and_the_end_of_the_session_close_the_window(driven, models, home, number):
    app = driven(models["endless"])
    app.wait_for("model", having="ready")
    app.do("send", "Go on")
    app.wait_for("text", 100)
    app.process.send_signal(getattr(signal, number))
    assert app.close() == 0
    assert app.errors == ""
    with closing(sqlite3.connect(home / "data" / "conversations.db")) as database:
        ((text, state),) = database.execute("SELECT text, state FROM message WHERE role = 'assistant'")
    assert state == "stopped"
    assert text == app.text()


# ---- logs


def test_no_fault_puts_a_word_of_a_conversation_into_the_logs(driven, models, tmp_path, home):
    quoting = scripted(
        tmp_path / "quoting.gguf",
        f"{SECRET} is what I say.",
        template="{{ raise_exception(messages[-1].content) }}",
    )
    chatty = endless(tmp_path / "chatty.gguf", f"{SECRET} and so on, ")
    for model, number in ((quoting, None), (chatty, signal.SIGKILL), (chatty, signal.SIGABRT)):
        app = driven(str(model))
        app.wait_for("model", having="ready")
        app.do("send", f"{SECRET} {'too long ' * 1000}")
        app.wait_for("ended")
        app.do("send", SECRET)
        if number is None:
            app.wait_for("ended", 2)
        else:
            app.wait_for("text", 50)
            (engine,) = app.engines()
            engine.send_signal(number)
            app.wait_for("ended", 2)
            app.do("retry")
            app.wait_for("text", 200)
        assert app.close() == 0
        assert app.errors == ""
    logs = {path.name: path.read_text(errors="replace") for path in (home / "logs").iterdir()}
    assert {"desktop-chat.log", "engine.log"} <= set(logs)
    assert "engine ended with exit code" in logs["desktop-chat.log"]
    assert "SIGABRT" in logs["engine.log"] or "Aborted" in logs["engine.log"]
    assert not [name for name, text in logs.items() if SECRET in text or "too long" in text]


def test_an_error_nobody_foresaw_reaches_the_log_and_not_the_user(driven, models, home):
    app = driven(models["greeter"])
    app.wait_for("model", having="ready")
    with closing(sqlite3.connect(home / "data" / "conversations.db")) as database:
        database.execute("ALTER TABLE message RENAME TO message_gone")
    app.do("send", SECRET)
    app.wait_for("sentence")
    assert app.close() == 0
    assert "Traceback" not in app.errors


def test_a_folder_that_cannot_be_made_is_said_in_a_window(home):
    home.write_text("in the way", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "desktop_chat"], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as app:
        said = app.stderr.readline()
        with pytest.raises(subprocess.TimeoutExpired):  # the window waits to be read
            app.wait(1.0)
        app.kill()
    assert "cannot make its folder" in said
