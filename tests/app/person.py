"""A person at the real window: starts the app, types, clicks, and waits for what is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QMenu, QWidget

from desktop_chat.app import App
from desktop_chat.chat.messages import Conversation, Message
from desktop_chat.paths import Paths
from desktop_chat.ui.chat.reply_message import ReplyMessage

LONG = 30_000
"""Milliseconds to wait for what takes an engine, on a slow and busy PC."""


class Person:
    """Starts the app on one home, as often as wanted, and knows what is on its window."""

    def __init__(self, qtbot, qapp: QApplication) -> None:
        self.qtbot = qtbot
        self.qapp = qapp
        self.paths = Paths.standard()
        self.paths.make()
        self.app: App | None = None
        self.ended: list[Message] = []
        self._kept: list[QWidget] = []
        self.write_settings('[language]\nlanguage = "en"\n')

    # ---- starting and leaving

    def write_settings(self, toml: str) -> None:
        """Write the settings file by hand, before a start."""
        self.paths.settings_file.write_text(toml, encoding="utf-8")

    def start(self, model: str = "") -> App:
        """Start the app and wait until its window shows what was there before."""
        self.app = App(self.qapp, self.paths, model)
        self.app.conversation.reply_ended.connect(self.ended.append)
        self.app.show()
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.wait(lambda: not self.app._waiting_for)
        return self.app

    def start_with(self, model: str) -> None:
        """Start the app with a model file, and wait until it is ready."""
        self.start(model)
        self.wait_for_model(model)

    def keep(self, window: QWidget) -> None:
        """Keep a window that a test made, until the app is left."""
        self._kept.append(window)

    def leave(self) -> None:
        """Close the window and wait until everything is kept."""
        while self._kept:
            shiboken6.delete(self._kept.pop())
        app, self.app = self.app, None
        if app is None:
            return
        app.windows.quit()
        app.close()
        app.translations.use("en")
        for each in (*(each.window for each in app.windows.all), app.theme_manager, app):
            shiboken6.delete(each)

    def restart(self) -> App:
        """Leave and start again; wait until what was open is shown."""
        was_open = self.app.conversation.conversation
        self.leave()
        app = self.start()
        self.wait(lambda: was_open is None or self.conversation is not None)
        return app

    # ---- looking

    @property
    def window(self):
        return self.app.window

    @property
    def composer(self):
        return self.window.composer

    @property
    def transcript(self):
        return self.window.transcript

    @property
    def conversation(self) -> Conversation:
        return self.app.conversation.conversation

    @property
    def titles(self) -> list[str]:
        """The titles of the conversations, newest first."""
        return [each.title for each in self.app.services.conversations.conversations]

    @property
    def reply(self) -> ReplyMessage:
        """The last reply in the transcript."""
        return next(view for view in reversed(self.transcript.views) if isinstance(view, ReplyMessage))

    def shown(self) -> list[str]:
        """The texts of the messages in the transcript."""
        return [getattr(view, "text", view.message.text) for view in self.transcript.views]

    def state_of(self, model: str) -> str:
        return self.app.engines.status(model).state

    def engine_pids(self) -> set[int]:
        """The processes that are engines; what else the app asks may have one for a moment."""
        return {child.pid for child in psutil.Process().children() if is_engine(child)}

    def status_words(self) -> str:
        """What the line under the last reply says."""
        status = self.reply.status
        return status.words if status is not None and status.isVisible() else ""

    def wait(self, condition: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=LONG)

    def wait_for_sentence(self, *words: str) -> str:
        """Wait until the banner says a sentence with these words, and give it."""
        banner = self.window.banner
        self.wait(lambda: banner.isVisible() and all(word in banner.text for word in words))
        return banner.text

    def wait_for_model(self, model: str) -> None:
        self.wait(lambda: self.app.conversation.model == model and self.state_of(model) == "ready")

    # ---- doing

    def click(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def button(self, name: str, where: QWidget | None = None) -> QAbstractButton:
        """Find the visible button that people and screen readers know by this name."""
        (found,) = self._buttons(name, where)
        return found

    def has_button(self, name: str, where: QWidget | None = None) -> bool:
        return bool(self._buttons(name, where))

    def press(self, keys: str, where: QWidget | None = None) -> None:
        """Press keys such as `Ctrl+M` in a widget, or in the field where messages are written."""
        combination = QKeySequence(keys)[0]
        target = where or self.composer.field
        self.qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type into the field where messages are written; Korean and lines come as an input method gives them."""
        field = self.composer.field
        if text.isascii() and "\n" not in text:
            self.qtbot.keyClicks(field, text)
            return
        typed = QInputMethodEvent()
        typed.setCommitString(text)
        QApplication.sendEvent(field, typed)

    def send(self, text: str) -> None:
        """Type a message and press Enter."""
        self.type(text)
        self.press("Return")

    def ask(self, text: str) -> Message:
        """Send a message and wait for the end of its reply."""
        wanted = len(self.ended) + 1
        self.send(text)
        self.wait(lambda: len(self.ended) >= wanted)
        return self.ended[-1]

    def begin_reply(self, text: str = "Go on", characters: int = 200) -> None:
        """Send a message and wait until so much of the reply is on the window."""
        self.send(text)
        self.wait(lambda: self.transcript.views and len(self.shown()[-1]) > characters)

    def drop(self, path: str | Path, where: QWidget | None = None) -> None:
        """Drop a file on a widget, or on the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        target = where or self.window
        what = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        entered = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, *what)
        QApplication.sendEvent(target, entered)
        assert entered.isAccepted()
        QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, *what))

    def switch_to(self, model: str) -> None:
        """Choose a model in the list below the top bar's button."""
        self.click(self.window.top_bar.model_button)
        switcher = self.window.switcher
        self.wait(switcher.isVisible)
        listed = switcher.findChild(QListView)
        place = listed.visualRect(listed.model().index_of(model)).center()
        self.qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def switch_to_ready(self, model: str) -> None:
        """Choose a model that is on the list, or else give its file, and wait until it is ready."""
        if self.app.library.find(model):
            self.switch_to(model)
        else:
            self.drop(model)
        self.wait_for_model(model)

    def choose_in_menu(self, text: str) -> None:
        """Choose an entry of the menu that is open."""
        menu = self.wait_for(QMenu)
        (action,) = [each for each in menu.actions() if each.text().split("\t")[0] == text]
        action.trigger()
        menu.close()

    def wait_for_menu_with(self, text: str) -> None:
        """Wait for a menu that has an entry."""
        self.wait(
            lambda: any(
                each.text().split("\t")[0] == text for menu in self._visible(QMenu) for each in menu.actions()
            )
        )

    def wait_for(self, kind: type):
        """Wait for a window of a kind to be shown, and give it."""
        self.wait(lambda: self._visible(kind))
        return self._visible(kind)[0]

    def _buttons(self, name: str, where: QWidget | None) -> list[QAbstractButton]:
        buttons = [each for each in (where or self.window).findChildren(QAbstractButton) if each.isVisible()]
        return [each for each in buttons if name in (each.text().strip(), each.accessibleName())]

    def _visible(self, kind: type) -> list:
        windows = QApplication.topLevelWidgets()
        return [each for each in windows if isinstance(each, kind) and each.isVisible()]


def is_engine(process: psutil.Process) -> bool:
    """Whether a process is an engine, and not gone meanwhile."""
    with suppress(psutil.NoSuchProcess):  # a zombie is one of them
        return process.cmdline()[-1:] == ["engine"]
    return False
