"""The pool keeps models resident where they fit, and ends them in time where they do not."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TypeVar

import pytest

from desktop_chat.engine.pool import EnginePool
from desktop_chat.engine.protocol import (
    ChatMessage,
    Delta,
    Device,
    Ended,
    Event,
    Failed,
    Finished,
    Generate,
    LoadCancelled,
    Loaded,
    LoadPlan,
    LoadProgress,
    Ready,
    SetTemplate,
    Stop,
    TemplateSet,
)
from desktop_chat.faults import Fault, FaultError
from tests.support.gguf_factory import endless, scripted, tiny

E = TypeVar("E")
LONG = 100_000  # tokens; an endless reply of so many outlasts every test
MODEL_BYTES = 60
HELLO = (ChatMessage("user", "hello"),)


class House:
    """A pool with its owner's thread, the test's, and a memory of so many bytes; each model takes 60."""

    def __init__(self, log_file: Path, memory: int) -> None:
        self.memory = memory
        self.context = LONG
        self.roomy = 0  # bytes that must be free for the whole context
        self.is_broken = False
        self.events: list[tuple[str, Event]] = []
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._holders: set[str] = set()
        self.pool = EnginePool(
            post=self._calls.put, on_event=self._on_event, plan_for=self._plan_for, log_file=log_file
        )

    def load(self, path: Path, template: str = "") -> Loaded:
        """Load a model and wait for it."""
        seen = len(self.events)
        self.pool.load(str(path), template)
        return self.wait_for(path, Loaded, since=seen)

    def wait_for(self, path: Path, kind: type[E], *, since: int = 0) -> E:
        """Run the owner's calls until a model tells such an event; give it."""
        deadline = monotonic() + 30.0
        while True:
            for told, event in self.events[since:]:
                if told == str(path) and isinstance(event, kind):
                    return event
            since = len(self.events)
            try:
                self._calls.get(timeout=max(0.0, deadline - monotonic()))()
            except Empty:
                pytest.fail(f"no {kind.__name__} of {path.name} among {self.names()}")

    def names(self) -> list[str]:
        """Give what was told, in order, short: `a Loaded`."""
        kinds = Loaded | LoadCancelled | Failed | Ended | Ready
        told = [(Path(path).stem, event) for path, event in self.events if isinstance(event, kinds)]
        return [f"{stem} {type(event).__name__}" for stem, event in told]

    def resident(self) -> list[str]:
        """Give the stems of the models that are loaded or on their way, the newest first."""
        return [Path(model.path).stem for model in self.pool.resident()]

    def close(self) -> None:
        """End everything."""
        self.pool.close()
        assert self.pool.wait(10.0)

    def _on_event(self, path: str, event: Event) -> None:
        self.events.append((path, event))
        if isinstance(event, Loaded):
            self._holders.add(path)
        if isinstance(event, Ended):
            self._holders.discard(path)

    def _plan_for(self, path: str, devices: tuple[Device, ...], reserved: int) -> LoadPlan:
        assert devices
        if self.is_broken:
            raise ValueError
        free = self.memory - MODEL_BYTES * len(self._holders) - reserved
        if free < MODEL_BYTES:
            raise FaultError("will_not_fit", name=Path(path).name, needed="60", free=str(free), advice="")
        context = self.context if free >= self.roomy else self.context // 2
        return LoadPlan(context_tokens=context, repack=True, weights_bytes=MODEL_BYTES)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "engine.log", memory=130)
    yield house
    house.close()


@pytest.fixture
def small_house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "engine.log", memory=100)
    yield house
    house.close()


@pytest.fixture
def a(tmp_path: Path) -> Path:
    return scripted(tmp_path / "a.gguf", "A")


@pytest.fixture
def b(tmp_path: Path) -> Path:
    return scripted(tmp_path / "b.gguf", "B")


@pytest.fixture
def c(tmp_path: Path) -> Path:
    return endless(tmp_path / "c.gguf", context=LONG)


def test_two_models_that_fit_stay_and_the_change_back_loads_nothing(house: House, a: Path, b: Path) -> None:
    first = house.load(a)
    house.load(b)
    again = house.load(a)
    assert house.resident() == ["a", "b"]
    assert house.pool.current == str(a)
    assert (again.info, again.plan, again.seconds) == (first.info, first.plan, 0.0)


def test_the_memory_of_the_old_model_is_back_before_the_new_one_is_loaded(
    small_house: House, a: Path, b: Path
) -> None:
    small_house.load(a)
    small_house.load(b)
    ended = next(n for n, (_, event) in enumerate(small_house.events) if isinstance(event, Ended))
    begun = [
        n
        for n, (path, event) in enumerate(small_house.events)
        if path == str(b) and not isinstance(event, Ready)
    ]
    assert ended < begun[0]
    assert small_house.resident() == ["b"]


def test_the_least_recently_used_model_makes_room(house: House, a: Path, b: Path, c: Path) -> None:
    house.load(a)
    house.load(b)
    house.load(a)
    house.load(c)
    assert house.resident() == ["c", "a"]


def test_a_model_that_was_asked_counts_as_used(house: House, a: Path, b: Path, c: Path) -> None:
    house.load(a)
    house.load(b)
    house.pool.send(str(a), Generate(1, HELLO))
    house.wait_for(a, Finished)
    house.load(c)
    assert house.resident() == ["c", "a"]


def test_one_model_stays_at_a_time_when_the_user_wants_that(house: House, a: Path, b: Path) -> None:
    house.pool.keep_models = False
    house.load(a)
    house.load(b)
    assert house.resident() == ["b"]


def test_the_others_end_rather_than_leave_the_new_model_a_shorter_context(
    house: House, a: Path, b: Path
) -> None:
    house.roomy = 100
    house.load(a)
    assert house.load(b).plan.context_tokens == LONG
    assert house.resident() == ["b"]


