"""What Enter does while something is composed: key and input method events as each platform sends them.

The orders are those of Qt's plugins: qwindowsinputcontext.cpp and qwindowskeymapper.cpp (an Enter the input method
uses up comes as VK_PROCESSKEY and is dropped), qnsview_complextext.mm and qnsview_keys.mm (`insertText:` is a commit,
and `insertNewline:` lets the key through), qibusplatforminputcontext.cpp, and fcitx5-qt's plugin; those of ibus were
also seen on the real ibus-hangul, ibus-libpinyin, ibus-skk and ibus-unikey.
"""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.chat.composer_edit import COMMIT_MILLISECONDS, ComposerEdit
from desktop_chat.ui.chat.composition import enter_sends

ENTER = "⏎"
RELEASE = "⏏"
BREAK = "⇧⏎"


@pytest.fixture
def field(qtbot, theme_manager):
    edit = ComposerEdit()
    qtbot.addWidget(edit)
    edit.resize(600, 40)
    edit.sent = []

    def take():
        edit.sent.append(edit.text())
        edit.set_text("")

    edit.submitted.connect(take)
    return edit


def play(field, steps):
    """Send events: a key, or what is composed (`한`), committed (`=한`), or both (`=한ㄱ` is written `=한|ㄱ`)."""
    for step in steps:
        if step == ENTER:
            QTest.keyPress(field, Qt.Key.Key_Return)
        elif step == BREAK:
            QTest.keyPress(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        elif step == RELEASE:
            QTest.keyRelease(field, Qt.Key.Key_Return)
        else:
            compose(field, step)


def compose(field, step):
    commit, _, preedit = step[1:].partition("|") if step.startswith("=") else ("", "", step)
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def settled(field, qtbot):
    """Give what was sent once nothing more can come of what was pressed."""
    qtbot.waitUntil(lambda: not field._is_settling)
    return field.sent


KOREAN = {
    "Windows": ["ㅇ", "아", "안", "=안|ㄴ", "녀", "녕", "=녕", ENTER, RELEASE],
    "Windows, cleared first": ["안", "=안|녕", "", "=녕", ENTER, RELEASE],
    "macOS": ["ㅇ", "안", "=안", "ㄴ", "녕", "=녕", ENTER, RELEASE],
    "ibus": ["안", "", "=안", "ㄴ", "녕", "", "=녕", "", "", ENTER, RELEASE],
    "ibus, waiting for each answer": ["안", "", "=안", "녕", ENTER, "", "=녕", "", RELEASE],
    "ibus, waiting, cleared first": ["안", "", "=안", "녕", "", ENTER, "=녕", "", RELEASE],
    "fcitx": ["안", "=안|ㄴ", "녕", "=녕", ENTER, RELEASE],
    "fcitx, commit after the key": ["안", "=안|ㄴ", "녕", ENTER, "=녕", RELEASE],
    "one that is not asked": ["안", "=안|ㄴ", "녕", ENTER, RELEASE],
}

CONVERTED = {
    "Windows, Japanese": ["に", "にほn", "にほん", "日本", "=日本", RELEASE],
    "macOS, Japanese": ["に", "にほん", "日本", "=日本", RELEASE],
    "ibus, Japanese": ["にほん", "日本", "", "=日本", RELEASE],
    "ibus, SKK passes the key on": ["▽にほん", "=日本", ENTER, RELEASE],
    "one that passes the key on first": ["にほん", ENTER, RELEASE, "", "=日本"],
    "Windows, Pinyin": ["n", "ni", "ni hao", "=你好", RELEASE],
    "macOS, Pinyin": ["ni hao", "=nihao", RELEASE],
    "ibus, Pinyin": ["年", "你", "你好", "=你好", "", RELEASE],
    "Bopomofo": ["ㄋ", "ㄋㄧ", "你", "=你", RELEASE],
}


@pytest.mark.parametrize("steps", KOREAN.values(), ids=KOREAN)
def test_one_enter_sends_korean_with_its_last_syllable_once(field, qtbot, steps):
    play(field, steps)
    assert settled(field, qtbot) == ["안녕"]
    assert field.text() == ""
    assert field.preedit == ""


@pytest.mark.parametrize("steps", CONVERTED.values(), ids=CONVERTED)
def test_enter_commits_what_is_converted_and_only_the_next_one_sends(field, qtbot, steps):
    play(field, steps)
    qtbot.waitUntil(field._confirmed.hasExpired)  # nobody presses Enter again so soon
    assert settled(field, qtbot) == []
    committed = field.text()
    assert committed in {"日本", "你好", "nihao", "你"}
    play(field, [ENTER, RELEASE])
    assert settled(field, qtbot) == [committed]


def test_a_vietnamese_word_is_sent_with_the_enter_that_ends_it(field, qtbot, monkeypatch):
    monkeypatch.setattr("desktop_chat.ui.chat.composer_edit._language", lambda: QLocale.Language.Vietnamese)
    play(field, ["v", "vi", "việt", "=việt", "", ENTER, RELEASE])
    assert settled(field, qtbot) == ["việt"]


def test_the_next_message_begun_with_the_last_commit_stays(field, qtbot):
    play(field, ["안", ENTER, "=안|ㄴ"])
    assert settled(field, qtbot) == ["안"]
    assert field.preedit == "ㄴ"


def test_a_line_break_waits_for_the_syllable_too(field, qtbot):
    play(field, ["안", BREAK, "=안", "녕", "=녕", ENTER])
    assert settled(field, qtbot) == ["안\n녕"]


def test_a_letter_the_input_method_lets_pass_waits_for_the_syllable(field, qtbot):
    play(field, ["녕"])
    QTest.keyClicks(field, "ok")
    play(field, ["", "=녕", ENTER])
    assert settled(field, qtbot) == ["녕ok"]


def test_a_line_break_takes_a_syllable_that_is_not_committed(field, qtbot):
    play(field, ["안", BREAK])
    qtbot.waitUntil(lambda: field.text() == "안\n", timeout=20 * COMMIT_MILLISECONDS)


@pytest.mark.parametrize("preedit", ["녕", "ㄴ", "ㅋㅋ", "하 하", "\u1112\u1161"])
@pytest.mark.parametrize("language", [QLocale.Language.Korean, QLocale.Language.Japanese, QLocale.Language.C])
def test_hangul_is_sent_whatever_language_is_told(preedit, language):
    assert enter_sends(preedit, language)


@pytest.mark.parametrize("preedit", ["にほん", "日本", "ニ", "▽に", "你好", "ㄋㄧ", "한日"])
@pytest.mark.parametrize("language", [QLocale.Language.Korean, QLocale.Language.Japanese, QLocale.Language.C])
def test_what_is_converted_is_not_sent_whatever_language_is_told(preedit, language):
    assert not enter_sends(preedit, language)


@pytest.mark.parametrize(
    ("language", "sends"),
    [
        (QLocale.Language.Chinese, False),
        (QLocale.Language.Japanese, False),
        (QLocale.Language.C, False),
        (QLocale.Language.Vietnamese, True),
        (QLocale.Language.French, True),
    ],
)
@pytest.mark.parametrize("preedit", ["ni hao", "việt", "´", "e\u0301"])
def test_latin_letters_are_what_the_language_makes_of_them(preedit, language, sends):
    assert enter_sends(preedit, language) is sends
