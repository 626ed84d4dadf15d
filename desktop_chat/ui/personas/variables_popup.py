"""What the variables in instructions and prompts are: a popup that explains them and puts them in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.variable_values import values_now
from desktop_chat.ui.widgets.popup import cut_corners, make_see_through
from desktop_chat.ui.widgets.text_label import text_label

_WIDTH = 480


class VariablesPopup(QFrame):
    """Lists the variables with what they are at this moment.

    `has_blanks` says whether other names are blanks to be filled in, as in saved prompts.

    Signals:
        variable_chosen(str): put this in, braces and all.
    """

    variable_chosen = Signal(str)

    def __init__(
        self, theme_manager: ThemeManager, *, has_blanks: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        make_see_through(self)
        self._theme_manager = theme_manager
        self._has_blanks = has_blanks
        self.buttons: list[QPushButton] = []
        self.setAccessibleName(self.tr("Variables"))
        card = QFrame(self)
        card.setProperty("role", "card")
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(2 * SPACING, 2 * SPACING, 2 * SPACING, SPACING + SPACING // 2)
        self._column.setSpacing(SPACING)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        self.setFixedWidth(round(_WIDTH * theme_manager.text_scale))
        self._fill()

    def show_near(self, button: QWidget) -> None:
        """Open below a button, or above it where there is no room below."""
        self.adjustSize()
        below = button.mapToGlobal(QPoint(0, button.height() + SPACING // 2))
        screen = button.screen().availableGeometry()
        if below.y() + self.height() > screen.bottom():
            below.setY(max(button.mapToGlobal(QPoint()).y() - self.height() - SPACING // 2, screen.top()))
        below.setX(min(below.x(), screen.right() - self.width()))
        self.move(below)
        self.show()
        cut_corners(self)
        self.buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the list with the arrow keys."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Be gone when closed."""
        if event.type() == QEvent.Type.Hide:
            self.deleteLater()
        return super().event(event)

    def _fill(self) -> None:
        self._column.addWidget(text_label(self._explained(), "caption", "muted"))
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(SPACING)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(1, 96)
        values = values_now(self.tr("the name of the model"))
        for line, (name, about) in enumerate(self._names().items()):
            button = self._button(name, about, values[name])
            grid.addWidget(button, line, 0)
            for column, text in enumerate(("{{" + name + "}}", values[name]), 1):
                label = text_label(text, "caption", "muted")
                label.setWordWrap(False)
                grid.addWidget(label, line, column)
        self._column.addLayout(grid)
        if self._has_blanks:
            self._column.addWidget(
                text_label(
                    self.tr(
                        "Any other name is a blank, such as {{topic}}: it is selected when the prompt is"
                        " called, and you type over it. Tab leads to the next one."
                    ),
                    "caption",
                    "muted",
                )
            )

    def _button(self, name: str, about: str, value: str) -> QPushButton:
        written = "{{" + name + "}}"
        button = QPushButton(about)
        button.setProperty("kind", "side")
        button.setAccessibleName(f"{about}: {written}")
        button.setAccessibleDescription(value)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self._choose(written))
        self.buttons.append(button)
        return button

    def _choose(self, written: str) -> None:
        self.close()
        self.variable_chosen.emit(written)

    def _explained(self) -> str:
        if self._has_blanks:
            return self.tr("A variable is replaced by what it stands for when the prompt is called:")
        return self.tr("A variable is replaced by what it stands for whenever a reply is written:")

    def _names(self) -> dict[str, str]:
        return {
            "date": self.tr("Today's date"),
            "weekday": self.tr("Day of the week"),
            "time": self.tr("Time"),
            "year": self.tr("Year"),
            "language": self.tr("Language of the app"),
            "model": self.tr("Model that answers"),
            "os": self.tr("Operating system"),
        }
