"""Every key of the windows, in one table: the code takes its keys from here, and so does the page of help."""

from __future__ import annotations

import sys
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop_chat.faults import QT_TRANSLATE_NOOP

Group = Literal["window", "conversations", "messages", "writing", "models"]
ShortcutId = str

_IS_MAC: Final = sys.platform == "darwin"


class Shortcut(NamedTuple):
    """What some keys do; the first of them is the one that is shown."""

    id: ShortcutId
    group: Group
    text: str  # English, translated when shown
    keys: tuple[str, ...]  # as Qt writes them; its `Ctrl` is ⌘ on a Mac


SHORTCUTS: Final = (
    Shortcut(
        "palette", "window", QT_TRANSLATE_NOOP("Shortcuts", "Find an action, a chat or a model"), ("Ctrl+K",)
    ),
    Shortcut("new-window", "window", QT_TRANSLATE_NOOP("Shortcuts", "New window"), ("Ctrl+Shift+N",)),
    Shortcut(
        "next-part", "window", QT_TRANSLATE_NOOP("Shortcuts", "Go to the next part of the window"), ("F6",)
    ),
    Shortcut(
        "previous-part", "window", QT_TRANSLATE_NOOP("Shortcuts", "Go to the part before"), ("Shift+F6",)
    ),
    Shortcut("menu", "window", QT_TRANSLATE_NOOP("Shortcuts", "Menu of the window"), ("F10",)),
    Shortcut("settings", "window", QT_TRANSLATE_NOOP("Shortcuts", "Settings"), ("Ctrl+,",)),
    Shortcut("shortcuts", "window", QT_TRANSLATE_NOOP("Shortcuts", "Keyboard shortcuts"), ("Ctrl+/", "F1")),
    # Some keyboards have the + behind Shift.
    Shortcut("text-larger", "window", QT_TRANSLATE_NOOP("Shortcuts", "Larger text"), ("Ctrl++", "Ctrl+=")),
    Shortcut("text-smaller", "window", QT_TRANSLATE_NOOP("Shortcuts", "Smaller text"), ("Ctrl+-",)),
    Shortcut("text-usual", "window", QT_TRANSLATE_NOOP("Shortcuts", "Usual text size"), ("Ctrl+0",)),
    Shortcut("close", "window", QT_TRANSLATE_NOOP("Shortcuts", "Close the window"), ("Ctrl+W",)),
    Shortcut("quit", "window", QT_TRANSLATE_NOOP("Shortcuts", "Quit"), ("Ctrl+Q",)),
    Shortcut("new-chat", "conversations", QT_TRANSLATE_NOOP("Shortcuts", "New chat"), ("Ctrl+N",)),
    Shortcut(
        "search",
        "conversations",
        QT_TRANSLATE_NOOP("Shortcuts", "Search all messages"),
        ("Ctrl+Shift+F",),
    ),
    Shortcut(
        "sidebar",
        "conversations",
        QT_TRANSLATE_NOOP("Shortcuts", "Show or hide the conversations"),
        ("Ctrl+Shift+S",),
    ),
    Shortcut("open", "conversations", QT_TRANSLATE_NOOP("Shortcuts", "Open the conversation"), ("Return",)),
    Shortcut(
        "open-apart",
        "conversations",
        QT_TRANSLATE_NOOP("Shortcuts", "Open in a new window"),
        ("Ctrl+Return",),
    ),
    Shortcut(
        "export",
        "conversations",
        QT_TRANSLATE_NOOP("Shortcuts", "Export the open conversation"),
        ("Ctrl+Shift+E",),
    ),
    Shortcut("rename", "conversations", QT_TRANSLATE_NOOP("Shortcuts", "Rename"), ("F2",)),
    Shortcut(
        "delete",
        "conversations",
        QT_TRANSLATE_NOOP("Shortcuts", "Delete"),
        ("Backspace", "Del") if _IS_MAC else ("Del",),
    ),
    Shortcut("undo", "conversations", QT_TRANSLATE_NOOP("Shortcuts", "Undo the last change"), ("Ctrl+Z",)),
    Shortcut(
        "choose-several",
        "conversations",
        QT_TRANSLATE_NOOP("Shortcuts", "Choose several"),
        ("Shift+Up", "Shift+Down"),
    ),
    Shortcut("unfold", "conversations", QT_TRANSLATE_NOOP("Shortcuts", "Open a folder"), ("Right",)),
    Shortcut("fold", "conversations", QT_TRANSLATE_NOOP("Shortcuts", "Close a folder"), ("Left",)),
    Shortcut("move-up", "conversations", QT_TRANSLATE_NOOP("Shortcuts", "Move a folder up"), ("Alt+Up",)),
    Shortcut(
        "move-down", "conversations", QT_TRANSLATE_NOOP("Shortcuts", "Move a folder down"), ("Alt+Down",)
    ),
    Shortcut(
        "previous-message",
        "messages",
        QT_TRANSLATE_NOOP("Shortcuts", "Go to the message before"),
        ("Alt+Up",),
    ),
    Shortcut(
        "next-message", "messages", QT_TRANSLATE_NOOP("Shortcuts", "Go to the next message"), ("Alt+Down",)
    ),
    Shortcut("find", "messages", QT_TRANSLATE_NOOP("Shortcuts", "Find in this conversation"), ("Ctrl+F",)),
    Shortcut("find-next", "messages", QT_TRANSLATE_NOOP("Shortcuts", "Go to the next hit"), ("F3", "Ctrl+G")),
    Shortcut(
        "find-previous",
        "messages",
        QT_TRANSLATE_NOOP("Shortcuts", "Go to the hit before"),
        ("Shift+F3", "Ctrl+Shift+G"),
    ),
    Shortcut("first-message", "messages", QT_TRANSLATE_NOOP("Shortcuts", "Go to the beginning"), ("Home",)),
    Shortcut("last-message", "messages", QT_TRANSLATE_NOOP("Shortcuts", "Go to the end"), ("End",)),
    Shortcut(
        "copy",
        "messages",
        QT_TRANSLATE_NOOP("Shortcuts", "Copy the message, or what is selected"),
        ("Ctrl+C",),
    ),
    Shortcut(
        "select-all",
        "messages",
        QT_TRANSLATE_NOOP("Shortcuts", "Select the whole text of a message"),
        ("Ctrl+A",),
    ),
    Shortcut("send", "writing", QT_TRANSLATE_NOOP("Shortcuts", "Send"), ("Return",)),
    Shortcut("new-line", "writing", QT_TRANSLATE_NOOP("Shortcuts", "New line"), ("Shift+Return",)),
    Shortcut(
        "stop", "writing", QT_TRANSLATE_NOOP("Shortcuts", "Stop the reply, or give up an edit"), ("Esc",)
    ),
    Shortcut("edit-last", "writing", QT_TRANSLATE_NOOP("Shortcuts", "Edit the last message"), ("Alt+Up",)),
    Shortcut(
        "history",
        "writing",
        QT_TRANSLATE_NOOP("Shortcuts", "Earlier messages, in the empty field"),
        ("Up", "Down"),
    ),
    Shortcut("prompts", "writing", QT_TRANSLATE_NOOP("Shortcuts", "Saved prompts, at the beginning"), ("/",)),
    Shortcut("bold", "writing", QT_TRANSLATE_NOOP("Shortcuts", "Bold"), ("Ctrl+B",)),
    Shortcut("italic", "writing", QT_TRANSLATE_NOOP("Shortcuts", "Italic"), ("Ctrl+I",)),
    Shortcut("code", "writing", QT_TRANSLATE_NOOP("Shortcuts", "Code"), ("Ctrl+E",)),
    Shortcut("code-block", "writing", QT_TRANSLATE_NOOP("Shortcuts", "Block of code"), ("Ctrl+Shift+C",)),
    Shortcut("numbered-list", "writing", QT_TRANSLATE_NOOP("Shortcuts", "Numbered list"), ("Ctrl+Shift+7",)),
    Shortcut("list", "writing", QT_TRANSLATE_NOOP("Shortcuts", "List"), ("Ctrl+Shift+8",)),
    Shortcut("indent", "writing", QT_TRANSLATE_NOOP("Shortcuts", "Indent, within a list or code"), ("Tab",)),
    # ⌘M puts windows away on a Mac.
    Shortcut(
        "switch-model",
        "models",
        QT_TRANSLATE_NOOP("Shortcuts", "Switch the model"),
        ("Meta+M",) if _IS_MAC else ("Ctrl+M",),
    ),
    Shortcut("models", "models", QT_TRANSLATE_NOOP("Shortcuts", "Models"), ("Ctrl+Shift+M",)),
    Shortcut("pick-persona", "models", QT_TRANSLATE_NOOP("Shortcuts", "Choose a persona"), ("Ctrl+Shift+P",)),
    Shortcut(
        "this-conversation",
        "models",
        QT_TRANSLATE_NOOP("Shortcuts", "Instructions and settings of this conversation"),
        ("Ctrl+Shift+I",),
    ),
    Shortcut("open-model-file", "models", QT_TRANSLATE_NOOP("Shortcuts", "Open a model file"), ("Ctrl+O",)),
    Shortcut(
        "find-model", "models", QT_TRANSLATE_NOOP("Shortcuts", "Search, in the window of models"), ("Ctrl+F",)
    ),
)

