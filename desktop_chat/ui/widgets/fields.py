"""Fields for forms: the mouse wheel scrolls the page and changes a value only where it has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QListView,
    QSlider,
    QSpinBox,
    QStyledItemDelegate,
    QWidget,
)

from desktop_chat.ui.widgets.popup import cut_corners, make_see_through


class ComboBox(QComboBox):
    """A drop-down list whose popup looks like the app's menus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        view = QListView(self)
        self.setView(view)
        # The default delegate of a combo box draws without the stylesheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        make_see_through(view.window())

    def showPopup(self) -> None:
        """Open the list, with round corners."""
        super().showPopup()
        cut_corners(self.view().window(), radius=8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless focused."""
        _wheel(self, event, super().wheelEvent)


class SpinBox(QSpinBox):
    """A field for a whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless focused."""
        _wheel(self, event, super().wheelEvent)


class DoubleSpinBox(QDoubleSpinBox):
    """A field for a number with decimals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless focused."""
        _wheel(self, event, super().wheelEvent)


class Slider(QSlider):
    """A horizontal slider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless focused."""
        _wheel(self, event, super().wheelEvent)


def _prepare(field: QAbstractSpinBox) -> None:
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    # The stylesheet's left padding does not reach the text of a spin box.
    field.lineEdit().setTextMargins(8, 0, 0, 0)


def _wheel(field: QWidget, event: QWheelEvent, turn) -> None:  # noqa: ANN001  a bound method of Qt
    if field.hasFocus():
        turn(event)
    else:
        event.ignore()
