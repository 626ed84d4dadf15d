"""Editors for one value of the settings each: number, rate, switch, choice, line, text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_chat.ui.settings.values import Place, bounds, choices
from desktop_chat.ui.widgets.fields import ComboBox, DoubleSpinBox, SpinBox

_TEXT_HEIGHT = 96
_NUMBER_WIDTH = 180
_MEGABYTE = 1_000_000
_GREATEST_RATE = 10_000  # MB/s


class Editor(QObject):
    """A widget bound to a place in the settings.

    Signals:
        changed: (place, value) the user set another value.
    """

    changed = Signal(object, object)
    is_wide = False  # it takes the whole width, below its label

    def __init__(self, place: Place, widget: QWidget) -> None:
        super().__init__(widget)
        self.place = place
        self.widget = widget

    def describe(self, name: str, hint: str) -> None:
        """Name what takes the focus, for screen readers."""
        self.widget.setAccessibleName(name)
        self.widget.setAccessibleDescription(hint)

    def show_value(self, value: object) -> None:
        """Show a value without telling `changed`."""
        raise NotImplementedError

    def _tell(self, value: object) -> None:
        self.changed.emit(self.place, value)


class NumberEditor(Editor):
    """A number in its range; `special` names what its least value means, such as `Automatic`."""

    def __init__(self, place: Place, *, decimals: int = 0, step: float = 1, special: str = "") -> None:
        spin = DoubleSpinBox() if decimals else SpinBox()
        super().__init__(place, spin)
        self._spin = spin
        least, greatest = bounds(place)
        if isinstance(spin, DoubleSpinBox):
            spin.setDecimals(decimals)
            spin.setRange(least, greatest)
            spin.setSingleStep(step)
        else:
            spin.setRange(int(least), int(min(greatest, 2**31 - 1)))
            spin.setSingleStep(int(step))
        spin.setSpecialValueText(special)
        spin.setKeyboardTracking(False)
        spin.setFixedWidth(_NUMBER_WIDTH)
        spin.valueChanged.connect(self._tell)

    def show_value(self, value: float) -> None:
        """Show a number."""
        self._spin.blockSignals(True)
        self._spin.setValue(value)  # type: ignore[arg-type]
        self._spin.blockSignals(False)


class RateEditor(Editor):
    """Bytes a second, shown as MB/s; `special` names what 0 means."""

    def __init__(self, place: Place, *, special: str) -> None:
        spin = DoubleSpinBox()
        super().__init__(place, spin)
        self._spin = spin
        spin.setDecimals(1)
        spin.setRange(0, _GREATEST_RATE)
        spin.setSuffix(" MB/s")
        spin.setSpecialValueText(special)
        spin.setKeyboardTracking(False)
        spin.setFixedWidth(_NUMBER_WIDTH)
        spin.valueChanged.connect(lambda value: self._tell(round(value * _MEGABYTE)))

    def show_value(self, value: int) -> None:
        """Show bytes a second; a rate that is not 0 is never shown as none."""
        self._spin.blockSignals(True)
        self._spin.setValue(max(value / _MEGABYTE, 0.1) if value else 0)
        self._spin.blockSignals(False)


class PercentEditor(Editor):
    """A factor, shown in percent."""

    def __init__(self, place: Place, *, step: int) -> None:
        spin = SpinBox()
        super().__init__(place, spin)
        self._spin = spin
        least, greatest = bounds(place)
        spin.setRange(round(100 * least), round(100 * greatest))
        spin.setSingleStep(step)
        spin.setSuffix(f" {QLocale().percent()}")
        spin.setKeyboardTracking(False)
        spin.setFixedWidth(_NUMBER_WIDTH)
        spin.valueChanged.connect(lambda percent: self._tell(percent / 100))

    def show_value(self, value: float) -> None:
        """Show a factor."""
        self._spin.blockSignals(True)
        self._spin.setValue(round(100 * value))
        self._spin.blockSignals(False)


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, place: Place) -> None:
        box = QCheckBox()
        super().__init__(place, box)
        self._box = box
        box.clicked.connect(self._tell)

    def show_value(self, value: bool) -> None:
        """Show whether it is on."""
        self._box.setChecked(value)


class ChoiceEditor(Editor):
    """One of a few values; `names` gives what each is called, in the order they are shown."""

    def __init__(self, place: Place, names: dict[Any, str]) -> None:
        if set(names) != set(choices(place)):
            raise ValueError(".".join(place))
        box = ComboBox()
        super().__init__(place, box)
        self._box = box
        for value, name in names.items():
            box.addItem(name, value)
        box.setMinimumWidth(180)
        box.activated.connect(lambda _: self._tell(box.currentData()))

    def show_value(self, value: object) -> None:
        """Show which one is set."""
        self._box.setCurrentIndex(self._box.findData(value))


class LineEditor(Editor):
    """A line. `parse` makes the value of it and raises ValueError; then `problem` is said, and nothing told.

    A good one is told when it is complete: with Enter, or when the focus leaves.
    """

    is_wide = True

    def __init__(self, place: Place, *, parse: Callable[[str], object], problem: str) -> None:
        ground = QWidget()
        super().__init__(place, ground)
        self._parse = parse
        self._value: object = ""
        self._line = QLineEdit()
        self._problem = QLabel(problem)
        self._problem.setWordWrap(True)
        self._problem.setProperty("tone", "danger")
        self._problem.setProperty("textSize", "caption")
        self._problem.hide()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._line)
        column.addWidget(self._problem)
        ground.setFocusProxy(self._line)
        self._line.textChanged.connect(self._check)
        self._line.editingFinished.connect(self._on_finished)

    def describe(self, name: str, hint: str) -> None:
        """Name the field for screen readers."""
        self._line.setAccessibleName(name)
        self._line.setAccessibleDescription(hint)

    def show_value(self, value: object) -> None:
        """Show a text, unless one is being typed."""
        self._value = value
        if not self._line.hasFocus():
            self._line.setText(str(value))

    def _check(self) -> None:
        is_good = self._parsed() is not None
        self._problem.setVisible(not is_good)
        self._line.setProperty("invalid", not is_good)
        self._line.style().polish(self._line)

    def _parsed(self) -> object | None:
        try:
            return self._parse(self._line.text())
        except ValueError:
            return None

    def _on_finished(self) -> None:
        value = self._parsed()
        if value is not None and value != self._value:
            self._value = value
            self._tell(value)


class TextEditor(Editor):
    """A longer text. `parse` makes the value of it and raises ValueError; then the old value stays."""

    is_wide = True

    def __init__(
        self,
        place: Place,
        *,
        parse: Callable[[str], object] = str,
        format_value: Callable[[Any], str] = str,
        is_code: bool = False,
    ) -> None:
        text = QPlainTextEdit()
        super().__init__(place, text)
        self._text = text
        self._parse = parse
        self._format = format_value
        text.setTabChangesFocus(True)
        text.setFixedHeight(_TEXT_HEIGHT)
        if is_code:
            font = text.font()
            font.setStyleHint(font.StyleHint.Monospace)
            text.setFont(font)
        text.textChanged.connect(self._on_changed)

    def show_value(self, value: object) -> None:
        """Show a text, unless it is the one being typed."""
        if self._text.hasFocus():
            return
        self._text.blockSignals(True)
        self._text.setPlainText(self._format(value))
        self._text.blockSignals(False)
        self._mark(valid=True)

    def _on_changed(self) -> None:
        try:
            value = self._parse(self._text.toPlainText())
        except ValueError:
            self._mark(valid=False)
        else:
            self._mark(valid=True)
            self._tell(value)

    def _mark(self, *, valid: bool) -> None:
        self._text.setProperty("invalid", not valid)
        self._text.style().polish(self._text)


def lines(text: str) -> tuple[str, ...]:
    """Give the lines of a text that have something in them."""
    return tuple(line for line in text.splitlines() if line.strip())


def biases(text: str) -> dict[int, float]:
    """Read lines such as `1234 = -100`: token and bias; raises ValueError."""
    found: dict[int, float] = {}
    for line in lines(text):
        token, sign, bias = line.partition("=")
        if not sign or not -100 <= float(bias) <= 100 or int(token) < 0:
            raise ValueError(line)
        found[int(token)] = float(bias)
    return found


def biases_text(found: dict[int, float]) -> str:
    """Write biases as `biases` reads them."""
    return "\n".join(f"{token} = {bias:g}" for token, bias in found.items())