_BY_ID: Final = {each.id: each for each in SHORTCUTS}


def keys_of(shortcut_id: ShortcutId) -> str:
    """Give the keys that are shown for a shortcut, as Qt writes them."""
    return _BY_ID[shortcut_id].keys[0]


def sequences(shortcut_id: ShortcutId) -> list[QKeySequence]:
    """Give all keys of a shortcut."""
    return [QKeySequence(keys) for keys in _BY_ID[shortcut_id].keys]


def native(keys: str) -> str:
    """Give keys as they are called on this platform's keyboards."""
    called = keys if _IS_MAC else keys.replace("Return", "Enter")
    return QKeySequence(called).toString(QKeySequence.SequenceFormat.NativeText)


def shown(shortcut_id: ShortcutId) -> str:
    """Give the keys of a shortcut as they are called on this platform's keyboards."""
    return native(keys_of(shortcut_id))


def hinted(text: str, shortcut_id: ShortcutId) -> str:
    """Give a tooltip: what a control does, and the keys that do it too."""
    return f"{text}  ({shown(shortcut_id)})"


def is_pressed(shortcut_id: ShortcutId, event: QKeyEvent) -> bool:
    """Tell whether a key event is one of a shortcut's keys, on the number pad or not."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(event.key() | modifiers.value)
    return any(pressed == keys for keys in sequences(shortcut_id))


def said(shortcut: Shortcut) -> str:
    """Say in the language in use what a shortcut does."""
    return QCoreApplication.translate("Shortcuts", shortcut.text)
