import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QScrollArea

from desktop_chat.models.places.found import FoundModel
from desktop_chat.ui.chat.empty_state import EmptyState
from desktop_chat.ui.widgets.icon_button import IconButton
from tests.ui.downloads import OFFER, RUNNING, UNREACHABLE, download


@pytest.fixture
def empty(qtbot, theme_manager):
    widget = EmptyState(theme_manager)
    qtbot.addWidget(widget)
    widget.resize(800, 700)
    widget.show()
    widget.activateWindow()
    return widget


@pytest.fixture
def first(empty):
    return empty.first_model


def said(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(widget, name):
    kinds = (*widget.findChildren(QPushButton), *widget.findChildren(IconButton))
    found = [each for each in kinds if each.isVisible() and name in (each.text(), each.accessibleName())]
    assert len(found) == 1, [each.accessibleName() for each in kinds if each.isVisible()]
    return found[0]


def has_button(widget, name):
    buttons = widget.findChildren(QPushButton)
    return any(each.text() == name for each in buttons if each.isVisible())


def place(widget, of):
    return of.mapTo(widget, of.rect().topLeft()).toTuple()


def test_an_offer_says_what_it_costs_and_is_taken_with_one_click(first, qtbot):
    first.set_offer(OFFER)
    for words in ("Small 3B", "Answers well and fast.", "2.1 GB download", "3.0 GB of memory", "Apache 2.0"):
        assert words in said(first)
    with qtbot.waitSignal(first.download_requested) as told:
        qtbot.mouseClick(button(first, "Download and start"), Qt.MouseButton.LeftButton)
    assert told.args == ["small"]


def test_an_offer_is_taken_by_keyboard(first, qtbot):
    first.set_offer(OFFER)
    get = button(first, "Download and start")
    get.setFocus()
    with qtbot.waitSignal(first.download_requested):
        qtbot.keyClick(get, Qt.Key.Key_Space)


def test_nothing_moves_when_the_offer_comes_and_when_it_is_taken(empty, first, qtbot):
    fixed = (first.open_button, *empty.findChildren(QLabel)[:2])
    qtbot.waitUntil(first.isVisible)
    empty.grab()
    before = [place(empty, each) for each in fixed]
    first.set_offer(OFFER)
    first.set_found([FoundModel("/m/a.gguf", "ollama", "a", 1)])
    empty.grab()
    assert [place(empty, each) for each in fixed] == before
    first.set_offer_progress(download("running"), RUNNING)
    empty.grab()
    assert [place(empty, each) for each in fixed] == before


def test_the_progress_stands_where_the_button_was(first):
    first.set_offer(OFFER)
    first.set_offer_progress(download("running"), RUNNING)
    assert not has_button(first, "Download and start")
    assert "945 MB of 2.1 GB · 4 min left" in said(first)
    bar = first.findChild(QProgressBar)
    assert bar.value() / bar.maximum() == 0.45


def test_a_download_known_before_the_offer_is_shown_with_it(first):
    first.set_offer_progress(download("paused"))
    first.set_offer(OFFER)
    assert "Paused · 945 MB of 2.1 GB" in said(first)


def test_the_keyboard_stays_at_the_place_where_the_download_began(first):
    first.set_offer(OFFER)
    button(first, "Download and start").setFocus()
    first.set_offer_progress(download("queued"))
    assert button(first, "Pause").hasFocus()


def test_a_download_is_paused_and_goes_on(first, qtbot):
    first.set_offer(OFFER)
    first.set_offer_progress(download("running"), RUNNING)
    with qtbot.waitSignal(first.pause_requested) as told:
        qtbot.mouseClick(button(first, "Pause"), Qt.MouseButton.LeftButton)
    assert told.args == ["Small 3B"]
    first.set_offer_progress(download("paused"))
    assert "Paused · 945 MB of 2.1 GB" in said(first)
    with qtbot.waitSignal(first.resume_requested):
        qtbot.mouseClick(button(first, "Continue"), Qt.MouseButton.LeftButton)


def test_a_download_that_is_cancelled_is_offered_again(first, qtbot):
    first.set_offer(OFFER)
    first.set_offer_progress(download("running"), RUNNING)
    with qtbot.waitSignal(first.cancel_requested):
        qtbot.mouseClick(button(first, "Cancel the download"), Qt.MouseButton.LeftButton)
    first.set_offer_progress(None)
    assert has_button(first, "Download and start")


@pytest.mark.parametrize("state", ["failed", "waiting"])
def test_a_fault_is_a_sentence_with_a_way_on(first, qtbot, state):
    first.set_offer(OFFER)
    first.set_offer_progress(download(state, UNREACHABLE))
    assert "“hub.example” cannot be reached" in said(first)
    with qtbot.waitSignal(first.resume_requested):
        qtbot.mouseClick(button(first, "Try again"), Qt.MouseButton.LeftButton)


def test_a_model_that_is_there_gives_way_to_first_questions(empty, first):
    first.set_offer(OFFER)
    first.set_offer_progress(download("done"))
    assert "Downloaded. It is being loaded…" in said(first)
    empty.set_has_model(True)
    assert not first.isVisible()
    assert all(card.isVisible() for card in empty.cards)


def test_models_of_other_apps_are_counted_and_offered(first, qtbot):
    found = [FoundModel(f"/m/{n}.gguf", "lm_studio", str(n), 1) for n in range(3)]
    first.set_found([*found, FoundModel("/m/x.gguf", "ollama", "x", 1)])
    assert "LM Studio: 3, Ollama: 1" in said(first)
    with qtbot.waitSignal(first.import_requested):
        qtbot.mouseClick(button(first, "Use models you already have…"), Qt.MouseButton.LeftButton)


def test_without_models_of_other_apps_nobody_is_asked(first):
    first.set_found([])
    assert not has_button(first, "Use models you already have…")


def test_without_an_offer_the_file_is_the_first_choice(first, qtbot):
    first.set_offer(None)
    assert "Looking for" not in said(first)
    assert first.open_button.property("kind") == "primary"
    with qtbot.waitSignal(first.models_requested):
        qtbot.mouseClick(button(first, "Choose another model…"), Qt.MouseButton.LeftButton)


def test_offline_nothing_is_offered_and_files_still_open(first, qtbot):
    first.set_offer(OFFER)
    first.set_offline(True)
    assert "set to stay offline" in said(first)
    assert not has_button(first, "Download and start")
    with qtbot.waitSignal(first.open_file_requested):
        qtbot.mouseClick(first.open_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(first.network_settings_requested):
        qtbot.mouseClick(button(first, "Network settings…"), Qt.MouseButton.LeftButton)
    first.set_offline(False)
    assert has_button(first, "Download and start")


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_all_of_it_can_be_reached_in_the_smallest_window(empty, first, theme_manager, qtbot, scale):
    theme_manager.set_text_scale(scale)
    first.set_offer(OFFER)
    first.set_found([FoundModel("/m/a.gguf", "ollama", "a", 1)])
    empty.resize(380, 340)
    qtbot.waitUntil(lambda: empty.findChild(QScrollArea) is not None)
    last = button(first, "Use models you already have…")
    last.setFocus(Qt.FocusReason.TabFocusReason)
    empty.findChild(QScrollArea).ensureWidgetVisible(last)
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_a_start_loads_nothing_of_offers():
    code = (
        "import sys, desktop_chat.ui.chat.empty_state, desktop_chat.ui.sidebar.sidebar;"
        "assert not [name for name in sys.modules if 'offer' in name or 'download' in name or 'places' in name]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
