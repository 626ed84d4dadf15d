"""`desktop-chat ask`: what it was given, turned into a question."""

from __future__ import annotations

import argparse
import locale
import sys
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.engine.protocol import ChatMessage
from desktop_chat.exit_codes import DONE, FAILED, MISUSED
from desktop_chat.faults import FaultError
from desktop_chat.logs import start_logging
from desktop_chat.models.fit import plan_or_refuse
from desktop_chat.models.gguf import read_header
from desktop_chat.models.hardware import read_hardware
from desktop_chat.models.library import KnownModel, Library
from desktop_chat.paths import Paths
from desktop_chat.settings import EngineSettings, GenerationSettings
from desktop_chat.terminal.answer_screen import JsonScreen, Screen
from desktop_chat.terminal.asking import Question, ask
from desktop_chat.terminal.failing import explain
from desktop_chat.terminal.workplace import read_settings

S = TypeVar("S", bound=Struct)


def run(options: argparse.Namespace) -> int:
    """Answer a question; gives the exit code."""
    screen = (JsonScreen if options.json else Screen)(sys.stdout, sys.stderr)
    try:
        return _answer(options, screen)
    except FaultError as error:
        screen.fail(explain(error.fault))
        return FAILED


def _answer(options: argparse.Namespace, screen: Screen) -> int:
    paths = Paths.standard()
    start_logging(paths)
    text = _question_text(options.question)
    if not text:
        print("desktop-chat ask: there is no question; see desktop-chat ask --help", file=sys.stderr)
        return MISUSED
    settings = read_settings(paths)
    library = Library(paths.library_file)
    model = _choose_model(options.model, library)
    generation = _given_generation(model.settings.generation(settings.generation), options)
    engine = _given_engine(model.settings.engine(settings.engine), options)
    header = read_header(Path(model.path))
    question = Question(
        model=model.path,
        messages=_messages(generation.system_prompt, text),
        options=generation.options(),
        template=model.template if options.template is None else options.template,
        plan_for=lambda devices: plan_or_refuse(header, read_hardware(devices), engine),
    )
    is_answered = ask(question, screen, log_file=paths.engine_log_file)
    with suppress(FaultError):  # the answer is there, whether or not that can be remembered
        library.touch(model.path)
    return DONE if is_answered else FAILED


def _question_text(given: str) -> str:
    """Give the question: what was given, then what comes through standard input."""
    if sys.stdin is None or (given and sys.stdin.isatty()):
        return given
    if sys.stdin.isatty():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        print(f"Type your question, then {end}.", file=sys.stderr)
    return "\n\n".join(filter(None, (given, _decode(sys.stdin.buffer.read()).strip())))


def _decode(text: bytes) -> str:
    """Read UTF-8, else what the system writes: on Windows a pipe still carries the code page."""
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        return text.decode(locale.getencoding(), errors="replace")


def _choose_model(given: Path | None, library: Library) -> KnownModel:
    """Give the model asked for, known from now on, or else the one used last; raises `FaultError`."""
    if given is not None:
        return library.add(given)
    known = library.all()
    if not known:
        raise FaultError("no_model")
    return known[0]


def _given_generation(settings: GenerationSettings, options: argparse.Namespace) -> GenerationSettings:
    """Put what was given on the command line in place of the settings."""
    sampler = _replace_given(settings.sampler, temperature=options.temperature, seed=options.seed)
    return _replace_given(
        settings, sampler=sampler, system_prompt=options.system, max_tokens=options.max_tokens
    )


def _given_engine(settings: EngineSettings, options: argparse.Namespace) -> EngineSettings:
    threads = options.threads
    return _replace_given(settings, context_tokens=options.context, threads=threads, prompt_threads=threads)


def _replace_given(struct: S, **values: object) -> S:
    return replace(struct, **{name: value for name, value in values.items() if value is not None})


def _messages(system_prompt: str, question: str) -> tuple[ChatMessage, ...]:
    asked = ChatMessage("user", question)
    return (ChatMessage("system", system_prompt), asked) if system_prompt else (asked,)
