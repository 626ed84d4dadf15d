"""The client starts an engine, talks to it, and tells how it ended."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_chat.engine.client import EngineClient, Phase
from desktop_chat.engine.graphics import Graphics
from desktop_chat.engine.protocol import (
    BACKENDS_VARIABLE,
    ChatMessage,
    Delta,
    Ended,
    Event,
    Failed,
    Finished,
    Generate,
    GenerateOptions,
    Load,
    Loaded,
    LoadPlan,
    Ready,
    SamplerOptions,
    Started,
    Stop,
)
from desktop_chat.faults import Fault
from tests.support.events import EventLog
from tests.support.gguf_factory import endless, scripted

LONG = 100_000  # tokens; an endless reply of so many outlasts every test
PLAN = LoadPlan(context_tokens=512)
LONG_PLAN = LoadPlan(context_tokens=LONG)
GREEDY = GenerateOptions(SamplerOptions(temperature=0.0))
HELLO = (ChatMessage("user", "안녕 🙂"),)

posix = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")

Start = Callable[..., tuple[EngineClient, EventLog]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts clients that are ended after the test."""
    clients: list[EngineClient] = []

    def start(graphics: Graphics | None = None) -> tuple[EngineClient, EventLog]:
        log = EventLog()
        client = EngineClient(log, log_file=tmp_path / "engine.log", graphics=graphics or Graphics())
        clients.append(client)
        client.start()
        return client, log

    yield start
    for client in clients:
        client.end()
    assert all(client.wait(10.0) for client in clients)


def load(client: EngineClient, log: EventLog, model: Path, plan: LoadPlan = PLAN) -> Loaded:
    client.send(Load(str(model), plan))
    return log.wait_for(Loaded)


def freeze(client: EngineClient) -> None:
    assert client.pid is not None
    os.kill(client.pid, signal.SIGSTOP)


def kill(client: EngineClient) -> None:
    assert client.pid is not None
    os.kill(client.pid, signal.SIGKILL)


def test_a_reply_comes_through_as_it_was_written(start: Start, tmp_path: Path) -> None:
    client, log = start()
    load(client, log, scripted(tmp_path / "모델.gguf", "그래, 안녕! 🙂\n"))
    client.send(Generate(7, HELLO, GREEDY))
    assert log.wait_for(Finished).reason == "end"
    assert "".join(delta.text for delta in log.of(Delta)) == "그래, 안녕! 🙂\n"


def test_a_command_sent_before_the_engine_is_ready_waits_for_it(start: Start, tmp_path: Path) -> None:
    client, log = start()
    client.send(Load(str(scripted(tmp_path / "m.gguf", "x")), PLAN))
    log.wait_for(Loaded)
    assert isinstance(log.events[0], Ready)


def test_the_end_that_was_asked_for_is_told_once_and_last_and_is_no_fault(start: Start) -> None:
    client, log = start()
    log.wait_for(Ready)
    client.end()
    client.end()
    assert client.wait(10.0)
    client.end()
    assert log.of(Ended) == [Ended(0, None)]
    assert isinstance(log.events[-1], Ended)
    assert not client.is_running


def test_an_engine_ended_before_it_started_ends(start: Start) -> None:
    client, log = start()
    client.end()
    assert client.wait(10.0)
    assert [event.fault for event in log.of(Ended)] == [None]


def test_a_program_that_cannot_start_is_told_as_a_missing_engine(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "missing"))
    client, log = start()
    assert client.wait(10.0)
    assert log.events == [Ended(-1, Fault("engine_missing"))]


