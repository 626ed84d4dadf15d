"""Blocks, and where on a view their words are."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop_chat.markdown.blocks import Code, Paragraph, Run


def paragraph(text, within=()):
    return Paragraph((Run(text),), within)


def long_code(lines, language="python"):
    """Code in parts, as a reader of Markdown gives it."""
    texts = [f"value_{number} = {number}" for number in range(lines)]
    parts = [texts[start : start + 40] for start in range(0, lines, 40)]
    return tuple(Code(language, "\n".join(part), (), number) for number, part in enumerate(parts))


def place_of(view, words):
    """The middle of words, on the view."""
    for index, box in enumerate(view.stack.boxes):
        at = box.text.find(words)
        if at >= 0:
            rect = box.rects(at, at + len(words))[0].translated(view.stack.origin(index))
            return QPoint(round(rect.center().x()), round(rect.center().y()))
    raise AssertionError(f"not shown: {words}")


def move_mouse(view, place, buttons=Qt.MouseButton.NoButton):
    """Move the mouse to a place on a view, some buttons held."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        view.mapToGlobal(QPointF(place)),
        Qt.MouseButton.NoButton,
        buttons,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, event)


def enter_by_tab(view):
    """Have the keyboard come to a view as the Tab key brings it."""
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)


def colors(view, rect=None):
    """The colours that are seen."""
    picture = view.grab(rect).toImage() if rect else view.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
