"""Whether a model fits this PC: a word, a sentence and the memory bar."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_chat.models.fit import Advice, Fit
from desktop_chat.ui.models import words
from desktop_chat.ui.models.fit_bar import FitBar, MemoryUse
from desktop_chat.ui.sentences import file_size
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

_SIGN = 20


class FitCard(QFrame):
    """Shows a memory plan; before it is known, the place where it will be."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._fit: Fit | None = None
        self.setProperty("role", "card")
        self._sign = QLabel()
        self._sign.setFixedSize(_SIGN, _SIGN)
        self._word = QLabel()
        self._word.setProperty("textSize", "lead")
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._bar = FitBar(theme_manager)
        first = QHBoxLayout()
        first.setSpacing(SPACING)
        first.addWidget(self._sign)
        first.addWidget(self._word, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACING, SPACING + SPACING // 2, 2 * SPACING, SPACING + SPACING // 2)
        column.setSpacing(SPACING)
        column.addLayout(first)
        column.addWidget(self._sentence)
        column.addWidget(self._bar)
        theme_manager.changed.connect(self._tint)

    def show_fit(self, fit: Fit | None, *, is_resident: bool = False) -> None:
        """Show how a model fits; None: it is being found out."""
        self._fit = fit
        self._bar.show_use(MemoryUse.of(fit) if fit is not None else None)
        self._word.setText(_word(fit, is_resident=is_resident))
        self._sentence.setText(_sentence(fit, is_resident=is_resident))
        self._sentence.setMinimumHeight(2 * self._sentence.fontMetrics().lineSpacing())
        self._tint()

    def _tint(self) -> None:
        if self._fit is None:
            name, token = "model", "text_muted"
        else:
            name, token = words.VERDICT_SIGNS[self._fit.verdict]
        icon = self._theme_manager.icon(name, token)
        self._sign.setPixmap(icon.pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatioF()))
        self._word.setProperty("tone", token.removeprefix("text_"))
        self._word.style().polish(self._word)


def _word(fit: Fit | None, *, is_resident: bool) -> str:
    if fit is None:
        return QCoreApplication.translate("FitCard", "On this PC")
    if is_resident:
        return QCoreApplication.translate("FitCard", "In memory")
    return words.verdict(fit.verdict)


def _sentence(fit: Fit | None, *, is_resident: bool) -> str:
    if fit is None:
        return QCoreApplication.translate("FitCard", "Finding out what it needs…")
    parts = [_needs(fit, is_resident=is_resident)]
    if fit.verdict == "does_not_fit":
        return " ".join([*parts, _what_would_fit(fit)])
    if fit.reply_rate:
        speed = words.words_a_second(fit.reply_rate)
        parts.append(QCoreApplication.translate("FitCard", "Writes {speed}.").format(speed=speed))
    if fit.longest_context:
        text = QCoreApplication.translate("FitCard", "Can keep up to {tokens} tokens in view.")
        parts.append(text.format(tokens=words.tokens(fit.longest_context)))
    if fit.advice:
        parts.append(_advice(fit.advice[0]))
    if fit.plan.device_bytes:
        text = QCoreApplication.translate("FitCard", "{size} of it lie in the memory of the graphics card.")
        parts.append(text.format(size=file_size(fit.plan.device_bytes)))
    return " ".join(parts)


def _needs(fit: Fit, *, is_resident: bool) -> str:
    needed = file_size(fit.needed_bytes)
    if is_resident:
        return QCoreApplication.translate("FitCard", "Takes {needed} of memory now.").format(needed=needed)
    text = QCoreApplication.translate("FitCard", "Needs {needed} of the {free} that are free.")
    if fit.needed_bytes > fit.free_bytes:
        text = QCoreApplication.translate("FitCard", "Needs {needed}, and {free} are free.")
    return text.format(needed=needed, free=file_size(max(fit.free_bytes, 0)))


def _advice(code: Advice) -> str:
    return {
        "shorter_context": QCoreApplication.translate("FitCard", "A shorter context takes less."),
        "smaller_quantization": QCoreApplication.translate("FitCard", "A smaller file would suit better."),
        "close_programs": QCoreApplication.translate(
            "FitCard", "Close other programs to be on the safe side."
        ),
        "use_gpu": QCoreApplication.translate(
            "FitCard", "Let the graphics card help: the settings of models say how."
        ),
        "repack_for_speed": QCoreApplication.translate(
            "FitCard", "Repacking it for this processor, in the settings, makes it write faster."
        ),
    }[code]


def _what_would_fit(fit: Fit) -> str:
    if fit.longest_context:
        text = QCoreApplication.translate("FitCard", "With a context of up to {tokens} tokens it would fit.")
        return text.format(tokens=words.tokens(fit.longest_context))
    if fit.largest_file_bytes <= 0:
        return QCoreApplication.translate("FitCard", "Close other programs, or choose a smaller model.")
    text = QCoreApplication.translate("FitCard", "A file of up to {largest} would fit.")
    return text.format(largest=file_size(fit.largest_file_bytes))