def test_a_model_that_will_not_fit_leaves_the_old_one_where_it_is(house: House, a: Path, b: Path) -> None:
    house.load(a)
    house.memory = 10
    house.pool.load(str(b))
    fault = house.wait_for(b, Failed).fault
    house.wait_for(b, Ended)
    assert fault.code == "will_not_fit"
    assert house.resident() == ["a"]
    assert house.pool.current == str(a)


def test_a_plan_that_breaks_is_a_failed_load(house: House, a: Path, caplog: pytest.LogCaptureFixture) -> None:
    house.is_broken = True
    house.pool.load(str(a))
    assert house.wait_for(a, Failed).fault == Fault("load_failed", {"name": "a.gguf"})
    assert "could not be planned" in caplog.text


def test_a_file_that_is_no_model_fails_and_the_old_model_stays(house: House, a: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"no model")
    house.load(a)
    house.pool.load(str(bad))
    house.wait_for(bad, Failed)
    house.wait_for(bad, Ended)
    assert house.resident() == ["a"]


def test_a_load_that_is_given_up_is_told_and_its_process_ends(house: House, a: Path) -> None:
    house.pool.load(str(a))
    house.pool.cancel_load(str(a))
    house.wait_for(a, Ended)
    assert house.names() == ["a LoadCancelled", "a Ended"]
    assert house.resident() == []


def test_a_load_can_be_given_up_while_the_file_is_read(house: House, a: Path) -> None:
    house.pool.load(str(a))
    house.wait_for(a, LoadProgress)
    house.pool.cancel_load(str(a))
    house.wait_for(a, Ended)
    assert "a Loaded" not in house.names()


def test_giving_up_what_is_loaded_already_changes_nothing(house: House, a: Path) -> None:
    house.load(a)
    house.pool.cancel_load(str(a))
    assert house.resident() == ["a"]


def test_choosing_another_model_gives_up_the_load_under_way(house: House, a: Path, b: Path) -> None:
    house.pool.load(str(a))
    house.load(b)
    house.wait_for(a, Ended)
    assert "a LoadCancelled" in house.names()
    assert house.resident() == ["b"]


def test_a_model_that_is_being_loaded_is_not_loaded_twice(house: House, a: Path) -> None:
    house.pool.load(str(a))
    house.load(a)
    assert house.names() == ["a Ready", "a Loaded"]


def test_a_model_told_to_leave_can_be_chosen_again(house: House, a: Path) -> None:
    house.load(a)
    house.pool.unload(str(a))
    house.load(a)
    assert house.resident() == ["a"]


def test_an_unloaded_model_is_gone(house: House, a: Path) -> None:
    house.load(a)
    house.pool.unload(str(a))
    assert house.wait_for(a, Ended).fault is None
    assert house.pool.current is None
    assert not house.pool.send(str(a), Generate(1, HELLO))


def test_loading_anew_takes_a_new_plan_and_hides_the_end_of_the_old_process(house: House, a: Path) -> None:
    house.load(a)
    house.context = 256
    seen = len(house.events)
    house.pool.reload(str(a))
    assert house.wait_for(a, Loaded, since=seen).info.context_tokens == 256
    assert house.names() == ["a Ready", "a Loaded", "a Ready", "a Loaded"]


def test_loading_anew_tells_the_end_of_a_process_that_was_replying(house: House, c: Path) -> None:
    house.load(c)
    house.pool.send(str(c), Generate(1, HELLO))
    house.wait_for(c, Delta)
    seen = len(house.events)
    house.pool.reload(str(c))
    house.wait_for(c, Loaded, since=seen)
    assert house.wait_for(c, Ended).fault is None


@pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")
def test_after_a_crash_the_model_can_be_loaded_afresh(house: House, c: Path) -> None:
    house.load(c)
    house.pool.send(str(c), Generate(1, HELLO))
    house.wait_for(c, Delta)
    ready = house.wait_for(c, Ready)
    os.kill(ready.pid, signal.SIGKILL)
    assert house.wait_for(c, Ended).fault == Fault("engine_crashed_writing")
    assert house.resident() == []
    house.load(c)
    assert house.pool.current == str(c)


def test_a_reply_goes_on_while_another_model_is_loaded_beside_it(house: House, a: Path, c: Path) -> None:
    house.load(c)
    house.pool.send(str(c), Generate(1, HELLO))
    house.wait_for(c, Delta)
    house.load(a)
    seen = len(house.events)
    house.wait_for(c, Delta, since=seen)
    house.pool.send(str(c), Stop(1))
    assert house.wait_for(c, Finished).reason == "stopped"


def test_another_template_for_a_resident_model_is_set_and_remembered(house: House, tmp_path: Path) -> None:
    path = tiny(tmp_path / "t.gguf")
    house.load(path)
    house.load(path, template="chatml")
    assert house.wait_for(path, TemplateSet).template.name == "chatml"
    assert house.load(path, template="chatml").info.template.name == "chatml"


def test_a_template_the_owner_sets_is_that_of_the_model(house: House, tmp_path: Path) -> None:
    path = tiny(tmp_path / "t.gguf")
    house.load(path)
    house.pool.send(str(path), SetTemplate("chatml"))
    house.wait_for(path, TemplateSet)
    (model,) = house.pool.resident()
    assert model.info is not None
    assert model.info.template.name == "chatml"


def test_closing_ends_a_load_under_way_too(tmp_path: Path, a: Path, b: Path) -> None:
    house = House(tmp_path / "engine.log", memory=130)
    house.load(a)
    house.pool.load(str(b))
    house.close()
    assert house.resident() == []
