"""The app as it really starts, in a process of its own, which also tells what is typed and sent.

Beside what `tests.app.driver` tells, there is `sent` with the text of each message, and, as often as it changes,
`seen`: what is in the field and what is being composed, and where the field and the messages are on the screen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat import app as composition
from tests.app import driver


class TypedApp(driver.DrivenApp):
    """The app, whose composer is typed into from outside."""

    def show(self) -> None:
        """Show the window and tell of each message that is sent."""
        composer = self.window.composer
        composer.send_requested.connect(lambda draft: driver.tell("sent", draft.text))
        composer.field.textChanged.connect(self._tell)
        composer.field.preedit_changed.connect(self._tell)
        QApplication.instance().focusChanged.connect(self._tell)
        self.window.resize(900, 600)
        super().show()
        self.window.activateWindow()  # there is no window manager that would

    def _tell(self) -> None:
        field = self.window.composer.field
        driver.tell(
            "seen",
            {
                "text": field.text(),
                "preedit": field.preedit,
                "active": field.hasFocus(),
                "start": _on_screen(field.viewport(), field.rect().left() + 1),
                "end": _on_screen(field.viewport(), field.viewport().width() - 2),
                "button": _on_screen(self.window.composer.button),
                "elsewhere": _on_screen(self.window.top_bar),
            },
        )


def _on_screen(widget: QWidget, x: int | None = None) -> list[int]:
    """Give where a widget's middle is, or the place in the middle of its height at an x of its own."""
    middle = widget.rect().center()
    place = widget.mapToGlobal(middle if x is None else QPoint(x, middle.y()))
    return [place.x(), place.y()]


if __name__ == "__main__":
    composition.App = TypedApp
    sys.exit(composition.run(Path(sys.argv[1]) if sys.argv[1:] else None))