def test_an_engine_that_stops_before_it_is_ready_is_told_as_missing(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    client, log = start()
    assert client.wait(10.0)
    assert [event.fault for event in log.of(Ended)] == [Fault("engine_missing")]


@pytest.fixture
def bad_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A graphics driver that ends every engine that may use it; gives a file with a line for each such engine."""
    victims = tmp_path / "victims"
    (tmp_path / "sitecustomize.py").write_text(
        "import os\n"
        f"if {BACKENDS_VARIABLE!r} not in os.environ:\n"
        f"    print(os.getpid(), file=open({str(victims)!r}, 'a', encoding='utf-8'))\n"
        "    os.abort()\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return victims


def test_an_engine_whose_graphics_driver_crashes_it_runs_on_the_processor(
    start: Start, bad_driver: Path, tmp_path: Path
) -> None:
    client, log = start()
    log.wait_for(Ready)
    loaded = load(client, log, scripted(tmp_path / "m.gguf", "x"))
    assert loaded.notice == Fault("gpu_crashed", {"name": "m.gguf"})
    client.send(Generate(1, HELLO, GREEDY))
    assert log.wait_for(Finished).reason == "end"
    client.end()
    assert client.wait(10.0)
    assert log.of(Ended) == [Ended(0, None)]


def test_a_graphics_driver_that_crashed_is_not_tried_again_and_told_of_once(
    start: Start, bad_driver: Path, tmp_path: Path
) -> None:
    graphics = Graphics()
    model = scripted(tmp_path / "m.gguf", "x")
    first, second = start(graphics), start(graphics)
    first[1].wait_for(Ready)
    assert load(*first, model).notice
    second[1].wait_for(Ready)
    third = start(graphics)
    assert load(*third, model).notice is None
    assert len(bad_driver.read_text(encoding="utf-8").splitlines()) <= 2


def test_an_engine_that_crashes_without_graphics_cards_too_clears_their_name(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os; os.abort()", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    graphics = Graphics()
    client, log = start(graphics)
    assert client.wait(10.0)
    assert [event.fault for event in log.of(Ended)] == [Fault("engine_missing")]
    assert graphics.environment == {}


def test_the_phase_follows_what_the_engine_does(tmp_path: Path) -> None:
    phases: list[tuple[type[Event], Phase]] = []
    log = EventLog()

    def note(event: Event) -> None:
        phases.append((type(event), client.phase))
        log(event)

    client = EngineClient(note, log_file=None)
    assert client.phase == "starting"
    client.start()
    load(client, log, endless(tmp_path / "m.gguf", context=LONG), LONG_PLAN)
    client.send(Generate(1, HELLO, GREEDY))
    log.wait_for(Delta)
    client.send(Stop(1))
    log.wait_for(Finished)
    client.end()
    assert client.wait(10.0)
    seen = dict(phases)
    assert seen[Ready] in ("idle", "loading")
    assert (seen[Loaded], seen[Started], seen[Delta], seen[Finished]) == (
        "idle",
        "reading",
        "writing",
        "idle",
    )


@posix
def test_a_kill_while_idle_loses_nothing(start: Start) -> None:
    client, log = start()
    log.wait_for(Ready)
    kill(client)
    assert log.wait_for(Ended) == Ended(-9, Fault("engine_crashed"))


@posix
def test_a_kill_while_loading_names_the_file(start: Start, tmp_path: Path) -> None:
    client, log = start()
    log.wait_for(Ready)
    freeze(client)
    client.send(Load(str(tmp_path / "모델.gguf"), PLAN))
    kill(client)
    assert log.wait_for(Ended) == Ended(-9, Fault("engine_crashed_loading", {"name": "모델.gguf"}))


@posix
def test_a_kill_while_reading_the_prompt_is_told_so(start: Start, tmp_path: Path) -> None:
    client, log = start()
    load(client, log, scripted(tmp_path / "m.gguf", "x"))
    freeze(client)
    client.send(Generate(1, HELLO, GREEDY))
    kill(client)
    assert log.wait_for(Ended) == Ended(-9, Fault("engine_crashed_reading"))


@posix
def test_a_kill_while_writing_is_told_so(start: Start, tmp_path: Path) -> None:
    client, log = start()
    load(client, log, endless(tmp_path / "m.gguf", context=LONG), LONG_PLAN)
    client.send(Generate(1, HELLO, GREEDY))
    log.wait_for(Delta)
    kill(client)
    assert log.wait_for(Ended) == Ended(-9, Fault("engine_crashed_writing"))


@posix
def test_a_kill_after_a_reply_is_told_as_one_while_idle(start: Start, tmp_path: Path) -> None:
    client, log = start()
    load(client, log, scripted(tmp_path / "m.gguf", "x"))
    client.send(Generate(1, HELLO, GREEDY))
    log.wait_for(Finished)
    kill(client)
    assert log.wait_for(Ended) == Ended(-9, Fault("engine_crashed"))


def test_a_load_that_failed_leaves_the_engine_able_to_load(start: Start, tmp_path: Path) -> None:
    client, log = start()
    client.send(Load(str(tmp_path / "missing.gguf"), PLAN))
    assert log.wait_for(Failed).fault.code == "file_missing"
    assert client.phase == "idle"
    load(client, log, scripted(tmp_path / "m.gguf", "x"))


@posix
def test_neither_sending_a_megabyte_nor_ending_waits_for_an_engine_that_hangs(start: Start) -> None:
    client, log = start()
    log.wait_for(Ready)
    freeze(client)
    prompt = (ChatMessage("user", "가" * 1_000_000),)

    def burden() -> None:
        client.send(Generate(1, prompt))
        client.send(Generate(2, prompt))
        client.end()

    caller = threading.Thread(target=burden)
    caller.start()
    caller.join(10.0)
    assert not caller.is_alive()
    assert log.wait_for(Ended) == Ended(-9, None)


def test_a_prompt_of_a_megabyte_arrives_whole(start: Start, tmp_path: Path) -> None:
    client, log = start()
    load(client, log, scripted(tmp_path / "m.gguf", "x"))
    client.send(Generate(1, (ChatMessage("user", "가" * 1_000_000),)))
    fault = log.wait_for(Failed).fault
    assert fault.code == "prompt_too_long"
    assert int(fault.values["tokens"].replace(",", "")) >= 1_000_000


def test_two_engines_write_at_once(start: Start, tmp_path: Path) -> None:
    (first, first_log), (second, second_log) = start(), start()
    load(first, first_log, endless(tmp_path / "a.gguf", context=LONG), LONG_PLAN)
    load(second, second_log, scripted(tmp_path / "b.gguf", "둘"))
    first.send(Generate(1, HELLO, GREEDY))
    first_log.wait_for(Delta)
    second.send(Generate(1, HELLO, GREEDY))
    second_log.wait_for(Finished)
    assert not first_log.of(Finished)
    first.send(Stop(1))
    assert first_log.wait_for(Finished).reason == "stopped"


def test_a_handler_that_fails_does_not_end_the_events(tmp_path: Path) -> None:
    log = EventLog()

    def fail_once(event: Event) -> None:
        log(event)
        if isinstance(event, Ready):
            raise RuntimeError  # noqa: TRY004  not about the type

    client = EngineClient(fail_once, log_file=None)
    client.start()
    client.send(Load(str(tmp_path / "missing.gguf"), PLAN))
    log.wait_for(Failed)
    client.end()
    assert client.wait(10.0)


def test_a_line_that_is_no_event_is_logged_without_its_text_and_passed_over(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('a secret', flush=True)", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    _client, log = start()
    log.wait_for(Ready)
    assert "no event" in caplog.text
    assert "secret" not in caplog.text


@pytest.fixture
def starved_group() -> Iterator[Path]:
    """A control group whose processes get no more memory, where this system lets the test make one."""
    version_1 = Path("/sys/fs/cgroup/memory")
    group = (version_1 if version_1.is_dir() else Path("/sys/fs/cgroup")) / f"desktop-chat-{os.getpid()}"
    limit = group / ("memory.limit_in_bytes" if version_1.is_dir() else "memory.max")
    try:
        group.mkdir()
        limit.write_text("0", encoding="ascii")
    except OSError as error:
        pytest.skip(f"no control group: {error}")
    yield group
    group.rmdir()


def test_an_engine_the_system_killed_for_want_of_memory_is_told_as_that(
    start: Start, tmp_path: Path, starved_group: Path
) -> None:
    client, log = start()
    log.wait_for(Ready)
    (starved_group / "cgroup.procs").write_text(str(client.pid), encoding="ascii")
    client.send(Load(str(scripted(tmp_path / "m.gguf", "x", context=8192)), LoadPlan(context_tokens=8192)))
    assert log.wait_for(Ended) == Ended(-9, Fault("out_of_memory", {"name": "m.gguf"}))


PARENT = """
import sys, threading
from desktop_chat.engine.client import EngineClient
from desktop_chat.engine.protocol import *
wrote = threading.Event()
loaded = threading.Event()
def on_event(event):
    if isinstance(event, Loaded): loaded.set()
    if isinstance(event, Delta): wrote.set()
client = EngineClient(on_event, log_file=None)
client.start()
client.send(Load(sys.argv[1], LoadPlan(context_tokens=100_000)))
assert loaded.wait(30)
client.send(Generate(1, (ChatMessage("user", "hello"),)))
assert wrote.wait(30)
print(client.pid, flush=True)
threading.Event().wait()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux")
def test_the_engine_is_gone_two_seconds_after_the_app_was_killed(tmp_path: Path) -> None:
    model = endless(tmp_path / "m.gguf", context=LONG)
    with subprocess.Popen([sys.executable, "-c", PARENT, str(model)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        engine = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
        gone, _, _ = select.select([engine], [], [], 2.0)
        os.close(engine)
    assert gone
