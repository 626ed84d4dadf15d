import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
)

from desktop_chat.app import App
from desktop_chat.chat.messages import Draft
from desktop_chat.ui.models.template_dialog import TemplateDialog
from desktop_chat.ui.personas.conversation_dialog import ConversationDialog
from desktop_chat.ui.settings.dialog import SettingsDialog
from desktop_chat.ui.theme import DARK, LIGHT
from desktop_chat.ui.widgets.fields import ComboBox, SpinBox
from tests.app.speakers import GREETING, OTHER
from tests.support.gguf_factory import SLOW, endless, scripted

FIELDS = {"Theme": ComboBox, "Language": ComboBox, "언어": ComboBox, "Context": SpinBox}


@pytest.fixture
def greeted(person, models):
    """A person whose first question is answered."""
    person.start_with(models["greeter"])
    person.ask("Hello")
    return person


def field(dialog, name):
    (found,) = [each for each in dialog.findChildren(FIELDS[name]) if each.accessibleName() == name]
    return found


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def conversation_list(person):
    return person.window.sidebar.findChild(QListView)


def line_of(person, title):
    listed = conversation_list(person)
    rows = [listed.model().index(row) for row in range(listed.model().rowCount())]
    (index,) = [row for row in rows if row.data() == title]
    return listed.visualRect(index).center()


def open_conversation(person, title):
    listed = conversation_list(person)
    with person.qtbot.waitSignal(person.app.conversation.opened):
        person.qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=line_of(person, title))


# ---- the first start


def test_the_first_start_says_in_one_sentence_what_to_do(person):
    person.start()
    empty = person.window.empty_state
    assert empty.isVisible()
    assert person.button("Open a model file…", empty) is empty.open_button
    assert not person.window.banner.isVisible()
    assert person.window.top_bar.model_button.text() == "Choose a model"


def test_a_message_without_a_model_is_kept_and_says_what_is_missing(person):
    person.start()
    person.send("Hello")
    person.wait_for_sentence("Choose a model first.")
    assert person.composer.text() == "Hello"


def test_a_model_file_dropped_on_the_empty_window_is_used(person, models):
    person.start()
    person.drop(models["greeter"], person.window.empty_state)
    person.wait_for_model(models["greeter"])
    assert person.window.top_bar.model_button.text() == "Greeter"
    assert person.ask("Hello").text == GREETING


def test_a_model_file_dropped_beside_a_conversation_is_used_in_it(greeted, models):
    greeted.drop(models["other"])
    greeted.wait_for_model(models["other"])
    assert greeted.ask("And you?").text == OTHER
    assert len(greeted.titles) == 1


def test_a_model_file_of_the_command_line_is_used(person, models):
    person.start_with(models["greeter"])
    assert [model.path for model in person.app.library.models] == [models["greeter"]]


def test_a_model_file_is_chosen_from_disk(person, models):
    person.start()
    person.click(person.window.empty_state.open_button)
    chooser = person.wait_for(QFileDialog)
    chooser.setDirectory(str(Path(models["greeter"]).parent))
    chooser.selectFile(models["greeter"])
    person.press("Return", chooser.findChild(QLineEdit))
    person.wait_for_model(models["greeter"])


def test_a_first_question_on_offer_is_put_into_the_field(person, models):
    person.start_with(models["greeter"])
    card = person.window.empty_state.cards[0]
    person.wait(card.isVisible)
    person.click(card)
    assert person.composer.text() == card.question


# ---- asking


def test_words_appear_while_the_reply_is_written_and_actions_after_it(person, models):
    person.start_with(models["endless"])
    person.begin_reply()
    reply = person.reply
    assert reply.message.state == "writing"
    assert not [name for name in ("Copy", "Try again") if person.has_button(name, reply)]
    person.press("Escape")
    person.wait(lambda: person.ended)
    assert person.has_button("Try again", person.reply)
    assert person.has_button("Copy", person.reply)


def test_korean_and_emoji_go_there_and_back(person, tmp_path):
    person.start_with(str(scripted(tmp_path / "echo.gguf", "네, 서울입니다. 🙂 한강이 흐르죠.")))
    reply = person.ask("한국의 수도는 어디인가요? 🇰🇷")
    assert person.shown() == ["한국의 수도는 어디인가요? 🇰🇷", "네, 서울입니다. 🙂 한강이 흐르죠."]
    assert reply.state == "done"


