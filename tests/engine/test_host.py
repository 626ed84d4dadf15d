"""The engine process: it answers every command, keeps its events clean, and goes when the app goes."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from desktop_chat.engine.protocol import (
    CancelLoad,
    Count,
    Counted,
    Delta,
    Failed,
    Finished,
    Load,
    LoadCancelled,
    Loaded,
    LoadPlan,
    LoadProgress,
    Ready,
    Render,
    Rendered,
    SamplerOptions,
    SetTemplate,
    SetThreads,
    Started,
    Stop,
    TemplateSet,
)
from tests.engine.conftest import StartEngine
from tests.support.engines import chat, generate, text_of
from tests.support.gguf_factory import endless, scripted, tiny

LONG = 100_000
"""Tokens of context; an endless reply of so many outlasts every test."""

BIG = {"layers": 8, "embedding": 1024, "feed_forward": 4096, "heads": 16, "kv_heads": 16}
"""Sizes of a model of 270 MB, nearly all of them zeros that take no room on disk."""

LOUD = """
import ctypes, os, sys
from desktop_chat.engine import host
class Loud(host.Host):
    def run(self, commands):
        print("from Python")
        os.write(1, b"from the file\\n")
        ctypes.CDLL(None).puts(b"from C")
        ctypes.CDLL(None).fflush(None)
        super().run(commands)
