"""Text at twice its usual size in a small window: nothing is cut off, it wraps or scrolls instead."""

from contextlib import suppress

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QToolButton,
)
from pytestqt.exceptions import TimeoutError  # noqa: A004  it is that one

from desktop_chat.ui.widgets.elided_label import ElidedLabel
from tests.app.surfaces import SURFACES, write_conversations

SMALL = QSize(900, 600)
_BAR = 16  # pixels of a scroll bar
_SLACK = 4  # pixels: widths are rounded, and lines of Hangul are higher than its letters


@pytest.fixture(params=["en", "ko"])
def reader(person, request):
    """A person who sees badly, in both languages."""
    write_conversations(person)
    person.write_settings(f'[language]\nlanguage = "{request.param}"\n[appearance]\ntext_scale = 2.0\n')
    person.start()
    person.window.resize(SMALL)
    return person


def cut(window) -> list[str]:
    """Name what shows less than its text, but for what says so with “…”."""
    shown = [each for kind in (QLabel, QAbstractButton, QLineEdit) for each in window.findChildren(kind)]
    wrong = []
    for each in shown:
        if not each.isVisible() or each.window() is not window or isinstance(each, ElidedLabel | QToolButton):
            continue
        wanted = each.sizeHint()
        if not (each.text() or isinstance(each, QLineEdit)):
            continue
        if isinstance(each, QLabel):
            if each.wordWrap():
                wanted = QSize(0, each.heightForWidth(each.width()))
        else:  # the room around its words may be less
            wanted = QSize(0 if isinstance(each, QLineEdit) else wanted.width(), each.fontMetrics().height())
        if wanted.width() > each.width() + _SLACK or wanted.height() > each.height() + _SLACK:
            text = each.text()[:50] or each.accessibleName()
            wrong.append(
                f"{type(each).__name__} “{text}”: wants {wanted.toTuple()}, has {each.size().toTuple()}"
            )
    for area in window.findChildren(QScrollArea):
        content, room = area.widget(), area.viewport().width()
        if area.isVisible() and content is not None and content.width() > room + _BAR:
            wrong.append(f"{type(area).__name__}: {content.width()} wide in {room}")
    return wrong


@pytest.mark.parametrize("surface", SURFACES)
def test_nothing_is_cut_off_in_a_small_window(reader, surface):
    (window,) = SURFACES[surface](reader)
    if not isinstance(window, QMenu) and window.isWindow() and window.size().width() > SMALL.width():
        window.resize(SMALL)
    with suppress(TimeoutError):  # layouts and what is read from the disk come a moment later
        reader.qtbot.waitUntil(lambda: not cut(window), timeout=2000)
    wrong = cut(window)
    assert not wrong, "\n".join(wrong)
