"""A person uses the Models window: they look, type, choose, download, pause, remove and write notes."""

import pytest
from msgspec import structs
from PySide6.QtCore import QEvent, QLocale, QMimeData, QPoint, QPointF, Qt, QTranslator, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from desktop_chat.faults import Fault
from desktop_chat.models.hub.download import Progress
from desktop_chat.models.hub.listing import SearchQuery
from desktop_chat.models.library import ModelSettings
from desktop_chat.ui.models.choices import ChoiceRow
from desktop_chat.ui.models.drop_sign import DropSign
from desktop_chat.ui.models.entries import EntryKey
from desktop_chat.ui.models.entry_view import EntryView
from desktop_chat.ui.models.hub_filters import HubFilters
from desktop_chat.ui.models.window import ModelsWindow
from desktop_chat.ui.theme import LIGHT
from desktop_chat.ui.widgets.fields import ComboBox
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.saved_text import SavedText
from tests.ui.models import shelf_samples as samples

HUB_KEY = EntryKey("hub", samples.SUMMARY.id)
LLAMA_KEY = EntryKey("catalog", samples.LLAMA_8B.id)
RUNNING_KEY = EntryKey("download", samples.RUNNING.id)


@pytest.fixture
def english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def bare(qtbot, theme_manager, english):
    """The window of someone without a model."""
    window = ModelsWindow(theme_manager)
    qtbot.addWidget(window)
    window.set_catalog(samples.CATALOG, samples.LICENCES, samples.UNAVAILABLE)
    window.set_recommended(samples.OFFERS)
    window.set_fits(samples.QWEN_KEY, samples.fits_of(samples.QWEN, "fits", "fits", "tight"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def window(bare):
    """The window of someone with models and downloads."""
    bare.set_installed(samples.INSTALLED)
    bare.set_downloads(samples.DOWNLOADS)
    bare.set_progress(samples.RUNNING.id, samples.PROGRESS)
    return bare


def field(window):
    return next(one for one in window.findChildren(QLineEdit) if one.placeholderText().startswith("Search"))


def entries(window):
    return window.findChild(EntryView)


def lines(window):
    model = entries(window).model()
    return [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def place(window, key):
    view = entries(window)
    index = view.model().index_of(key)
    view.scrollTo(index)
    return view.visualRect(index).center()


def click_entry(qtbot, window, key):
    qtbot.mouseClick(entries(window).viewport(), Qt.MouseButton.LeftButton, pos=place(window, key))


def line_of(window, start):
    view = entries(window)
    row = next(at for at, text in enumerate(lines(window)) if text.startswith(start))
    view.scrollTo(view.model().index(row))
    return view.visualRect(view.model().index(row)).center()


def click_line(qtbot, window, start):
    qtbot.mouseClick(entries(window).viewport(), Qt.MouseButton.LeftButton, pos=line_of(window, start))


def button(window, text):
    found = [
        one for one in window.findChildren(QPushButton) if one.text().strip() == text and one.isVisible()
    ]
    assert found, [one.text() for one in window.findChildren(QPushButton) if one.isVisible()]
    return found[0]


def press(qtbot, window, text):
    QApplication.processEvents()  # what is new in a layout is shown by an event
    qtbot.mouseClick(button(window, text), Qt.MouseButton.LeftButton)


def said(window):
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def cut(window):
    """Give the texts that have less room than they need."""
    buttons = [one for one in window.findChildren(QPushButton) if one.isVisible()]
    labels = [one for one in window.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    narrow = [one.text() for one in buttons if one.width() < one.sizeHint().width()]
    return narrow + [one.text() for one in labels if one.height() < one.heightForWidth(one.width())]


def current(window):
    row = entries(window).model().row(entries(window).currentIndex())
    return row and (row.key or row.action)


# ---- looking


def test_someone_without_a_model_sees_the_best_for_this_pc_and_downloads_it_with_one_click(bare, qtbot):
    assert bare.shown == samples.QWEN_KEY
    assert "Qwen3 8B, The best answers this PC can give, Fits" in lines(bare)
    with qtbot.waitSignal(bare.download_requested) as told:
        press(qtbot, bare, "Download 4.9 GB")
    assert told.args == [samples.QWEN_KEY, samples.QWEN.files[1].pattern]


def test_the_list_shows_downloads_models_of_this_pc_recommendations_and_the_rest(window):
    headings = ["Downloading", "On this PC", "Recommended for this PC", "More models"]
    assert [line for line in lines(window) if line in headings] == headings


def test_each_model_of_this_pc_shows_its_size_its_app_and_its_state(window):
    window.set_resident([samples.OLLAMA.path])
    shown = lines(window)
    assert "Qwen2.5 7B Instruct, 7.6B · Q4_K_M · 4.7 GB" in shown
    assert "llama3.2:3b, 3.2B · Q4_K_M · 2.0 GB, Ollama, In memory" in shown
    assert "tiny, 1.1B · Q4_0 · 638 MB, File changed" in shown
    assert "Vicuna 7B, Q5_K_M · 4.8 GB, File missing" in shown


def test_a_download_shows_how_much_how_fast_and_how_long(window):
    assert "Gemma 3 4B · Q4_K_M, 1.3 of 4.1 GB · 12 MB/s · 4 min left" in lines(window)
    window.set_progress(samples.RUNNING.id, Progress(2_050_000_000, 4_100_000_000, 24_000_000.0, 30.0))
    assert any("2.0 of 4.1 GB · 24 MB/s · 30 s left" in line for line in lines(window))


def test_what_is_recommended_is_not_listed_twice(window):
    assert sum(line.startswith("Qwen3 8B") for line in lines(window)) == 1


def test_the_model_used_last_is_shown_first(window):
    assert window.shown == samples.SMALL_KEY


def test_the_details_stay_with_what_the_user_chose(window, qtbot):
    click_entry(qtbot, window, samples.QWEN_KEY)
    window.set_installed([samples.OLLAMA, samples.SMALL])
    assert window.shown == samples.QWEN_KEY


def test_choosing_an_entry_asks_for_what_is_not_known_of_it(window, qtbot):
    with qtbot.waitSignal(window.entry_selected) as told:
        click_entry(qtbot, window, LLAMA_KEY)
    assert told.args == [LLAMA_KEY]


def test_running_past_entries_asks_only_for_the_last(window, qtbot):
    told = []
    entries(window).enter()
    with qtbot.waitSignal(window.entry_selected):
        for _ in range(3):
            qtbot.keyClick(entries(window), Qt.Key.Key_Down)
        window.entry_selected.connect(told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [window.shown]


# ---- searching


def test_typing_filters_at_once_and_asks_nobody(window, qtbot):
    with qtbot.assertNotEmitted(window.hub_search_requested):
        qtbot.keyClicks(field(window), "vicuna")
    assert [line for line in lines(window) if "Vicuna" in line] == [
        "Vicuna 7B, Q5_K_M · 4.8 GB, File missing"
    ]
    assert lines(window)[-1] == "Search the hub for “vicuna”"


@pytest.mark.parametrize("text", ["korean exaone", "1.2b", "한국어", "LG ai", "good at korean 1.2"])
def test_models_are_found_by_maker_size_language_and_skill(bare, qtbot, text):
    field(bare).setText(text)
    assert any(line.startswith("EXAONE") for line in lines(bare))


def test_enter_searches_the_hub(window, qtbot):
    qtbot.keyClicks(field(window), " qwen  14b ")
    with qtbot.waitSignal(window.hub_search_requested) as told:
        qtbot.keyClick(field(window), Qt.Key.Key_Return)
    assert told.args == [SearchQuery(text="qwen 14b")]
    assert lines(window)[-1] == "Searching the hub…"


def test_a_click_on_the_last_row_searches_the_hub(window, qtbot):
    qtbot.keyClicks(field(window), "mistral")
    with qtbot.waitSignal(window.hub_search_requested) as told:
        click_line(qtbot, window, "Search the hub")
    assert told.args == [SearchQuery(text="mistral")]


def test_what_the_hub_found_shows_owner_downloads_likes_date_and_consent(window, qtbot):
    window.search("qwen")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    window.set_hub_results(samples.FOUND)
    assert "From the hub: “qwen”" in lines(window)
    assert "Qwen3-14B-GGUF, bartowski · ↓ 1.2M · ♥ 321 · 31 Mar 2026" in lines(window)
    assert "gemma-3-4b-it-qat-q4_0-gguf, google · ↓ 46K · ♥ 120 · 6 Dec 2025, Asks for consent" in lines(
        window
    )


def test_typing_on_narrows_what_was_found_and_offers_another_search(window, qtbot):
    window.search("g")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    window.set_hub_results(samples.FOUND)
    field(window).setText("g gemma")
    assert any(line.startswith("gemma-3-4b") for line in lines(window))
    assert not any(line.startswith("Qwen3-14B") for line in lines(window))
    assert "Search the hub for “g gemma”" in lines(window)


def test_another_text_hides_what_was_found_before(window, qtbot):
    window.search("qwen")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    window.set_hub_results(samples.FOUND)
    field(window).setText("mistral")
    assert not any(line.startswith("From the hub") for line in lines(window))


def test_nothing_found_says_so(window, qtbot):
    window.search("xyzzy")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    window.set_hub_results(())
    assert "Nothing on this PC or in the list of models matches." in lines(window)
    assert "The hub has nothing for this. Try fewer or other words." in lines(window)


def test_a_search_that_failed_says_why_and_can_be_tried_again(window, qtbot):
    window.search("qwen")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    window.set_hub_state("failed", Fault("hub_unreachable", {"host": "hub.example", "reason": "timed out"}))
    assert any("hub.example" in line for line in lines(window))
    with qtbot.waitSignal(window.hub_search_requested) as told:
        click_line(qtbot, window, "Try again")
    assert told.args == [SearchQuery(text="qwen")]


def test_offline_nothing_is_asked_and_the_settings_are_offered(window, qtbot):
    window.set_offline(True)
    window.search("qwen")
    with qtbot.assertNotEmitted(window.hub_search_requested):
        qtbot.keyClick(field(window), Qt.Key.Key_Return)
    assert any("stay offline" in line for line in lines(window))
    with qtbot.waitSignal(window.settings_requested):
        click_line(qtbot, window, "Open the settings")


def test_offline_a_model_cannot_be_downloaded_and_the_details_say_why(window, qtbot):
    window.set_offline(True)
    window.show_entry(samples.QWEN_KEY)
    assert not button(window, "Download 4.9 GB").isEnabled()
    with qtbot.waitSignal(window.settings_requested):
        press(qtbot, window, "Open the settings")


def test_a_model_that_cannot_run_here_is_explained_with_the_nearest_that_can(bare):
    field(bare).setText("ChatGPT")
    assert lines(bare)[0].startswith("GPT-4: OpenAI keeps it to itself")
    assert lines(bare)[1].startswith("Qwen3 8B")


def test_filters_hold_for_the_next_search(window, qtbot):
    filters = window.findChild(HubFilters)
    sort, language, size = filters.findChildren(ComboBox)
    sort.setCurrentIndex(sort.findData("likes"))
    language.setCurrentIndex(language.findData("ko"))
    size.setCurrentIndex(size.findData(9))
    filters.findChild(QLineEdit).setText("bartowski")
    field(window).setText("qwen")
    with qtbot.waitSignal(window.hub_search_requested) as told:
        qtbot.mouseClick(
            next(one for one in filters.findChildren(QPushButton) if one.text() == "Search the hub"),
            Qt.MouseButton.LeftButton,
        )
    assert told.args == [SearchQuery("qwen", "bartowski", "ko", 9.0, "likes")]
    assert filters.is_narrowing
    filters.reset()
    assert not filters.is_narrowing


def test_the_filters_open_below_their_button(window, qtbot):
    sliders = next(one for one in window.findChildren(IconButton) if "Narrow" in one.toolTip())
    qtbot.mouseClick(sliders, Qt.MouseButton.LeftButton)
    assert window.findChild(HubFilters).isVisible()
    window.findChild(HubFilters).close()


# ---- the keyboard


def test_down_goes_from_the_field_into_the_list_and_up_goes_back(window, qtbot):
    qtbot.keyClick(field(window), Qt.Key.Key_Down)
    assert entries(window).hasFocus()
    while field(window) is not QApplication.focusWidget():
        qtbot.keyClick(entries(window), Qt.Key.Key_Up)
    assert current(window) == RUNNING_KEY


@pytest.mark.parametrize("key", [Qt.Key.Key_Slash, Qt.Key.Key_Escape])
def test_slash_and_escape_go_from_the_list_to_the_field(window, qtbot, key):
    entries(window).enter()
    qtbot.keyClick(entries(window), key)
    assert field(window).hasFocus()
    assert field(window).text() == ""


def test_control_f_goes_to_the_field_from_anywhere(window, qtbot):
    button(window, "Chat").setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field(window).hasFocus()


def test_letters_typed_in_the_list_go_to_the_field(window, qtbot):
    entries(window).enter()
    qtbot.keyClick(entries(window), Qt.Key.Key_V)
    qtbot.keyClicks(field(window), "ic")
    assert field(window).text() == "vic"


def test_escape_empties_the_field_then_closes_the_window(window, qtbot):
    field(window).setText("qwen")
    qtbot.keyClick(field(window), Qt.Key.Key_Escape)
    assert field(window).text() == ""
    assert window.isVisible()
    qtbot.keyClick(field(window), Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("key", "signal", "args"),
    [
        (samples.SMALL_KEY, "chat_requested", [samples.SMALL.path]),
        (samples.QWEN_KEY, "download_requested", [samples.QWEN_KEY, samples.QWEN.files[1].pattern]),
        (RUNNING_KEY, "pause_requested", [samples.RUNNING.id]),
        (EntryKey("download", samples.FAILED.id), "resume_requested", [samples.FAILED.id]),
    ],
)
def test_enter_does_the_main_thing(window, qtbot, key, signal, args):
    window.show_entry(key)
    entries(window).enter()
    with qtbot.waitSignal(getattr(window, signal)) as told:
        qtbot.keyClick(entries(window), Qt.Key.Key_Return)
    assert told.args == args


def test_space_pauses_a_download_and_goes_on(window, qtbot):
    window.show_entry(RUNNING_KEY)
    entries(window).enter()
    with qtbot.waitSignal(window.pause_requested) as told:
        qtbot.keyClick(entries(window), Qt.Key.Key_Space)
    assert told.args == [samples.RUNNING.id]
    window.set_downloads((structs.replace(samples.RUNNING, state="paused"), samples.QUEUED))
    with qtbot.waitSignal(window.resume_requested) as told:
        qtbot.keyClick(entries(window), Qt.Key.Key_Space)
    assert told.args == [samples.RUNNING.id]


def test_delete_removes_a_model_and_cancels_a_download(window, qtbot):
    window.show_entry(samples.SMALL_KEY)
    entries(window).enter()
    with qtbot.waitSignal(window.remove_requested) as told:
        qtbot.keyClick(entries(window), Qt.Key.Key_Delete)
    assert told.args == [samples.SMALL.path]
    window.show_entry(RUNNING_KEY)
    with qtbot.waitSignal(window.cancel_requested) as told:
        qtbot.keyClick(entries(window), Qt.Key.Key_Delete)
    assert told.args == [samples.RUNNING.id]


def test_enter_on_the_row_that_searches_the_hub_searches(window, qtbot):
    field(window).setText("mistral")
    qtbot.keyClick(field(window), Qt.Key.Key_Down)
    assert current(window) == "search"
    with qtbot.waitSignal(window.hub_search_requested):
        qtbot.keyClick(entries(window), Qt.Key.Key_Return)


def test_the_keyboard_leaves_a_ring_and_the_mouse_none(window, qtbot):
    def has_ring():
        view = entries(window)
        rect = view.visualRect(view.currentIndex())
        return (
            view.viewport().grab().toImage().pixelColor(rect.center().x(), rect.top() + 2).name()
            == LIGHT.accent
        )

    click_entry(qtbot, window, samples.SMALL_KEY)
    assert not has_ring()
    qtbot.keyClick(entries(window), Qt.Key.Key_Down)
    assert has_ring()


def test_every_control_has_a_name_for_screen_readers(window):
    window.show_entry(samples.SMALL_KEY)
    nameless = [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (one.accessibleName() or getattr(one, "text", str)())
        and not isinstance(one.parent(), ComboBox)
    ]
    assert nameless == []


# ---- choosing a file


def test_each_file_has_a_plain_word_its_size_and_its_verdict(window):
    window.show_entry(samples.QWEN_KEY)
    rows = [row.accessibleName() for row in window.findChildren(ChoiceRow) if row.isVisible()]
    assert rows == [
        "Smaller, Q3_K_M, 4.0 GB, Fits",
        "Best balance, Q4_K_M, 4.9 GB, Fits",
        "Nearly lossless, Q8_0, 9.0 GB, Tight",
    ]


def test_another_file_changes_the_verdict_and_the_download(window, qtbot):
    window.show_entry(samples.QWEN_KEY)
    row = next(one for one in window.findChildren(ChoiceRow) if "Q8_0" in one.accessibleName())
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert "Tight" in said(window)
    with qtbot.waitSignal(window.download_requested) as told:
        press(qtbot, window, "Download 9.0 GB")
    assert told.args == [samples.QWEN_KEY, samples.QWEN.files[2].pattern]


def test_a_file_that_does_not_fit_is_not_urged_on_anyone(window):
    window.show_entry(samples.QWEN_KEY)
    assert button(window, "Download 4.9 GB").property("kind") == "primary"
    window.set_fits(samples.QWEN_KEY, samples.fits_of(samples.QWEN, *["does_not_fit"] * 3))
    assert button(window, "Download 4.9 GB").property("kind") != "primary"


def test_the_arrow_keys_choose_among_the_files(window, qtbot):
    window.show_entry(samples.QWEN_KEY)
    row = next(one for one in window.findChildren(ChoiceRow) if one.isChecked())
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Down)
    assert button(window, "Download 9.0 GB")


def test_a_choice_is_kept_while_other_entries_are_looked_at(window, qtbot):
    window.show_entry(samples.QWEN_KEY)
    qtbot.mouseClick(
        next(one for one in window.findChildren(ChoiceRow) if "Q3_K_M" in one.accessibleName()),
        Qt.MouseButton.LeftButton,
    )
    window.show_entry(LLAMA_KEY)
    window.show_entry(samples.QWEN_KEY)
    assert button(window, "Download 4.0 GB")


def test_of_many_files_one_of_each_class_is_shown_until_all_are_wanted(window, qtbot):
    names = (
        "Q2_K",
        "Q2_K_L",
        "Q3_K_S",
        "Q3_K_M",
        "Q4_0",
        "Q4_K_S",
        "Q4_K_M",
        "Q5_K_M",
        "Q6_K",
        "Q8_0",
        "F16",
    )
    window.search("qwen")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    window.set_hub_results(samples.FOUND)
    window.set_repository(samples.repository(names=names))
    window.show_entry(HUB_KEY)

    def shown():
        return [row.choice.quantization for row in window.findChildren(ChoiceRow) if row.isVisible()]

    assert shown() == ["Q2_K", "Q3_K_M", "Q4_K_M", "Q5_K_M", "Q8_0", "F16"]
    press(qtbot, window, "Show all 11 files")
    assert shown() == list(names)


def test_files_of_a_repository_are_shown_when_they_arrive(window, qtbot):
    window.search("qwen")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    window.set_hub_results(samples.FOUND)
    window.show_entry(HUB_KEY)
    assert "Looking at its files…" in said(window)
    assert not button(window, "Download").isEnabled()
    window.set_repository(samples.repository())
    assert "Looking at its files…" not in said(window)
    with qtbot.waitSignal(window.download_requested) as told:
        press(qtbot, window, "Download 11.0 GB")
    assert told.args == [HUB_KEY, "Qwen3-14B-GGUF-Q4_K_M.gguf"]


def test_files_that_cannot_be_looked_at_say_why(window, qtbot):
    window.search("qwen")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    window.set_hub_results(samples.FOUND)
    window.show_entry(HUB_KEY)
    window.set_details_fault(HUB_KEY, Fault("hub_missing", {"repository": samples.SUMMARY.id}))
    assert "is not there any more" in said(window)
    assert "Looking at its files…" not in said(window)
    with qtbot.waitSignal(window.entry_selected) as told:
        press(qtbot, window, "Try again")
    assert told.args == [HUB_KEY]
    assert "is not there any more" not in said(window)


def test_a_repository_without_a_file_for_this_app_says_so(window, qtbot):
    window.search("qwen")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    window.set_hub_results(samples.FOUND)
    window.set_repository(samples.repository(names=()))
    window.show_entry(HUB_KEY)
    assert "It has no files this app can use." in said(window)
    assert not button(window, "Download").isEnabled()


def test_what_a_gated_file_needs_is_not_promised(window, qtbot):
    window.search("gemma")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    window.set_hub_results(samples.FOUND)
    window.show_entry(EntryKey("hub", samples.GATED.id))
    assert "Finding out what it needs…" not in said(window)


def test_a_download_that_cannot_begin_says_why_until_it_is_tried_again(window, qtbot):
    window.show_entry(samples.QWEN_KEY)
    window.set_details_fault(samples.QWEN_KEY, Fault("hub_missing", {"repository": "makers/Qwen3"}))
    assert "is not there any more" in said(window)
    with qtbot.waitSignal(window.download_requested):
        press(qtbot, window, "Download 4.9 GB")
    assert "is not there any more" not in said(window)


def test_a_model_whose_file_cannot_be_read_says_why(window):
    window.show_entry(samples.SMALL_KEY)
    window.set_details_fault(samples.SMALL_KEY, Fault("not_gguf", {"name": "small.gguf"}))
    assert "is not a GGUF model file" in said(window)
    assert "Finding out what it needs…" not in said(window)


def test_how_a_recommended_model_fits_is_known_at_once(bare):
    bare.show_entry(EntryKey("catalog", samples.EXAONE.id))
    assert "Needs 2.0 GB" in said(bare)


def test_terms_are_read_first_and_not_again(window, qtbot):
    window.show_entry(LLAMA_KEY)
    with qtbot.waitSignal(window.download_requested):
        press(qtbot, window, "Read the licence…")
    window.set_accepted([samples.LLAMA.id, samples.LLAMA_8B.repository])
    assert button(window, "Download 4.8 GB")


def test_the_licence_can_be_read_on_its_page(window, qtbot):
    window.show_entry(LLAMA_KEY)
    assert samples.LLAMA.summary in said(window)
    with qtbot.waitSignal(window.link_requested) as told:
        press(qtbot, window, "Llama 3.1 Community License")
    assert told.args == [samples.LLAMA.link]


def test_what_a_model_is_good_for_is_told_in_plain_words(window, qtbot):
    window.show_entry(EntryKey("catalog", samples.ALPACA.id))
    for word in ("Korean", "Good at Korean", "Writing", "Of historic interest"):
        qtbot.waitUntil(lambda word=word: word in said(window))
    window.show_entry(EntryKey("catalog", samples.EXAONE.id))
    qtbot.waitUntil(lambda: "Not for commercial use" in said(window))


def test_a_file_that_is_on_this_pc_is_chatted_with(window, qtbot):
    here = structs.replace(samples.SMALL, catalog_id=samples.QWEN.id)
    window.set_installed([here])
    window.show_entry(samples.QWEN_KEY)
    assert any(line.startswith("Qwen3 8B") and line.endswith("On this PC") for line in lines(window))
    with qtbot.waitSignal(window.chat_requested) as told:
        press(qtbot, window, "Chat")
    assert told.args == [here.path]


# ---- downloads


def test_a_download_of_the_model_shown_takes_the_place_of_its_button(window):
    window.show_entry(samples.QWEN_KEY)
    window.set_downloads((samples.download("Qwen3 8B", catalog_id=samples.QWEN.id),))
    assert button(window, "Pause")
    assert "1.2 of 4.1 GB" in said(window)
    window.set_downloads(())
    assert button(window, "Download 4.9 GB")


def test_a_download_can_be_paused_cancelled_and_moved(window, qtbot):
    window.show_entry(EntryKey("download", samples.QUEUED.id))
    for text, signal in (("Pause", window.pause_requested), ("Cancel", window.cancel_requested)):
        with qtbot.waitSignal(signal) as told:
            press(qtbot, window, text)
        assert told.args == [samples.QUEUED.id]
    earlier = next(one for one in window.findChildren(IconButton) if one.toolTip() == "Earlier in the queue")
    with qtbot.waitSignal(window.move_requested) as told:
        qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    assert told.args == [samples.QUEUED.id, 0]


def test_the_first_download_cannot_be_moved_up_nor_the_last_down(window):
    window.show_entry(RUNNING_KEY)
    earlier, later = (
        next(one for one in window.findChildren(IconButton) if one.toolTip() == f"{word} in the queue")
        for word in ("Earlier", "Later")
    )
    assert (earlier.isEnabled(), later.isEnabled()) == (False, True)
    window.show_entry(EntryKey("download", samples.FAILED.id))
    assert (earlier.isEnabled(), later.isEnabled()) == (True, False)


def test_a_download_that_stopped_says_why_and_can_be_tried_again(window, qtbot):
    window.show_entry(EntryKey("download", samples.FAILED.id))
    assert "hub.example" in said(window)
    with qtbot.waitSignal(window.resume_requested):
        press(qtbot, window, "Try again")


def test_a_download_that_waits_says_until_when(window):
    waiting = structs.replace(samples.RUNNING, state="waiting", retry_at=1_780_000_000.0)
    window.set_downloads((waiting,))
    assert any("Tries again at" in line for line in lines(window))


def test_a_finished_download_becomes_the_model_that_is_shown(window):
    window.show_entry(RUNNING_KEY)
    new = structs.replace(samples.SMALL, path="/models/gemma.gguf", name="Gemma 3 4B")
    window.set_downloads((structs.replace(samples.RUNNING, state="done", path=new.path), samples.QUEUED))
    window.set_installed([new, *samples.INSTALLED])
    assert window.shown == EntryKey("installed", new.path)
    assert not any("of 4.1 GB · 12 MB/s" in line for line in lines(window))


def test_a_model_that_was_removed_makes_room_for_the_next(window):
    window.show_entry(samples.SMALL_KEY)
    window.set_installed(samples.INSTALLED[1:])
    assert window.shown == EntryKey("installed", samples.OLLAMA.path)


# ---- a model of this PC


def test_a_model_of_this_pc_can_be_shown_in_its_folder_and_removed(window, qtbot):
    window.show_entry(samples.SMALL_KEY)
    for text, signal in (
        ("Show in folder", window.show_in_folder_requested),
        ("Move to the bin…", window.remove_requested),
        ("Chat template…", window.template_requested),
    ):
        with qtbot.waitSignal(signal) as told:
            press(qtbot, window, text)
        assert told.args == [samples.SMALL.path]


def test_a_model_of_another_app_is_only_taken_off_the_list(window):
    window.show_entry(EntryKey("installed", samples.OLLAMA.path))
    assert button(window, "Take off the list")


def test_a_model_whose_file_is_gone_says_what_to_do_and_cannot_be_chatted_with(window, qtbot):
    window.show_entry(EntryKey("installed", samples.GONE.path))
    assert "Plug its drive in" in said(window)
    assert not button(window, "Chat").isEnabled()
    entries(window).enter()
    with qtbot.assertNotEmitted(window.chat_requested):
        qtbot.keyClick(entries(window), Qt.Key.Key_Return)


def test_facts_of_a_model_are_shown_with_its_copies_and_speed(window):
    window.show_entry(samples.SMALL_KEY)
    shown = said(window)
    for text in ("9.4 tokens a second", "32,768 tokens", samples.SMALL.path, samples.SMALL.copies[0]):
        assert text in shown


def test_notes_are_kept_when_typing_pauses(window, qtbot):
    window.show_entry(samples.SMALL_KEY)
    notes = next(one for one in window.findChildren(SavedText) if one.accessibleName() == "Notes")
    assert notes.toPlainText() == samples.SMALL.notes
    notes.selectAll()
    with qtbot.waitSignal(window.notes_changed, timeout=3000) as told:
        qtbot.keyClicks(notes, "Fast.")
    assert told.args == [samples.SMALL.path, "Fast."]


def test_notes_typed_last_are_kept_with_their_model_when_another_is_shown(window, qtbot):
    window.show_entry(samples.SMALL_KEY)
    notes = next(one for one in window.findChildren(SavedText) if one.accessibleName() == "Notes")
    notes.setPlainText("Slow.")
    with qtbot.waitSignal(window.notes_changed, timeout=300) as told:
        window.show_entry(EntryKey("installed", samples.OLLAMA.path))
    assert told.args == [samples.SMALL.path, "Slow."]
    assert notes.toPlainText() == ""


def test_notes_typed_last_are_kept_when_the_window_closes(window, qtbot):
    window.show_entry(samples.SMALL_KEY)
    next(one for one in window.findChildren(SavedText) if one.accessibleName() == "Notes").setPlainText("x")
    with qtbot.waitSignal(window.notes_changed, timeout=300):
        window.close()


def test_what_is_being_typed_is_not_overwritten_by_news(window, qtbot):
    window.show_entry(samples.SMALL_KEY)
    notes = next(one for one in window.findChildren(SavedText) if one.accessibleName() == "Notes")
    notes.setFocus()
    notes.setPlainText("half a sen")
    window.set_installed(samples.INSTALLED)
    assert notes.toPlainText() == "half a sen"


def test_a_setting_of_a_model_is_told_with_its_path(window, qtbot):
    window.show_entry(EntryKey("installed", samples.OLLAMA.path))
    context = next(one for one in window.findChildren(ComboBox) if one.accessibleName() == "Context")
    context.setCurrentIndex(2)
    with qtbot.waitSignal(window.model_settings_changed) as told:
        context.activated.emit(2)
    assert told.args == [samples.OLLAMA.path, ModelSettings(context_tokens=2048)]


# ---- bringing files in


def test_files_can_be_opened_and_other_apps_models_used(window, qtbot):
    with qtbot.waitSignal(window.open_file_requested):
        press(qtbot, window, "Open a file…")
    hidden = [one for one in window.findChildren(QPushButton) if "other apps" in one.text()]
    assert not hidden[0].isVisible()
    window.set_found_count(12)
    assert "12" in hidden[0].text()
    with qtbot.waitSignal(window.import_requested):
        qtbot.mouseClick(hidden[0], Qt.MouseButton.LeftButton)


def test_dropped_files_are_told_and_the_place_is_shown_while_they_are_over_it(window, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/m/a.gguf"), QUrl.fromLocalFile("/m/b.gguf")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))
    assert window.findChild(DropSign).isVisible()
    with qtbot.waitSignal(window.files_dropped) as told:
        QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, left, none))
    assert told.args == [["/m/a.gguf", "/m/b.gguf"]]
    assert not window.findChild(DropSign).isVisible()


def test_with_nothing_at_all_it_says_what_to_do(qtbot, theme_manager, english):
    window = ModelsWindow(theme_manager)
    qtbot.addWidget(window)
    window.show()
    assert "Get your first model" in said(window)
    with qtbot.waitSignal(window.open_file_requested):
        qtbot.mouseClick(
            [one for one in window.findChildren(QPushButton) if one.text() == "Open a file…"][-1],
            Qt.MouseButton.LeftButton,
        )


# ---- size and language


class Shouting(QTranslator):
    """A language of capitals."""

    def isEmpty(self):  # noqa: N802  Qt's name
        return False

    def translate(self, _context, text, _note=None, _count=-1):
        return text.upper().replace("%N", "%n") if "{" not in text else text


def test_every_text_follows_the_language_while_the_window_is_open(window, qapp, qtbot):
    window.show_entry(samples.SMALL_KEY)
    translator = Shouting()
    qapp.installTranslator(translator)
    try:
        qtbot.waitUntil(lambda: window.windowTitle() == "MODELS")
        assert "ON THIS PC" in lines(window)
        assert button(window, "CHAT")
        assert button(window, "CHAT TEMPLATE…")
        assert "SETTINGS OF THIS MODEL" in said(window)
        assert "ARCHITECTURE" in said(window)
        assert window.shown == samples.SMALL_KEY
    finally:
        qapp.removeTranslator(translator)
        QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)


def test_in_korean_a_model_is_described_in_korean(window):
    QLocale.setDefault(QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea))
    window.show_entry(samples.QWEN_KEY)
    assert samples.QWEN.about_ko in said(window)
    assert samples.APACHE.summary_ko in said(window)


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
@pytest.mark.parametrize(
    "key", [samples.SMALL_KEY, samples.QWEN_KEY, LLAMA_KEY, EntryKey("download", samples.FAILED.id)]
)
def test_nothing_is_cut_in_a_small_window_at_any_text_size(window, theme_manager, qtbot, scale, key):
    theme_manager.set_text_scale(scale)
    window.resize(900, 600)
    window.set_found_count(12)
    window.show_entry(key)
    qtbot.waitUntil(lambda: cut(window) == [])


def test_five_hundred_models_are_listed_filtered_and_kept_in_place(bare, qtbot):
    many = [structs.replace(samples.SMALL, path=f"/m/{at}.gguf", name=f"Model {at}") for at in range(500)]
    bare.set_installed(many)
    bare.show_entry(EntryKey("installed", "/m/321.gguf"))
    QApplication.processEvents()
    bar = entries(bare).verticalScrollBar()
    assert bar.value() > 0
    before = bar.value() // 2
    bar.setValue(before)
    bare.set_installed([structs.replace(many[0], notes="new"), *many[1:]])
    assert bar.value() == before
    assert current(bare) == EntryKey("installed", "/m/321.gguf")
    QTest.keyClicks(field(bare), "model 499")
    assert sum(line.startswith("Model ") for line in lines(bare)) == 1


def test_rows_of_a_kind_are_not_measured_one_by_one(bare):
    many = [structs.replace(samples.SMALL, path=f"/m/{at}.gguf", name=f"Model {at}") for at in range(500)]
    bare.set_installed(many)
    QApplication.processEvents()
    view = entries(bare)
    heights = {
        view.sizeHintForIndex(view.model().index_of(EntryKey("installed", one.path))).height() for one in many
    }
    assert len(heights) == 1


def test_the_window_has_an_icon_and_a_title_of_its_own(window):
    assert window.isWindow()
    assert not window.windowIcon().isNull()
    assert window.windowTitle() == "Models"
    assert QGuiApplication.focusWindow() is not None