host.Host = Loud
sys.exit(host.main())
"""


def test_the_first_event_tells_what_the_engine_is(start_engine: StartEngine) -> None:
    engine = start_engine()
    ready = engine.log.wait_for(Ready)
    assert engine.log.events[0] == ready
    assert ready.pid == engine.process.pid
    assert [device.kind for device in ready.devices].count("cpu") == 1
    assert ready.build
    assert ready.cpu_features
    assert engine.end() == 0


def test_a_model_is_loaded_and_answers(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    loaded = engine.load(scripted(tmp_path / "한글 모델.gguf", "그래, 안녕! 🙂", name="모델"))
    assert loaded.info.name == "모델"
    assert engine.log.of(LoadProgress)[-1].fraction == 1.0
    engine.send(generate(1, "안녕"))
    assert engine.log.wait_for(Finished).reason == "end"
    assert text_of(engine.log.events) == "그래, 안녕! 🙂"


def test_neither_numpy_nor_qt_is_imported_while_it_works(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine("-X", "importtime", "-m", "desktop_chat", "engine")
    engine.load(scripted(tmp_path / "m.gguf", "yes"))
    engine.send(
        generate(1, "Hi", sampler=SamplerOptions(json_schema='{"type": "boolean"}')), Count(2, chat("Hi"))
    )
    engine.log.wait_for(Finished)
    engine.log.wait_for(Counted)
    assert engine.end() == 0
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in engine.errors.splitlines()}
    assert {"desktop_chat", "llama_cpp", "jinja2"} <= imported
    assert imported.isdisjoint({"numpy", "PySide6", "shiboken6"})


@pytest.mark.skipif(sys.platform == "win32", reason="prints through the C library of POSIX systems")
def test_what_anything_else_prints_never_gets_among_the_events(
    start_engine: StartEngine, tmp_path: Path
) -> None:
    engine = start_engine("-c", LOUD)
    engine.load(scripted(tmp_path / "m.gguf", "yes"))
    assert engine.end() == 0
    assert all(json.loads(line)["type"] for line in engine.lines)
    assert all(origin in engine.errors for origin in ("from Python", "from the file", "from C"))


def test_the_end_of_its_input_ends_it_in_the_middle_of_a_reply(
    start_engine: StartEngine, tmp_path: Path
) -> None:
    engine = start_engine()
    engine.load(endless(tmp_path / "m.gguf"), LONG)
    engine.send(generate(1, "Go on"))
    engine.log.wait_for(Delta)
    assert engine.end() == 0


def test_the_end_of_its_input_ends_it_while_it_loads(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    engine.send(Load(str(endless(tmp_path / "m.gguf", **BIG)), LoadPlan(512, memory_map=False)))
    engine.log.wait_for(LoadProgress)
    assert engine.end() == 0


def test_a_reply_is_stopped_while_it_is_written(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    engine.load(endless(tmp_path / "m.gguf"), LONG)
    engine.send(generate(5, "Go on"))
    engine.log.wait_for(Delta)
    engine.send(Stop(4), Stop(5))
    finished = engine.log.wait_for(Finished)
    assert (finished.id, finished.reason) == (5, "stopped")


def test_a_reply_is_stopped_while_it_waits_for_its_turn(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    engine.load(endless(tmp_path / "m.gguf"), LONG)
    engine.send(generate(1, "Go on"), generate(2, "Go on"))
    engine.log.wait_for(Delta)
    engine.send(Stop(2), Stop(1))
    engine.log.wait_for(Finished, nth=2)
    assert [(each.id, each.reason) for each in engine.log.of(Finished)] == [(1, "stopped"), (2, "stopped")]
    assert not [each for each in engine.log.of(Delta) if each.id == 2]


def test_tokens_are_counted_while_a_reply_is_written(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    engine.load(endless(tmp_path / "m.gguf"), LONG)
    engine.send(generate(1, "Go on"), Count(2, chat("Go on")), Render(3, chat("Go on")))
    counted = engine.log.wait_for(Counted)
    rendered = engine.log.wait_for(Rendered)
    started = engine.log.wait_for(Started)
    assert not engine.log.of(Finished)
    assert (counted.id, counted.tokens, counted.dropped_messages) == (2, started.prompt_tokens, 0)
    assert counted.context_tokens == 100_096
    assert (rendered.id, "Go on" in rendered.text) == (3, True)


def test_a_load_is_given_up_and_the_next_one_works(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    path = endless(tmp_path / "m.gguf", **BIG)
    engine.send(Load(str(path), LoadPlan(512, memory_map=False)))
    engine.log.wait_for(LoadProgress)
    engine.send(CancelLoad())
    engine.log.wait_for(LoadCancelled)
    engine.send(generate(1, "Hi"))
    assert engine.log.wait_for(Failed).fault.code == "no_model"
    engine.load(path)
    assert len(engine.log.of(Loaded)) == 1


def test_a_load_given_up_before_its_turn_leaves_the_model(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    path = endless(tmp_path / "m.gguf")
    engine.load(path, LONG)
    engine.send(
        generate(1, "Go on"), Load(str(path), LoadPlan(512)), CancelLoad(), Stop(1), Count(2, chat("Hi"))
    )
    engine.log.wait_for(LoadCancelled)
    assert engine.log.wait_for(Counted).context_tokens > LONG


def test_a_load_takes_the_place_of_the_model_before(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    engine.load(scripted(tmp_path / "first.gguf", "first"))
    engine.load(scripted(tmp_path / "second.gguf", "second"))
    engine.send(generate(1, "Which?"))
    engine.log.wait_for(Finished)
    assert text_of(engine.log.events) == "second"


def test_a_load_that_fails_is_told_and_the_next_one_works(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    engine.send(Load(str(tmp_path / "none.gguf"), LoadPlan(512)))
    failed = engine.log.wait_for(Failed)
    assert (failed.id, failed.fault.code) == (0, "file_missing")
    engine.load(scripted(tmp_path / "m.gguf", "yes"))


def test_commands_sent_at_once_are_carried_out_in_order(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    path = str(scripted(tmp_path / "m.gguf", "yes"))
    engine.send(
        Load(path, LoadPlan(512)),
        Count(1, chat("Hi")),
        SetTemplate("alpaca"),
        SetThreads(2, 2),
        generate(2, "Hi"),
        Render(3, chat("Hi")),
    )
    assert engine.log.wait_for(TemplateSet).template.name == "alpaca"
    assert "### Instruction:" in engine.log.wait_for(Rendered).text
    started, counted = engine.log.wait_for(Started), engine.log.wait_for(Counted)
    assert started.prompt_tokens > counted.tokens
    engine.log.wait_for(Finished)
    assert not engine.log.of(Failed)


@pytest.mark.parametrize("command", [generate(9, "Hi"), Count(9, chat("Hi")), Render(9, chat("Hi"))])
def test_without_a_model_a_command_fails(start_engine: StartEngine, command) -> None:
    engine = start_engine()
    engine.send(command)
    failed = engine.log.wait_for(Failed)
    assert (failed.id, failed.fault.code) == (9, "no_model")


def test_a_grammar_that_is_not_valid_fails_the_reply_alone(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    engine.load(scripted(tmp_path / "m.gguf", "yes"))
    engine.send(generate(1, "Hi", sampler=SamplerOptions(grammar="root ::= (")))
    assert engine.log.wait_for(Failed).fault.code == "bad_grammar"
    engine.send(generate(2, "Hi"))
    assert engine.log.wait_for(Finished).id == 2


def test_a_line_that_is_no_command_is_answered_and_does_no_harm(start_engine: StartEngine) -> None:
    engine = start_engine()
    engine.write(b'nonsense\n{"type":"count","id":7,"messages":5}\n{"type":"strange"}\n\xff\n')
    engine.send(Count(8, chat("Hi")))
    engine.log.wait_for(Failed, nth=5)
    assert [each.id for each in engine.log.of(Failed)] == [-1, 7, -1, -1, 8]


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_an_interrupt_meant_for_the_app_does_not_end_it(start_engine: StartEngine) -> None:
    engine = start_engine()
    engine.log.wait_for(Ready)
    engine.process.send_signal(signal.SIGINT)
    engine.send(Count(1, chat("Hi")))
    engine.log.wait_for(Failed)
    assert engine.end() == 0


def test_what_people_write_is_not_in_its_log(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    engine.load(tiny(tmp_path / "m.gguf"))
    secret = "my secret diary"
    engine.send(generate(1, secret, max_tokens=5), Count(2, chat(secret)), Render(3, chat(secret)))
    engine.log.wait_for(Finished)
    engine.log.wait_for(Rendered)
    assert engine.end() == 0
    assert engine.errors
    assert secret not in engine.errors
