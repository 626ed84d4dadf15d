"""Reading what can be imported, one conversation after the other, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from desktop_chat.chat.importing import chatgpt, claude, gpt4all, jan, lm_studio, open_webui, own
from desktop_chat.chat.importing.found import Found, Reading, Skipped, name_of
from desktop_chat.chat.importing.inputs import Inputs, find
from desktop_chat.chat.importing.json_elements import Element, elements, opened
from desktop_chat.chat.importing.loose import Loose, decode
from desktop_chat.chat.records import ConversationRecord
from desktop_chat.faults import Fault, FaultError

_LISTS: Final[dict[str, Callable[[Loose, float], ConversationRecord]]] = {
    "chatgpt": chatgpt.read_conversation,
    "claude": claude.read_conversation,
    "open-webui": open_webui.read_conversation,
}


@contextmanager
def found_in(path: Path) -> Iterator[Inputs]:
    """Give what a file or folder holds, for as long as it is used; a zip is unpacked first, which may take long.

    Raises `FaultError` (`import_unknown`, `import_unreadable`, `import_too_large`, `import_newer`).
    """
    with _faults(path.name), find(path) as inputs:
        if inputs is None:
            raise FaultError("import_unknown", name=path.name)
        yield inputs


def read_inputs(inputs: Inputs, name: str) -> Reading:
    """Give the conversations in what was found as `name`, and say of each that cannot be read why.

    Only one is in memory at a time. A head comes first where there is one. Raises `FaultError` (`import_unknown`,
    `import_unreadable`, `import_newer`).
    """
    with _faults(name):
        for number, file in enumerate(inputs.files):
            if inputs.format == "desktop-chat":
                yield from _own(file)
            elif inputs.format in _LISTS:
                yield from _list(file, _LISTS[inputs.format], number, len(inputs.files))
            else:
                yield _file(inputs, file, (number + 1) / len(inputs.files))


@contextmanager
def _faults(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FaultError("import_unreadable", name=name, reason=reason) from error


def _own(file: Path) -> Reading:
    with opened(file) as data:
        head = own.read_head(data)
        if head is None:
            raise FaultError("import_unknown", name=file.name)
        yield head[0]
        yield from _each(elements(data, head[1]), file, lambda one: own.read_conversation(one.data))


def _list(
    file: Path, reader: Callable[[Loose, float], ConversationRecord], number: int, files: int
) -> Iterator[Found | Skipped]:
    written_at = file.stat().st_mtime

    def read_one(element: Element) -> tuple[ConversationRecord, tuple[Fault, ...]]:
        table = Loose(decode(element.data))
        if not table:
            raise ValueError("no conversation")
        return reader(table, written_at), ()

    with opened(file) as data:
        parts = (Element(one.data, (number + one.fraction) / files) for one in elements(data))
        yield from _each(parts, file, read_one)


def _each(
    parts: Iterator[Element],
    file: Path,
    read_one: Callable[[Element], tuple[ConversationRecord, tuple[Fault, ...]]],
) -> Iterator[Found | Skipped]:
    number = 0
    try:
        for number, element in enumerate(parts, 1):
            try:
                record, notes = read_one(element)
                yield Found(record, element.fraction, notes)
            except (FaultError, ValueError) as error:
                yield Skipped(_name(element, number), _fault(error), element.fraction)
    except ValueError as error:  # the file ends in the middle
        yield Skipped(f"{file.name}, {number + 1}", _fault(error), 1.0)


def _file(inputs: Inputs, file: Path, fraction: float) -> Found | Skipped:
    try:
        match inputs.format:
            case "jan":
                record, notes = jan.read_thread(file)
                return Found(record, fraction, notes)
            case "lm-studio":
                return Found(lm_studio.read_file(file, inputs.root), fraction)
            case _:
                return Found(gpt4all.read_file(file), fraction)
    except (FaultError, ValueError, OSError) as error:
        return Skipped(file.name, _fault(error), fraction)


def _name(element: Element, number: int) -> str:
    try:
        name = name_of(Loose(decode(element.data)), "title", "name")
    except ValueError:
        name = ""
    return name or str(number)


def _fault(error: Exception) -> Fault:
    if isinstance(error, FaultError):
        return error.fault
    return Fault("import_record_broken", {"reason": str(error)[:200]})