def test_shift_and_enter_break_the_line_and_enter_sends(person, models):
    person.start_with(models["greeter"])
    person.type("one")
    person.press("Shift+Return")
    person.type("two")
    assert person.composer.text() == "one\ntwo"
    person.press("Return")
    person.wait(lambda: person.ended)
    assert person.shown()[0] == "one\ntwo"
    assert person.composer.text() == ""


def test_the_button_that_sends_stops_the_reply_and_sends_again(person, models):
    person.start_with(models["endless"])
    person.type("Go on")
    person.click(person.composer.button)
    person.wait(lambda: person.transcript.views and len(person.shown()[-1]) > 200)
    person.click(person.composer.button)
    person.wait(lambda: person.ended)
    stopped = person.ended[0]
    assert stopped.state == "stopped"
    assert person.reply.status.words == "Stopped"
    assert person.shown()[-1] == stopped.text
    person.switch_to_ready(models["greeter"])
    assert person.ask("Hello").text == GREETING


def test_what_is_typed_while_a_reply_is_written_waits(person, models):
    person.start_with(models["endless"])
    person.begin_reply()
    person.send("next")
    assert person.composer.queued.draft == Draft("next")
    assert len(person.transcript.views) == 2
    person.press("Escape")
    person.wait(lambda: person.composer.text() == "next")
    person.press("Return")
    person.wait(lambda: len(person.transcript.views) == 4)
    person.press("Escape")


def test_trying_again_makes_another_version_and_both_can_be_read(greeted, models):
    greeted.switch_to_ready(models["other"])
    greeted.click(greeted.button("Try again", greeted.reply))
    greeted.wait(lambda: len(greeted.ended) == 2)
    assert greeted.shown() == ["Hello", OTHER]
    greeted.click(greeted.button("Previous version", greeted.reply))
    greeted.wait(lambda: greeted.shown() == ["Hello", GREETING])
    greeted.click(greeted.button("Next version", greeted.reply))
    greeted.wait(lambda: greeted.shown() == ["Hello", OTHER])


def test_an_earlier_message_is_changed_and_the_old_one_kept(greeted):
    greeted.press("Alt+Up")
    assert greeted.composer.is_editing
    assert greeted.composer.text() == "Hello"
    greeted.send(" again")
    greeted.wait(lambda: len(greeted.ended) == 2)
    assert greeted.shown() == ["Hello again", GREETING]
    greeted.click(greeted.button("Previous version"))
    greeted.wait(lambda: greeted.shown() == ["Hello", GREETING])


# ---- models


def test_another_model_goes_on_in_the_same_conversation(greeted, models):
    greeted.drop(models["other"])
    greeted.wait_for_model(models["other"])
    greeted.switch_to_ready(models["greeter"])
    greeted.switch_to_ready(models["other"])
    assert greeted.ask("And you?").text == OTHER
    assert greeted.shown() == ["Hello", GREETING, "And you?", OTHER]
    assert greeted.conversation.model == models["other"]


def test_each_conversation_goes_back_to_its_model(greeted, models):
    greeted.press("Ctrl+N")
    greeted.drop(models["other"])
    greeted.wait_for_model(models["other"])
    greeted.ask("Who is there?")
    open_conversation(greeted, "Hello")
    assert greeted.window.top_bar.model_button.text() == "Greeter"
    open_conversation(greeted, "Who is there?")
    assert greeted.window.top_bar.model_button.text() == "Other"


def test_a_load_is_cancelled_from_the_top_bar(person, models):
    person.start_with(models["greeter"])
    person.drop(models["slow"])
    person.wait(lambda: person.state_of(models["slow"]) == "loading")
    person.click(person.window.top_bar.cancel_button)
    person.wait(lambda: person.state_of(models["slow"]) == "cold")
    assert not person.window.top_bar.cancel_button.isVisible()
    person.switch_to_ready(models["greeter"])


def test_a_reply_that_waits_for_a_cancelled_load_ends(person, models):
    person.start_with(models["greeter"])
    person.type("Hello")
    person.drop(models["slow"])
    person.wait(lambda: person.state_of(models["slow"]) == "loading")
    person.press("Return")
    person.wait(lambda: person.transcript.views)
    if person.state_of(models["slow"]) == "loading":
        person.click(person.window.top_bar.cancel_button)
    else:
        person.press("Escape")
    person.wait(lambda: person.ended)
    assert person.ended[0].state == "stopped"
    person.switch_to_ready(models["greeter"])
    person.click(person.button("Try again", person.reply))
    person.wait(lambda: len(person.ended) == 2)
    assert person.ended[1].text == GREETING


