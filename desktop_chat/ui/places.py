"""Where windows and dialogs stood, and which folders were used last; kept for the next start."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QDialog, QSplitter, QWidget

from desktop_chat.ui.on_screen import bring_on_screen, fit_to_screen
from desktop_chat.ui.window_state import KeptPlaces, from_text, to_text


class Places(QObject):
    """Puts back what was kept, and keeps what people change.

    Signals:
        changed: `kept` is another one.
    """

    changed = Signal()

    def __init__(self, kept: KeptPlaces | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = kept if kept is not None else KeptPlaces()

    @property
    def kept(self) -> KeptPlaces:
        """What is to be put back at the next start."""
        return self._kept

    def folder(self, purpose: str) -> str:
        """Give the folder that was used last for a purpose; empty at first."""
        return self._kept.folders.get(purpose, "")

    def keep_folder(self, purpose: str, folder: str) -> None:
        """Offer a folder first the next time."""
        self._use(replace(self._kept, folders={**self._kept.folders, purpose: folder}))

    def follow(self, widget: QWidget, name: str) -> None:
        """Give a dialog the size it had, or a window its place too, and keep what it is left with."""
        if isinstance(widget, QDialog):
            size = self._kept.sizes.get(name)
            if size is not None:
                widget.resize(QSize(*size).expandedTo(widget.minimumSizeHint()))
                fit_to_screen(widget)
        else:
            geometry = self._kept.windows.get(name, "")
            if geometry and widget.restoreGeometry(from_text(geometry)):
                fit_to_screen(widget)
                bring_on_screen(widget)
        widget.installEventFilter(_Leaving(self, widget, name))

    def follow_splitter(self, splitter: QSplitter, name: str) -> None:
        """Part a splitter as it was, and keep how it is parted."""
        state = self._kept.splitters.get(name, "")
        if state:
            splitter.restoreState(from_text(state))
        splitter.splitterMoved.connect(lambda *_: self._keep_splitter(splitter, name))

    def keep(self, widget: QWidget, name: str) -> None:
        """Keep the size of a dialog, or where a window is."""
        if not isinstance(widget, QDialog):
            geometry = to_text(widget.saveGeometry().data())
            self._use(replace(self._kept, windows={**self._kept.windows, name: geometry}))
        elif not widget.isMaximized():
            size = (widget.width(), widget.height())
            self._use(replace(self._kept, sizes={**self._kept.sizes, name: size}))

    def _keep_splitter(self, splitter: QSplitter, name: str) -> None:
        state = to_text(splitter.saveState().data())
        self._use(replace(self._kept, splitters={**self._kept.splitters, name: state}))

    def _use(self, kept: KeptPlaces) -> None:
        if kept != self._kept:
            self._kept = kept
            self.changed.emit()


class _Leaving(QObject):
    """Notes how large a window was when it goes, unless nobody changed it."""

    def __init__(self, places: Places, widget: QWidget, name: str) -> None:
        super().__init__(widget)
        self._places = places
        self._name = name
        self._shown: QSize | None = None  # with this size it came

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at windows that come and go."""
        if isinstance(watched, QWidget) and not event.spontaneous():
            if event.type() == QEvent.Type.Show:
                self._shown = watched.size()
            elif event.type() == QEvent.Type.Hide and not self._is_as_it_came(watched):
                self._places.keep(watched, self._name)
        return False

    def _is_as_it_came(self, widget: QWidget) -> bool:
        return isinstance(widget, QDialog) and widget.size() == self._shown
