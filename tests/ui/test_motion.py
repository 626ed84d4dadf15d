"""Movements: all of them run through one module, and none where people want none."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

import desktop_chat.ui
from desktop_chat.ui.motion import Motion, Ticks

SOURCES = sorted(Path(desktop_chat.ui.__file__).parent.rglob("*.py"))
ANIMATED = re.compile(r"Q\w*Animation\b|QTimeLine|startTimer\(|timerEvent")


@pytest.fixture
def owner(qapp):
    made = QObject()
    yield made
    made.deleteLater()


def test_nothing_moves_but_through_the_module_for_it():
    assert len(SOURCES) > 200
    moving = [file.name for file in SOURCES if ANIMATED.search(file.read_text(encoding="utf-8"))]
    assert moving == ["motion.py"]


def test_a_movement_takes_its_time_and_ends(theme_manager, owner, qtbot):
    motion, parts = Motion(theme_manager, 40, owner), []
    motion.moved.connect(parts.append)
    with qtbot.waitSignal(motion.ended):
        motion.start()
        assert motion.is_running
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert len(parts) > 1


def test_a_movement_is_done_at_once_where_motion_is_reduced(theme_manager, owner):
    theme_manager.set_motion_reduced(True)
    motion, heard = Motion(theme_manager, 10_000, owner), []
    motion.moved.connect(heard.append)
    motion.ended.connect(lambda: heard.append("ended"))
    motion.start()
    assert heard == [1.0, "ended"]


def test_what_goes_on_and_on_rests_where_motion_is_reduced(theme_manager, owner, qtbot):
    ticks = Ticks(theme_manager, 5, owner)
    with qtbot.waitSignal(ticks.ticked):
        ticks.start()
    theme_manager.set_motion_reduced(True)
    qtbot.waitUntil(lambda: not ticks.is_running)
    ticks.start()
    assert not ticks.is_running