def test_a_model_with_too_long_a_context_says_so_and_what_would_fit(person, tmp_path):
    vast = str(endless(tmp_path / "vast.gguf", context=10_000_000, **SLOW))
    person.write_settings('[language]\nlanguage = "en"\n[engine]\ncontext_tokens = 10000000\n')
    person.start(vast)
    said = person.wait_for_sentence("vast.gguf", "10000000", "would fit")
    longest = int(said.rsplit(" tokens would fit", 1)[0].rsplit(" ", 1)[1])
    assert 4096 < longest < 10_000_000
    assert person.engine_pids() == set() or person.state_of(vast) == "cold"


def test_a_model_that_is_too_large_says_so_before_it_is_loaded(person, models, tmp_path):
    huge = str(endless(tmp_path / "huge.gguf", **(SLOW | {"feed_forward": 4_000_000})))
    person.start(huge)
    person.wait_for_sentence("huge.gguf", "needs", "are free", "choose a model file of up to")
    person.wait(lambda: not person.engine_pids())
    person.drop(models["greeter"])
    person.wait_for_model(models["greeter"])
    assert not person.window.banner.isVisible()


def test_a_model_is_taken_off_the_list_and_its_file_stays(greeted, models):
    greeted.click(greeted.window.top_bar.model_button)
    listed = greeted.window.switcher.findChild(QListView)
    greeted.press("Delete", listed)
    greeted.wait(lambda: not greeted.app.library.models)
    assert Path(models["greeter"]).exists()


def test_a_model_file_that_vanished_is_named_and_found_again(person, models, tmp_path):
    path = tmp_path / "travelling.gguf"
    shutil.copy(models["greeter"], path)
    person.start_with(str(path))
    person.ask("Hello")
    moved = path.rename(tmp_path / "moved.gguf")
    person.restart()
    person.wait_for_sentence("travelling.gguf", "no longer where it was")
    assert person.shown() == ["Hello", GREETING]
    person.click(person.window.top_bar.model_button)
    rows = person.window.switcher.findChild(QListView).model()
    spoken = Qt.ItemDataRole.AccessibleTextRole
    person.wait(lambda: "File missing" in rows.index_of(str(path)).data(spoken))
    person.window.switcher.close()
    person.drop(moved)
    person.wait_for_model(str(moved))
    assert person.ask("Still there?").text == GREETING


def test_going_back_before_the_other_model_is_there_loses_no_message(person, models):
    person.write_settings('[language]\nlanguage = "en"\n[engine]\nkeep_models = false\n')
    person.start_with(models["greeter"])
    person.drop(models["slow"])
    person.wait(lambda: person.state_of(models["slow"]) == "loading")
    person.switch_to(models["greeter"])
    assert person.ask("Hello").text == GREETING
    assert person.state_of(models["slow"]) == "cold"


def test_typing_elsewhere_does_not_end_a_reply_for_the_memory(person, models):
    person.write_settings('[language]\nlanguage = "en"\n[engine]\nkeep_models = false\n')
    person.start_with(models["greeter"])
    person.ask("Hello")
    person.press("Ctrl+N")
    person.switch_to_ready(models["slow"])
    person.begin_reply()
    open_conversation(person, "Hello")
    person.type("And now?")
    assert person.state_of(models["greeter"]) == "cold"
    open_conversation(person, "Go on")
    before = len(person.shown()[-1])
    person.wait(lambda: len(person.shown()[-1]) > before)
    person.press("Escape")
    person.wait(lambda: len(person.ended) == 2)


def test_loading_again_in_the_middle_of_a_reply_keeps_what_is_written(person, models):
    person.start_with(models["endless"])
    person.begin_reply()
    (engine,) = person.engine_pids()
    person.app.change_settings(
        replace(person.app.settings, engine=replace(person.app.settings.engine, context_tokens=1024))
    )
    person.press("Ctrl+,")
    person.wait_for(SettingsDialog).reload_requested.emit()
    person.wait(lambda: person.ended)
    assert person.ended[0].state == "stopped"
    assert person.shown()[-1] == person.ended[0].text
    person.wait_for_model(models["endless"])
    person.wait(lambda: person.window.meter.text.endswith("/ 1,024"))
    assert engine not in person.engine_pids()


