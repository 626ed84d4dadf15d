"""One question in the terminal: loads a model, streams its answer, ends the engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from msgspec import Struct

from desktop_chat.engine.client import EngineClient
from desktop_chat.engine.protocol import (
    ChatMessage,
    Device,
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
    Stop,
)
from desktop_chat.faults import Fault, FaultError
from desktop_chat.terminal.answer_screen import Screen
from desktop_chat.terminal.interrupts import interrupts, next_of

_REPLY: Final = 1


class Question(Struct, frozen=True):
    """What is asked of which model, and how."""

    model: str  # its file
    messages: tuple[ChatMessage, ...]
    options: GenerateOptions
    template: str
    plan_for: Callable[[tuple[Device, ...]], LoadPlan]


def ask(question: Question, screen: Screen, *, log_file: Path) -> bool:
    """Put the question and show the answer; gives whether there is one, whole or stopped by Ctrl-C.

    Raises `FaultError`; what came before it is shown. Raises `OSError` when nobody reads the output any more.
    """
    inbox: SimpleQueue[Event | None] = SimpleQueue()
    client = EngineClient(inbox.put, log_file=log_file)
    client.start()
    try:
        with interrupts(lambda: inbox.put(None)):
            try:
                return _converse(question, client, inbox, screen)
            finally:
                screen.close()
    finally:
        client.end()
        client.wait()


def _converse(
    question: Question, client: EngineClient, inbox: SimpleQueue[Event | None], screen: Screen
) -> bool:
    while True:
        event = next_of(inbox)
        if event is not None:
            screen.show(event)
        match event:
            case None if screen.has_answer:
                client.send(Stop(_REPLY))
            case None:
                return False
            case Ready(devices=devices):
                plan = question.plan_for(devices)
                client.send(Load(question.model, plan, question.template))
            case Loaded():
                client.send(Generate(_REPLY, question.messages, question.options))
            case Finished():
                return True
            case Failed(fault=fault):
                raise FaultError(fault.code, **fault.values)
            case Ended(fault=fault):
                fault = fault or Fault("engine_crashed")
                raise FaultError(fault.code, **fault.values)
