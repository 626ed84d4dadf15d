import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from desktop_chat.models.hub.download import Progress
from desktop_chat.ui.sidebar.download_strip import DownloadStrip
from desktop_chat.ui.sidebar.sidebar import Sidebar
from desktop_chat.ui.widgets.icon_button import IconButton
from tests.ui.downloads import RUNNING, TOTAL, UNREACHABLE, download


@pytest.fixture
def sidebar(theme_manager, qtbot):
    made = Sidebar(theme_manager)
    made.resize(264, 600)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def strip(sidebar):
    return sidebar.findChild(DownloadStrip)


def said(sidebar):
    return [label.text() for label in strip(sidebar).findChildren(QLabel) if label.isVisible()]


def pause(sidebar):
    return strip(sidebar).findChild(IconButton)


def test_without_downloads_there_is_no_strip(sidebar):
    sidebar.set_downloads([])
    assert strip(sidebar) is None


def test_a_download_tells_how_far_it_is(sidebar):
    sidebar.set_downloads([download("running")])
    sidebar.set_download_progress("Small 3B", RUNNING)
    assert said(sidebar) == ["Small 3B", "45 % · 12 MB/s · 4 min left"]
    bar = strip(sidebar).findChild(QProgressBar)
    assert bar.value() / bar.maximum() == 0.45


def test_several_downloads_are_told_as_one(sidebar):
    sidebar.set_downloads([download("running", name="One"), download("queued", name="Two", done=0)])
    sidebar.set_download_progress("One", Progress(TOTAL // 2, TOTAL, 10_500_000, 100.0))
    title, state = said(sidebar)
    assert title.startswith("2 download")
    assert state == "25 % · 11 MB/s · 5 min left"


def test_downloads_that_are_done_leave_the_strip(sidebar):
    sidebar.set_downloads([download("running", name="One"), download("done", name="Two")])
    assert said(sidebar)[0] == "One"
    sidebar.set_downloads([download("done", name="One"), download("done", name="Two")])
    assert not strip(sidebar).isVisible()


def test_a_fault_is_a_sentence_and_stands_there_whole(sidebar, qtbot):
    sidebar.set_downloads([download("failed", UNREACHABLE)])
    qtbot.waitUntil(lambda: len(said(sidebar)) == 3)
    sentence = next(each for each in strip(sidebar).findChildren(QLabel) if "hub.example" in each.text())
    qtbot.waitUntil(lambda: sentence.height() >= sentence.heightForWidth(sentence.width()))


def test_a_click_opens_the_models(sidebar, qtbot):
    sidebar.set_downloads([download("running")])
    with qtbot.waitSignal(sidebar.models_requested):
        qtbot.mouseClick(strip(sidebar), Qt.MouseButton.LeftButton, pos=strip(sidebar).rect().center())


def test_the_keyboard_opens_the_models(sidebar, qtbot):
    sidebar.set_downloads([download("running")])
    strip(sidebar).setFocus()
    with qtbot.waitSignal(sidebar.models_requested):
        qtbot.keyClick(strip(sidebar), Qt.Key.Key_Space)


def test_its_button_pauses_what_goes_on(sidebar, qtbot):
    told = []
    sidebar.pause_requested.connect(told.append)
    states = {"One": "running", "Two": "queued", "Three": "paused"}
    sidebar.set_downloads([download(state, name=name) for name, state in states.items()])
    assert pause(sidebar).accessibleName() == "Pause all downloads"
    with qtbot.assertNotEmitted(sidebar.models_requested):
        qtbot.mouseClick(pause(sidebar), Qt.MouseButton.LeftButton)
    assert told == ["One", "Two"]


def test_its_button_goes_on_with_what_stopped(sidebar, qtbot):
    sidebar.set_downloads([download("failed", UNREACHABLE)])
    assert pause(sidebar).accessibleName() == "Continue the download"
    with qtbot.waitSignal(sidebar.resume_requested) as told:
        qtbot.mouseClick(pause(sidebar), Qt.MouseButton.LeftButton)
    assert told.args == ["Small 3B"]


def test_in_a_sidebar_of_icons_it_is_a_sign_that_tells_the_rest(sidebar):
    sidebar.set_collapsed(True)
    sidebar.set_downloads([download("running")])
    sidebar.set_download_progress("Small 3B", RUNNING)
    assert not pause(sidebar).isVisible()
    assert strip(sidebar).findChild(QProgressBar).isVisible()
    assert "45 %" in strip(sidebar).toolTip()
    sidebar.set_collapsed(False)
    assert said(sidebar)[0] == "Small 3B"


def test_screen_readers_hear_all_of_it(sidebar):
    sidebar.set_downloads([download("failed", UNREACHABLE)])
    name = strip(sidebar).accessibleName()
    assert all(words in name for words in ("Small 3B", "Stopped · 45 %", "cannot be reached"))


def test_the_models_have_a_button_and_a_shortcut(sidebar, qtbot):
    models = next(one for one in sidebar.findChildren(QPushButton) if one.text().strip() == "Models")
    assert "Ctrl+Shift+M" in models.toolTip()
    with qtbot.waitSignal(sidebar.models_requested):
        qtbot.mouseClick(models, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(sidebar.models_requested):
        qtbot.keyClick(
            sidebar, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