# ---- conversations


def test_a_new_chat_starts_empty_and_the_old_one_is_kept(greeted):
    greeted.click(greeted.button("New chat", greeted.window.sidebar))
    assert greeted.window.empty_state.isVisible()
    greeted.ask("Another thing")
    assert greeted.titles == ["Another thing", "Hello"]
    open_conversation(greeted, "Hello")
    assert greeted.shown() == ["Hello", GREETING]


def test_a_draft_waits_in_its_conversation(greeted):
    greeted.type("half a thought")
    greeted.press("Ctrl+N")
    assert greeted.composer.text() == ""
    greeted.type("new idea")
    open_conversation(greeted, "Hello")
    assert greeted.composer.text() == "half a thought"
    greeted.press("Ctrl+N")
    assert greeted.composer.text() == "new idea"


def test_a_conversation_is_renamed(greeted):
    listed = conversation_list(greeted)
    greeted.press("F2", listed)
    title = listed.findChild(QLineEdit)
    title.selectAll()
    greeted.qtbot.keyClicks(title, "Greetings")
    greeted.press("Return", title)
    greeted.wait(lambda: greeted.titles == ["Greetings"])
    greeted.wait(lambda: greeted.window.windowTitle() == "Greetings – Desktop Chat")
    greeted.restart()
    greeted.wait(lambda: greeted.titles == ["Greetings"])
    assert greeted.window.windowTitle() == "Greetings – Desktop Chat"


def test_a_deleted_conversation_comes_back_with_undo(greeted):
    listed = conversation_list(greeted)
    listed.setFocus()
    greeted.press("Delete", listed)
    greeted.wait(lambda: greeted.titles == [])
    assert greeted.window.empty_state.isVisible()
    assert greeted.window.toast.text == "Conversation deleted."
    greeted.click(greeted.button("Undo", greeted.window.toast))
    greeted.wait(lambda: greeted.titles == ["Hello"])
    greeted.wait(lambda: greeted.shown() == ["Hello", GREETING])


def test_a_reply_goes_on_while_another_conversation_is_read(person, models):
    person.start_with(models["endless"])
    person.begin_reply()
    before = person.shown()[-1]
    person.press("Ctrl+N")
    assert not person.composer.button.isEnabled()
    open_conversation(person, "Go on")
    person.wait(lambda: len(person.shown()[-1]) > len(before) + 200)
    assert person.shown()[-1].startswith(before)
    person.press("Escape")
    person.wait(lambda: person.ended)


# ---- from one start to the next


def test_the_next_start_finds_everything_where_it_was(greeted, models):
    greeted.drop(models["other"])
    greeted.wait_for_model(models["other"])
    greeted.press("Ctrl+Shift+S")
    greeted.type("half a thought\n안")
    greeted.window.resize(703, 537)
    greeted.qtbot.waitUntil(lambda: greeted.window.size() == QSize(703, 537))
    greeted.restart()
    assert greeted.shown() == ["Hello", GREETING]
    assert greeted.composer.text() == "half a thought\n안"
    assert greeted.window.size() == QSize(703, 537)
    assert greeted.window.sidebar.is_collapsed
    assert greeted.window.windowTitle() == "Hello – Desktop Chat"
    greeted.wait_for_model(models["other"])
    assert greeted.window.top_bar.model_button.text() == "Other"


def test_the_draft_of_a_new_chat_is_there_at_the_next_start(person, models):
    person.start_with(models["greeter"])
    person.type("an idea for later")
    person.restart()
    assert person.composer.text() == "an idea for later"
    assert person.window.empty_state.isVisible()


def test_a_long_conversation_opens_at_its_end(person, models):
    person.start_with(models["greeter"])
    for number in range(6):
        person.ask(f"Question {number}\n" + "line\n" * 12)
    person.restart()
    bar = person.transcript.verticalScrollBar()
    person.wait(lambda: len(person.transcript.message_ids) == 12 and bar.maximum() > 0)
    person.wait(lambda: bar.value() == bar.maximum())


