"""What a model takes of this PC's memory, as a bar with its legend."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_chat.models.fit import Fit
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.sentences import file_size
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

_HEIGHT = 12
_SWATCH = 10
_USUAL_SIZE = "8.8 GB"
_OPACITIES: Final = (1.0, 0.62, 0.34)  # of the model's three parts


class MemoryUse(Struct, frozen=True):
    """How the main memory would be used, in bytes."""

    others: int
    weights: int
    context: int
    working: int
    total: int

    @classmethod
    def of(cls, fit: Fit) -> MemoryUse:
        """Take a memory plan apart."""
        sizes = {part.label: part.bytes for part in fit.parts}
        weights, context = sizes.get("weights", 0), sizes.get("context", 0)
        total = max(fit.total_bytes, fit.free_bytes)
        others = total - max(fit.free_bytes, 0)
        return cls(others, weights, context, fit.needed_bytes - weights - context, total)

    @property
    def left(self) -> int:
        """What would still be free; negative where there is not enough."""
        return self.total - self.others - self.weights - self.context - self.working


class FitBar(QWidget):
    """Other programs, weights, context, working memory and what is left, side by side, and named below."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar(theme_manager)
        self._keys = [_LegendKey(theme_manager) for _ in range(5)]
        legend = QWidget()
        flow = FlowLayout(legend, spacing=SPACING // 2)
        for key in self._keys:
            flow.addWidget(key)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        legend.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addWidget(self._bar)
        column.addWidget(legend)

    def show_use(self, use: MemoryUse | None) -> None:
        """Show how the memory would be used; None: it is not known yet."""
        self._bar.show_use(use)
        texts = _legend(use)
        for place, (key, text) in enumerate(zip(self._keys, texts, strict=True)):
            key.show_text(text, place, is_too_much=use is not None and use.left < 0)
        self.setAccessibleName(", ".join(texts))


class _Bar(QWidget):
    def __init__(self, theme_manager: ThemeManager) -> None:
        super().__init__()
        self._theme_manager = theme_manager
        self._use: MemoryUse | None = None
        self.setFixedHeight(_HEIGHT)
        theme_manager.changed.connect(self.update)

    def show_use(self, use: MemoryUse | None) -> None:
        self._use = use
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme_manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), _HEIGHT / 2, _HEIGHT / 2)
        painter.setClipPath(ground)
        painter.fillRect(self.rect(), QColor(theme.pressed))
        if self._use is not None:
            self._draw(painter, self._use)

    def _draw(self, painter: QPainter, use: MemoryUse) -> None:
        theme = self._theme_manager.theme
        scale = self.width() / max(1, use.total - min(0, use.left))
        left = 0.0
        for place, size in enumerate((use.others, use.weights, use.context, use.working)):
            width = size * scale
            color = _color(self._theme_manager, place, is_too_much=use.left < 0)
            painter.fillRect(QRectF(left, 0, max(0.0, width - 1), self.height()), color)
            left += width
        if use.left < 0:
            painter.setPen(QPen(QColor(theme.text), 2))
            at = use.total * scale
            painter.drawLine(int(at), 0, int(at), self.height())


class _LegendKey(QWidget):
    """A colour of the bar and what it stands for."""

    def __init__(self, theme_manager: ThemeManager) -> None:
        super().__init__()
        self._theme_manager = theme_manager
        self._text = ""
        self._place = 0
        self._is_too_much = False
        theme_manager.changed.connect(self.updateGeometry)

    def show_text(self, text: str, place: int, *, is_too_much: bool) -> None:
        self._text, self._place, self._is_too_much = text, place, is_too_much
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme_manager.font(TextSize.CAPTION))
        whole = self._text.replace("…", _USUAL_SIZE)  # so that nothing moves when the size is known
        return QSize(_SWATCH + 6 + metrics.horizontalAdvance(whole) + 12, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(_SWATCH + 40, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme_manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        swatch = QRectF(0.5, (self.height() - _SWATCH) / 2, _SWATCH, _SWATCH)
        painter.setPen(QPen(QColor(theme.border_strong), 1) if self._place == 4 else Qt.PenStyle.NoPen)
        painter.setBrush(_color(self._theme_manager, self._place, is_too_much=self._is_too_much))
        painter.drawRoundedRect(swatch, 3, 3)
        painter.setFont(self._theme_manager.font(TextSize.CAPTION))
        painter.setPen(QColor(theme.text_muted))
        room = self.rect().adjusted(_SWATCH + 6, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextDontClip.value
        painter.drawText(room, flags, shown)


def _color(theme_manager: ThemeManager, place: int, *, is_too_much: bool) -> QColor:
    """Give the colour of a part: others, weights, context, working memory, what is left."""
    theme = theme_manager.theme
    if place in (0, 4):
        return QColor(theme.text_faint if place == 0 else theme.pressed)
    strong, ground = QColor(theme.danger if is_too_much else theme.accent), QColor(theme.surface)
    share = _OPACITIES[place - 1]
    red, green, blue = (
        round(share * one + (1 - share) * other)
        for one, other in zip(strong.getRgb()[:3], ground.getRgb()[:3], strict=True)
    )
    return QColor(red, green, blue)


def _legend(use: MemoryUse | None) -> tuple[str, str, str, str, str]:
    left = QCoreApplication.translate("FitBar", "Still free {size}")
    if use is not None and use.left < 0:
        left = QCoreApplication.translate("FitBar", "Missing {size}")
    sizes = ["…"] * 5
    if use is not None:
        parts = (use.others, use.weights, use.context, use.working, abs(use.left))
        sizes = [file_size(part) for part in parts]
    return (
        QCoreApplication.translate("FitBar", "Other programs {size}").format(size=sizes[0]),
        QCoreApplication.translate("FitBar", "Model {size}").format(size=sizes[1]),
        QCoreApplication.translate("FitBar", "Context {size}").format(size=sizes[2]),
        QCoreApplication.translate("FitBar", "Working memory {size}").format(size=sizes[3]),
        left.format(size=sizes[4]),
    )
