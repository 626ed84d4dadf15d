"""All windows of the app: opened, brought to the front, closed, and opened again at the next start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, Qt, Signal

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
        settings_requested: the user wants to change settings.
        models_requested: the user wants to see the window of models.
        import_requested: the user wants to use models of other apps.
        network_settings_requested: the user wants to change how the hub is reached.
    """

    added = Signal(object)
    last_closing = Signal()
    settings_requested = Signal()
    models_requested = Signal()
    import_requested = Signal()
    network_settings_requested = Signal()

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
        shown = [each.conversation.conversation for each in self._controllers]
        return any(each is not None and each.id == conversation_id for each in shown)

    def open(self, conversation_id: int | None = None) -> WindowController:
        """Open one more window in front, with a conversation or a new one."""
        front = self.front
        controller = self._add(replace(front.state, geometry="", conversation=conversation_id))
        window = controller.window
        window.resize(front.window.size())
        window.move(front.window.pos() + QPoint(WINDOW_STEP, WINDOW_STEP))
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
        controller.window_requested.connect(self.open)
        controller.quit_requested.connect(self.quit)
        controller.state_changed.connect(self._keep_states)
        controller.closing.connect(lambda: self._on_closing(controller))
        controller.window.activated.connect(lambda: self._on_activated(controller))
        self._controllers.append(controller)
        self.added.emit(controller)
        return controller

    def _on_activated(self, controller: WindowController) -> None:
        if controller in self._controllers:
            self._controllers.remove(controller)
            self._controllers.insert(0, controller)

    def _on_closing(self, controller: WindowController) -> None:
        others = [each for each in self._controllers if each is not controller and each.window.isVisible()]
        if not others:
            self.last_closing.emit()
        elif not self._is_quitting:
            self._controllers.remove(controller)
            controller.end()
        self._keep_states()

    def _keep_states(self) -> None:
        self._keep(WindowStates((*(each.state for each in self._controllers), *self._others)))