def test_closing_while_a_reply_is_written_keeps_what_is_written(person, models):
    person.start_with(models["endless"])
    person.begin_reply()
    written = person.shown()[-1]
    person.restart()
    assert person.shown()[-1].startswith(written)
    assert person.reply.status.words == "Stopped"


def test_no_model_is_loaded_at_the_start_where_that_is_switched_off(greeted, models):
    greeted.write_settings('[language]\nlanguage = "en"\n[engine]\nload_on_start = false\n')
    greeted.type("a draft")
    greeted.restart()
    assert greeted.composer.text() == "a draft"
    assert greeted.state_of(models["greeter"]) == "cold"
    assert greeted.engine_pids() == set()
    greeted.type(", typed on")
    greeted.press("Return")
    greeted.wait(lambda: len(greeted.ended) == 2)


# ---- settings, languages, looks


def test_the_settings_open_from_the_sidebar_and_change_the_theme_live(greeted):
    greeted.click(greeted.button("Settings", greeted.window.sidebar))
    settings = greeted.wait_for(SettingsDialog)
    choose(field(settings, "Theme"), "dark")
    assert greeted.app.theme_manager.theme == DARK
    assert _ground(greeted) == DARK.window
    choose(field(settings, "Theme"), "light")
    assert greeted.app.theme_manager.theme == LIGHT
    assert _ground(greeted) == LIGHT.window
    choose(field(settings, "Theme"), "dark")
    greeted.click(greeted.button("Done", settings))
    greeted.restart()
    assert _ground(greeted) == DARK.window


