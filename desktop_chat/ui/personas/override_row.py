"""One setting that may be set here or come from elsewhere: its value, where it comes from, a way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.fields import ComboBox, DoubleSpinBox, SpinBox
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.text_label import text_label

_FIELD_WIDTH = 168


class OverrideRow(QWidget):
    """A name and the origin of the value at the left, the field and a reset at the right.

    Signals:
        changed(object): set this value here; None: set none, so that it comes from elsewhere again.
    """

    changed = Signal(object)

    def __init__(
        self,
        theme_manager: ThemeManager,
        field: DoubleSpinBox | SpinBox | ComboBox,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._name, self._origin = QLabel(), text_label(size="caption", tone="muted")
        self._name.setBuddy(field)
        self._name.setWordWrap(True)
        self.reset_button = IconButton(theme_manager, "undo", size=16)
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)
        self.reset_button.clicked.connect(self._reset)
        field.setFixedWidth(_FIELD_WIDTH)
        if isinstance(field, ComboBox):
            field.activated.connect(lambda _at: self.changed.emit(field.currentData()))
        else:
            field.setKeyboardTracking(False)
            field.valueChanged.connect(lambda value: self.changed.emit(_rounded(value)))
        self._lay_out()

    @property
    def origin(self) -> str:
        """What is said about where the value comes from."""
        return self._origin.text()

    def describe(self, name: str, hint: str, reset: str) -> None:
        """Name the setting, say what it does, and name the way back."""
        self._name.setText(name)
        self._name.setToolTip(hint)
        self.field.setToolTip(hint)
        self.field.setAccessibleName(name)
        self.reset_button.set_label(reset)

    def show_value(self, value: float | str, origin: str, *, is_set: bool) -> None:
        """Show the value in force, and say where it comes from."""
        self.field.blockSignals(True)
        if isinstance(self.field, ComboBox):
            self.field.setCurrentIndex(self.field.findData(value))
        elif self.field.value() != value:  # else a number that is being typed would be lost
            self.field.setValue(value)
        self.field.blockSignals(False)
        self._origin.setText(origin)
        self.field.setAccessibleDescription(origin)
        self.reset_button.setVisible(is_set)

    def set_read_only(self, read_only: bool) -> None:
        """Let the value be read only."""
        self.field.setEnabled(not read_only)
        self.reset_button.setEnabled(not read_only)

    def flush(self) -> None:
        """Tell now what was typed last."""
        if isinstance(self.field, QAbstractSpinBox):
            self.field.interpretText()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the field wide enough for larger text."""
        if event.type() == QEvent.Type.FontChange:
            self.field.setFixedWidth(max(_FIELD_WIDTH, self.fontMetrics().averageCharWidth() * 22))
        super().changeEvent(event)

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._name)
        texts.addWidget(self._origin)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING // 2)
        row.addLayout(texts, 1)
        row.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignVCenter)

    def _reset(self) -> None:
        self.field.setFocus()
        self.changed.emit(None)


def _rounded(value: float) -> float:
    return round(value, 2) if isinstance(value, float) else value
