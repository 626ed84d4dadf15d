"""`desktop-chat` in a terminal and in scripts, as a process of its own with a real engine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE

import psutil
import pytest

from desktop_chat import __version__
from desktop_chat.models.library import Library, ModelSettings
from desktop_chat.paths import Paths
from desktop_chat.settings import GenerationSettings, NetworkSettings, Settings, SettingsFile
from tests.support.gguf_factory import endless, scripted
from tests.support.terminal import command, run

posix = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """The app's folders, empty, for this process and those it starts."""
    monkeypatch.setenv("DESKTOP_CHAT_HOME", str(tmp_path / "집"))
    return Paths.standard()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return scripted(tmp_path / "한글 모델.gguf", "그래, 안녕! 🙂", name="작은 모델")


@pytest.fixture
def writing(home: Paths, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A question whose answer has begun and will not end."""
    path = endless(tmp_path / "endless.gguf", context=100_000)
    arguments = command("ask", "--model", path, "--context", "100000", "go on")
    with subprocess.Popen(arguments, stdin=DEVNULL, stdout=PIPE, stderr=PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.read(10)
        yield process
        process.kill()


def test_the_answer_goes_to_standard_output_and_nothing_else_is_said(home: Paths, model: Path) -> None:
    done = run("ask", "--model", model, "안녕?")
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (0, "그래, 안녕! 🙂\n", "")


def test_the_model_asked_last_answers_next_time(home: Paths, model: Path, tmp_path: Path) -> None:
    run("ask", "--model", model, "hello")
    run("ask", "--model", scripted(tmp_path / "b.gguf", "B"), "hello")
    assert run("ask", "hello").stdout.decode() == "B\n"
    run("ask", "--model", model, "hello")
    assert run("ask", "hello").stdout.decode() == "그래, 안녕! 🙂\n"


def test_without_any_model_a_sentence_says_so(home: Paths) -> None:
    done = run("ask", "hello")
    assert (done.returncode, done.stderr.decode()) == (1, "Choose a model first.\n")


def test_a_model_that_is_gone_is_named_in_one_sentence(home: Paths, tmp_path: Path) -> None:
    done = run("ask", "--model", tmp_path / "없음.gguf", "hello")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("“없음.gguf” is no longer where it was.")
    assert done.stderr.count(b"\n") == 1


def test_a_file_that_is_no_model_is_refused_in_one_sentence(home: Paths, tmp_path: Path) -> None:
    path = tmp_path / "notes.gguf"
    path.write_bytes(b"notes")
    done = run("ask", "--model", path, "hello")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert b"is not a GGUF model file" in done.stderr


def prompt_tokens(done: subprocess.CompletedProcess[bytes]) -> int:
    events = [json.loads(line) for line in done.stdout.splitlines()]
    return next(event["prompt_tokens"] for event in events if event["type"] == "started")


def test_standard_input_is_the_question_or_follows_it(home: Paths, model: Path) -> None:
    both = run("ask", "--json", "--model", model, "Why?", text="그래서".encode())
    alone = run("ask", "--json", "--model", model, text="Why?\n\n그래서\n".encode())
    short = run("ask", "--json", "--model", model, "Why?")
    assert prompt_tokens(both) == prompt_tokens(alone) > prompt_tokens(short)


def test_a_system_prompt_is_read_too_whether_given_or_set(home: Paths, model: Path) -> None:
    without = run("ask", "--json", "--model", model, "Why?")
    given = run("ask", "--json", "--model", model, "--system", "Be short.", "Why?")
    SettingsFile(home.settings_file).write(Settings(GenerationSettings(system_prompt="Be short.")))
    preset = run("ask", "--json", "--model", model, "Why?")
    assert prompt_tokens(preset) == prompt_tokens(given) > prompt_tokens(without)


def test_json_is_one_event_a_line_and_keeps_the_text_as_it_is(home: Paths, model: Path) -> None:
    done = run("ask", "--json", "--model", model, "hello")
    events = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert "".join(event["text"] for event in events if event["type"] == "delta") == "그래, 안녕! 🙂"
    assert [events[0]["type"], events[-1]["type"]] == ["loaded", "finished"]
    assert events[-1]["reason"] == "end"
    assert "그래" in done.stdout.decode()


def test_a_question_that_is_too_long_fails_as_json_and_as_a_sentence(home: Paths, model: Path) -> None:
    done = run("ask", "--json", "--model", model, "--context", "512", text=b"long " * 2000)
    last = json.loads(done.stdout.splitlines()[-1])
    assert (last["type"], last["fault"]["code"]) == ("failed", "prompt_too_long")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1


@posix
def test_an_engine_that_is_killed_fails_with_a_sentence_after_what_came(
    writing: subprocess.Popen[bytes],
) -> None:
    (engine,) = psutil.Process(writing.pid).children()
    engine.kill()
    rest, errors = writing.communicate(timeout=30)
    assert (writing.returncode, rest[-1:]) == (1, b"\n")
    assert errors.decode().startswith("The engine stopped while writing.")
    assert errors.count(b"\n") == 1


def test_every_failure_is_the_last_line_of_json(home: Paths) -> None:
    assert json.loads(run("ask", "--json", "hello").stdout)["fault"]["code"] == "no_model"


def test_the_answer_is_as_long_as_allowed(home: Paths, tmp_path: Path) -> None:
    path = endless(tmp_path / "m.gguf")
    done = run("ask", "--json", "--model", path, "--max-tokens", "5", "--temperature", "0", "hello")
    finished = json.loads(done.stdout.splitlines()[-1])
    assert (finished["reason"], finished["timings"]["reply_tokens"]) == ("length", 5)


def test_an_answer_cut_by_the_end_of_the_context_is_said(home: Paths, tmp_path: Path) -> None:
    done = run("ask", "--model", endless(tmp_path / "m.gguf"), "--context", "256", "hello")
    assert done.returncode == 0
    assert b"reached the end of the model's context" in done.stderr


def test_a_setting_that_is_refused_is_named_and_the_answer_still_comes(home: Paths, model: Path) -> None:
    home.settings_file.parent.mkdir(parents=True)
    home.settings_file.write_text('[generation]\nmax_tokens = "many"\n', encoding="utf-8")
    done = run("ask", "--model", model, "hello")
    assert (done.returncode, done.stdout.decode()) == (0, "그래, 안녕! 🙂\n")
    assert b"max_tokens" in done.stderr


@posix
def test_ctrl_c_keeps_what_came_so_far(writing: subprocess.Popen[bytes]) -> None:
    writing.send_signal(signal.SIGINT)
    rest, errors = writing.communicate(timeout=30)
    assert (writing.returncode, errors) == (0, b"")
    assert rest.endswith(b"\n")


@posix
def test_ctrl_c_while_a_question_is_typed_ends_quietly(home: Paths, model: Path) -> None:
    keyboard, terminal = os.openpty()
    arguments = command("ask", "--model", model)
    with subprocess.Popen(arguments, stdin=terminal, stdout=PIPE, stderr=PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(b"Type your question")
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == (b"", b"")
    os.close(keyboard)
    os.close(terminal)
    assert process.returncode == 1


def press_until_it_quits(process: subprocess.Popen[bytes]) -> None:
    """Press Ctrl-C again and again: two signals at once would arrive as one."""
    for _ in range(100):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.3)
            return


@posix
def test_a_second_ctrl_c_quits_though_the_engine_hangs(writing: subprocess.Popen[bytes]) -> None:
    (engine,) = psutil.Process(writing.pid).children()
    engine.suspend()
    try:
        press_until_it_quits(writing)
    finally:
        engine.kill()
    assert writing.returncode == 1


@posix
def test_a_reader_that_has_enough_ends_the_answer_quietly(writing: subprocess.Popen[bytes]) -> None:
    assert writing.stdout is not None
    assert writing.stderr is not None
    writing.stdout.close()
    assert writing.stderr.read() == b""
    assert writing.wait(30) == 0


@posix
def test_on_a_terminal_the_load_and_the_speed_are_shown(home: Paths, model: Path) -> None:
    terminal, other_end = os.openpty()
    with subprocess.Popen(
        command("ask", "--model", model, "hello"), stdin=DEVNULL, stdout=PIPE, stderr=other_end
    ) as process:
        os.close(other_end)
        assert process.stdout is not None
        assert process.stdout.read().decode() == "그래, 안녕! 🙂\n"
        shown = os.read(terminal, 10_000)
    os.close(terminal)
    assert b"Loading the model: 100%" in shown
    assert b"tokens" in shown


def test_the_known_models_are_listed(home: Paths, model: Path, tmp_path: Path) -> None:
    library = Library(home.library_file)
    library.add(model)
    library.add(scripted(tmp_path / "gone.gguf", "x"))
    (tmp_path / "gone.gguf").unlink()
    lines = run("models").stdout.decode().splitlines()
    listed = [json.loads(line) for line in run("models", "--json").stdout.splitlines()]
    assert {(entry["name"], entry["exists"]) for entry in listed} == {
        ("작은 모델", True),
        ("Scripted", False),
    }
    assert next(entry["size_bytes"] for entry in listed if entry["exists"]) == model.stat().st_size
    assert any(str(model) in line and "작은 모델" in line for line in lines)
    assert any(line.endswith("gone.gguf  (no longer there)") for line in lines)


def test_without_models_the_list_says_how_to_get_one(home: Paths) -> None:
    done = run("models")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"models search" in done.stderr


@posix
def test_a_reader_of_the_list_that_has_enough_is_no_fault(home: Paths, model: Path) -> None:
    Library(home.library_file).add(model)
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(command("models"), stdout=writer, stderr=PIPE) as process:
        os.close(writer)
        assert process.communicate(timeout=30)[1] == b""
    assert process.returncode == 0


def test_the_version_is_told() -> None:
    assert run("--version").stdout.decode() == f"Desktop Chat {__version__}\n"


MODELS = ("list", "search", "show", "get", "add", "remove", "fit", "token")


@pytest.mark.parametrize(
    "arguments", [(), ("ask",), ("self-test",), ("models",), *(("models", name) for name in MODELS)]
)
def test_the_help_teaches_with_examples_that_fit_a_terminal(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run(*arguments, "--help")
    assert done.returncode == 0
    assert "examples:" in done.stdout.decode()
    assert max(map(len, done.stdout.decode().splitlines())) <= 80


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("ask", "--temperature", "hot", "hello"),
        ("ask", "--temperature", "9", "hello"),
        ("ask", "--temperature", "nan", "hello"),
        ("ask", "--template", "nonsense", "hello"),
        ("ask",),
        ("models", "nonsense"),
        ("models", "show"),
        ("models", "search"),
        ("models", "search", "--sort", "nonsense", "x"),
        ("models", "search", "--limit", "0", "x"),
        ("models", "fit", "x", "--kv-type", "nonsense"),
        ("models", "fit", "x", "--gpu-layers", "-2"),
    ],
)
def test_wrong_usage_is_told_apart(home: Paths, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_a_template_that_is_unknown_is_answered_with_those_there_are(home: Paths) -> None:
    assert b"chatml" in run("ask", "--template", "nonsense", "hello").stderr


def modules_after(*arguments: str | Path) -> set[str]:
    """Run a command and give the modules it loaded."""
    script = "import sys; from desktop_chat.cli import main; main(sys.argv[1:]); print(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], stdin=DEVNULL, capture_output=True, check=True
    )
    return set(done.stdout.decode().splitlines()[-1].split())


NETWORK = {"huggingface_hub", "httpx2", "keyring", "truststore"}


def test_asking_loads_neither_qt_nor_numpy_nor_the_engine(home: Paths, model: Path) -> None:
    loaded = modules_after("ask", "--model", model, "hello")
    assert "desktop_chat.terminal.asking" in loaded
    assert not {"PySide6", "numpy", "llama_cpp", "desktop_chat.engine.llama"} & loaded
    assert not NETWORK & loaded


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("add", "MODEL"),
        ("remove", "MODEL"),
        ("show", "MODEL"),
        ("fit", "MODEL"),
        ("fit", "qwen3-8b"),
        ("show", "qwen3-8b"),
        ("search", "--catalog", "qwen"),
    ],
)
def test_what_is_on_this_pc_is_told_without_what_reaches_the_network(
    home: Paths, model: Path, arguments: tuple[str, ...]
) -> None:
    Library(home.library_file).add(model)
    loaded = modules_after("models", *(model if each == "MODEL" else each for each in arguments))
    assert "desktop_chat.terminal.models" in loaded
    assert not NETWORK & loaded


@pytest.mark.parametrize("arguments", [("search", "qwen"), ("get", "qwen3-8b"), ("show", "own/a-GGUF")])
def test_offline_what_reaches_the_network_is_not_even_loaded(home: Paths, arguments: tuple[str, ...]) -> None:
    SettingsFile(home.settings_file).write(Settings(network=NetworkSettings(offline=True)))
    assert not NETWORK & modules_after("models", *arguments)


def test_a_model_s_own_settings_count_where_nothing_is_given(home: Paths, tmp_path: Path) -> None:
    path = endless(tmp_path / "m.gguf")
    library = Library(home.library_file)
    library.add(path)
    library.set_settings(path, ModelSettings(context_tokens=256))
    assert b"reached the end of the model's context" in run("ask", "--model", path, "hello").stderr


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal on a Linux without a desktop, such as by ssh."""
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("arguments", [(), ("--model", "some.gguf")])
def test_without_a_screen_a_sentence_says_so_before_qt_would_end_the_process(
    home: Paths, no_screen: None, arguments: tuple[str, ...]
) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("There is no screen to open a window on: ")
    assert done.stderr.count(b"\n") == 1
    assert "PySide6" not in modules_after(*arguments)


def test_a_terminal_needs_no_screen(home: Paths, no_screen: None, model: Path) -> None:
    assert run("ask", "--model", model, "hello").stdout.decode() == "그래, 안녕! 🙂\n"
