"""All windows of the app: opened, brought to the front, closed, and opened again at the next start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop_chat.ui.on_screen import bring_on_screen, fit_to_screen
from desktop_chat.ui.services import Services
from desktop_chat.ui.window_controller import WindowController
from desktop_chat.ui.window_state import WindowState, WindowStates

WINDOW_STEP: Final = 28
"""How far a further window is from the one in front, in pixels."""


class Windows(QObject):
    """Builds windows on the same services. There is always one, from the start on.

    `keep` gets what is to be put back at the next start.

    Signals:
        added: (WindowController) there is one more.
        last_closing: the last one is about to go, and the app with it.
        seen: (conversation id) the user has this conversation before them.
        settings_requested: the user wants to change settings.
        models_requested: the user wants to see the window of models.
        import_requested: the user wants to use models of other apps.
        network_settings_requested: the user wants to change how the hub is reached.
        backups_requested: the user wants to see the backups.
        help_requested: (topic) the user wants to see this about the app: about, check or updates.
    """

    added = Signal(object)
    last_closing = Signal()
    seen = Signal(int)
    settings_requested = Signal()
    models_requested = Signal()
    import_requested = Signal()
    network_settings_requested = Signal()
    backups_requested = Signal()
    help_requested = Signal(str)

    def __init__(
        self,
        services: Services,
        kept: WindowStates,
        keep: Callable[[WindowStates], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._others = kept.windows[1:]
        self._keep = keep
        self._controllers: list[WindowController] = []  # the one that was in front last first
        self._is_quitting = False
        services.places.changed.connect(self._keep_states)
        QGuiApplication.instance().screenRemoved.connect(self._bring_back)
        self._add(kept.windows[0])

    @property
    def front(self) -> WindowController:
        """The window that was in front last."""
        return self._controllers[0]

    @property
    def all(self) -> list[WindowController]:
        """Every window, the one that was in front last first."""
        return list(self._controllers)

    def shows(self, conversation_id: int) -> bool:
        """Whether a conversation is open in one of them."""
        return any(_open_in(each) == conversation_id for each in self._controllers)

    def is_seen(self, conversation_id: int) -> bool:
        """Whether a conversation is open in the window that the user is at."""
        active = [each for each in self._controllers if each.window.isActiveWindow()]
        return any(_open_in(each) == conversation_id for each in active)

    def for_conversation(self, conversation_id: int) -> WindowController:
        """Give a window that shows a conversation, else the one that was in front last."""
        showing = (each for each in self._controllers if _open_in(each) == conversation_id)
        return next(showing, self.front)

    def show_conversation(self, conversation_id: int) -> None:
        """Bring a conversation to the front."""
        controller = self.for_conversation(conversation_id)
        controller.raise_window()
        if _open_in(controller) != conversation_id:
            controller.open(conversation_id)

    def open(self, conversation_id: int | None = None) -> WindowController:
        """Open one more window in front, with a conversation or a new one."""
        front = self.front
        controller = self._add(replace(front.state, geometry="", conversation=conversation_id))
        window = controller.window
        window.resize(front.window.size())
        window.move(front.window.pos() + QPoint(WINDOW_STEP, WINDOW_STEP))
        bring_on_screen(window)
        controller.start()
        controller.raise_window()
        self._on_activated(controller)
        return controller

    def open_others(self) -> None:
        """Open the other windows of the last run behind the first."""
        first, others = self.front, self._others
        self._others = ()
        for state in others:
            controller = self._add(state)
            controller.window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            controller.window.show()
            controller.start()
        if others:
            first.raise_window()
            self._on_activated(first)

    def quit(self) -> None:
        """Close every window; all of them are back at the next start."""
        self._is_quitting = True
        for controller in reversed(self.all):
            controller.window.close()

    def _add(self, state: WindowState) -> WindowController:
        controller = WindowController(self._services, state, self)
        controller.settings_requested.connect(self.settings_requested)
        controller.models_requested.connect(self.models_requested)
        controller.import_requested.connect(self.import_requested)
        controller.network_settings_requested.connect(self.network_settings_requested)
        controller.backups_requested.connect(self.backups_requested)
        controller.help_requested.connect(self.help_requested)
        controller.window_requested.connect(self.open)
        controller.quit_requested.connect(self.quit)
        controller.state_changed.connect(self._keep_states)
        controller.closing.connect(lambda: self._on_closing(controller))
        controller.window.activated.connect(lambda: self._on_activated(controller))
        controller.conversation.opened.connect(lambda *_: self._tell_seen(controller))
        self._controllers.append(controller)
        self.added.emit(controller)
        return controller

    def _on_activated(self, controller: WindowController) -> None:
        if controller in self._controllers:
            self._controllers.remove(controller)
            self._controllers.insert(0, controller)
            self._tell_seen(controller)

    def _tell_seen(self, controller: WindowController) -> None:
        conversation_id = _open_in(controller)
        if conversation_id is not None and controller.window.isActiveWindow():
            self.seen.emit(conversation_id)

    def _on_closing(self, controller: WindowController) -> None:
        others = [each for each in self._controllers if each is not controller and each.window.isVisible()]
        if not others:
            self.last_closing.emit()
        elif not self._is_quitting:
            self._controllers.remove(controller)
            controller.end()
        self._keep_states()

    def _keep_states(self) -> None:
        states = (*(each.state for each in self._controllers), *self._others)
        self._keep(WindowStates(states, self._services.places.kept))

    def _bring_back(self) -> None:
        """Bring windows back that stood on a screen that is gone."""
        for controller in self._controllers:
            fit_to_screen(controller.window)
            bring_on_screen(controller.window)


def _open_in(controller: WindowController) -> int | None:
    """Give the conversation that a window shows."""
    conversation = controller.conversation.conversation
    return conversation.id if conversation is not None else None