def _ground(person) -> str:
    """Give the colour of the transcript's ground where nothing is written."""
    image: QImage = person.transcript.grab().toImage()
    return image.pixelColor(4, image.height() // 2).name()


def test_the_language_changes_live_and_stays(greeted):
    greeted.click(greeted.button("Settings", greeted.window.sidebar))
    settings = greeted.wait_for(SettingsDialog)
    choose(field(settings, "Language"), "ko")
    greeted.wait(lambda: settings.windowTitle() == "설정")
    assert greeted.has_button("새 대화", greeted.window.sidebar)
    settings.accept()
    greeted.restart()
    assert greeted.has_button("새 대화", greeted.window.sidebar)
    greeted.click(greeted.button("설정", greeted.window.sidebar))
    settings = greeted.wait_for(SettingsDialog)
    choose(field(settings, "언어"), "en")
    greeted.wait(lambda: settings.windowTitle() == "Settings")
    assert greeted.has_button("New chat", greeted.window.sidebar)
    settings.accept()


def test_a_changed_context_offers_to_load_the_model_again(greeted, models):
    greeted.wait(lambda: "4,096" in greeted.window.meter.text)
    greeted.press("Ctrl+,")
    settings = greeted.wait_for(SettingsDialog)
    field(settings, "Context").setValue(1024)
    settings._nav.setCurrentRow(1)
    greeted.click(greeted.button("Load again now", settings))
    settings.accept()
    greeted.wait_for_model(models["greeter"])
    greeted.wait(lambda: "1,024" in greeted.window.meter.text)
    assert greeted.ask("Hello again").text == GREETING


def test_the_meter_counts_the_conversation_and_the_draft(greeted):
    meter = greeted.window.meter
    greeted.wait(meter.isVisible)
    greeted.wait(lambda: meter.text.endswith("/ 4,096"))
    before = int(meter.text.split(" / ")[0])
    greeted.type("a few more words")
    greeted.wait(lambda: int(meter.text.split(" / ")[0]) > before)


def test_the_meter_shows_a_draft_that_is_longer_than_the_context(greeted):
    greeted.wait(lambda: greeted.window.meter.text.endswith("/ 4,096"))
    greeted.composer.set_text("far too long " * 2000)
    greeted.wait(lambda: int(greeted.window.meter.text.split(" / ")[0].replace(",", "")) > 4096)
    assert greeted.window.meter.isVisible()
    greeted.composer.set_text("short")
    greeted.wait(lambda: int(greeted.window.meter.text.split(" / ")[0].replace(",", "")) < 100)


def test_a_line_marks_what_the_model_no_longer_reads(person, models):
    person.write_settings('[language]\nlanguage = "en"\n[engine]\ncontext_tokens = 512\n')
    person.start_with(models["greeter"])
    for number in range(4):
        person.ask(f"{number} " + "word " * 24)
    mark = person.transcript._mark
    person.wait(lambda: person.transcript._mark is not None and person.transcript._mark.isVisible())
    mark = person.transcript._mark
    assert "no longer reads" in mark.words
    assert "512" in mark.words
    above = [view.message.text for view in person.transcript.views if view.y() < mark.y()]
    assert 0 < len(above) < len(person.transcript.views)
    assert len(above) % 2 == 0


def test_the_instructions_of_a_conversation_are_kept_and_read(greeted):
    greeted.wait(lambda: greeted.window.meter.text.endswith("/ 4,096"))
    before = int(greeted.window.meter.text.split(" / ")[0])
    greeted.click(greeted.window.top_bar.menu_button)
    greeted.choose_in_menu("This conversation…")
    dialog = greeted.wait_for(ConversationDialog)
    greeted.qtbot.keyClicks(dialog.findChild(QPlainTextEdit), "Answer briefly.")
    dialog.accept()
    greeted.wait(lambda: int(greeted.window.meter.text.split(" / ")[0]) > before)
    greeted.restart()
    assert greeted.app.conversation.levels.in_force().system_prompt == "Answer briefly."


def test_the_chat_template_is_looked_at_and_changed(greeted, models):
    greeted.click(greeted.window.top_bar.menu_button)
    greeted.choose_in_menu("Chat template…")
    dialog = greeted.wait_for(TemplateDialog)
    preview = dialog.findChild(QPlainTextEdit)
    greeted.wait(lambda: "<|im_start|>user" in preview.toPlainText())
    box = dialog.findChild(ComboBox)
    choose(box, "koalpaca")
    greeted.wait(lambda: "### 질문:" in preview.toPlainText())
    dialog.close()
    greeted.restart()
    assert greeted.app.library.template(models["greeter"]) == "koalpaca"
    greeted.wait_for_model(models["greeter"])
    loaded = greeted.app.engines.status(models["greeter"]).loaded
    assert loaded.info.template.name == "koalpaca"


def test_the_menu_offers_everything(greeted):
    greeted.click(greeted.window.top_bar.menu_button)
    menu = greeted.wait_for(QMenu)
    entries = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert entries == [
        "New window",
        "This conversation…",
        "Choose a persona…",
        "Chat template…",
        "Export this conversation…",
        "Copy this conversation as Markdown",
        "All conversations",
        "Personas and prompts…",
        "Settings…",
        "Open the log folder",
        "Keyboard shortcuts",
        "Check this computer",
        "Check for updates",
        "About Desktop Chat",
    ]
    menu.close()


def test_the_keyboard_reaches_everything(greeted):
    greeted.press("Ctrl+Shift+S")
    assert greeted.window.sidebar.is_collapsed
    greeted.press("Ctrl+Shift+S")
    assert not greeted.window.sidebar.is_collapsed
    greeted.press("Ctrl+M")
    assert greeted.window.switcher.isVisible()
    greeted.window.switcher.close()
    greeted.press("Ctrl+,")
    greeted.wait_for(SettingsDialog).accept()
    greeted.press("Ctrl+O")
    greeted.wait_for(QFileDialog).reject()
    greeted.press("Ctrl+N")
    assert greeted.window.empty_state.isVisible()


def test_models_stay_in_memory_or_go_as_the_setting_says(greeted, models):
    greeted.press("Ctrl+,")
    settings = greeted.wait_for(SettingsDialog)
    settings._nav.setCurrentRow(1)
    (keep,) = [
        box for box in settings.findChildren(QCheckBox) if box.accessibleName() == "Keep models in memory"
    ]
    keep.click()
    settings.accept()
    greeted.drop(models["other"])
    greeted.wait_for_model(models["other"])
    assert greeted.state_of(models["greeter"]) == "cold"
    assert len(greeted.engine_pids()) == 1


def test_a_start_never_forgets_what_was_open(person, models):
    person.start_with(models["greeter"])
    was_open = person.ask("Hello").conversation_id
    person.leave()
    person.app = App(person.qapp, person.paths, "")
    kept = []
    person.app.controller.state_changed.connect(kept.append)
    person.app.show()
    person.wait(lambda: person.conversation is not None)
    assert [state.conversation for state in kept] == [was_open]
    assert not person.window.empty_state.isVisible()
