"""Formulas that were set, kept by their source; others are set off the main thread."""

from __future__ import annotations

import threading
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QPointF, Signal
from PySide6.QtGui import QBrush, QColor, QPainter

from desktop_chat.ui.chat.blocks.aside import aside

if TYPE_CHECKING:
    from desktop_chat.ui.chat.blocks.typeset import Shape

MAX_KEPT: Final = 600


class FormulaKey(NamedTuple):
    """A formula, and whether it stands on lines of its own."""

    source: str
    is_display: bool


class Formulas(QObject):
    """Gives the shapes of formulas.

    Signals:
        ready: (FormulaKey) a formula that was asked for is set, or was not understood.
    """

    ready = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shapes: dict[FormulaKey, Shape | None] = {}
        aside().done.connect(self._take)

    def shape(self, key: FormulaKey) -> Shape | None:
        """Give a formula's shape; None where it is not there yet, which `ready` will tell, or never will be."""
        if key in self._shapes:
            return self._shapes[key]
        aside().run(key, partial(_typeset, key))
        return None

    def is_known(self, key: FormulaKey) -> bool:
        """Tell whether a formula is set, or was not understood."""
        return key in self._shapes

    def _take(self, key: object, shape: object) -> None:
        if isinstance(key, FormulaKey):
            while len(self._shapes) >= MAX_KEPT:
                del self._shapes[next(iter(self._shapes))]
            self._shapes[key] = shape
            self.ready.emit(key)


class FormulasAtOnce:
    """Sets formulas when they are asked for: on a thread that nobody waits for."""

    def __init__(self) -> None:
        self.shape = lru_cache(MAX_KEPT)(_typeset)

    def is_known(self, _key: FormulaKey) -> bool:
        """Say that none is still to come."""
        return True


_beside = threading.local()


def formulas() -> Formulas | FormulasAtOnce:
    """Give the formulas of the application; on another thread than the main one, those of the thread."""
    if threading.current_thread() is threading.main_thread():
        return _of_application()
    if not hasattr(_beside, "formulas"):
        _beside.formulas = FormulasAtOnce()
    return _beside.formulas


@lru_cache(maxsize=1)
def _of_application() -> Formulas:
    return Formulas(QCoreApplication.instance())


def _typeset(key: FormulaKey) -> Shape | None:
    from desktop_chat.ui.chat.blocks.typeset import typeset  # noqa: PLC0415  not needed before the first formula

    return typeset(key.source, is_display=key.is_display)


def paint_shape(painter: QPainter, shape: Shape, baseline: QPointF, pixels: float, color: str) -> None:
    """Draw a formula whose baseline begins at a point, in the size of a font."""
    painter.save()
    painter.translate(baseline)
    painter.scale(pixels, pixels)
    for part in shape.parts:
        painter.fillPath(part.path, QBrush(QColor(part.color or color)))
    painter.restore()
