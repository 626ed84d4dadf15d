import subprocess
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale
from PySide6.QtWidgets import QLabel

from desktop_chat.ui.translation import Translations, system_language

KOREAN = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context><name>Greeting</name>
  <message><source>Hello</source><translation>안녕하세요</translation></message>
</context>
</TS>
"""


class Greeting(QLabel):
    """Follows the language as the app's widgets do."""

    def __init__(self):
        super().__init__()
        self.retranslate()

    def retranslate(self):
        self.setText(QCoreApplication.translate("Greeting", "Hello"))

    def changeEvent(self, event):  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


@pytest.fixture
def translations(qapp, tmp_path):
    source = tmp_path / "desktop_chat_ko.ts"
    source.write_text(KOREAN, encoding="utf-8")
    tool = next(Path(PySide6.__file__).parent.glob("lrelease*"))
    subprocess.run([tool, source, "-silent"], check=True, timeout=60)
    before = QLocale()
    made = Translations(tmp_path)
    yield made
    made.use("en")
    QLocale.setDefault(before)


def test_windows_change_their_language_while_they_are_open(translations, qtbot):
    label = Greeting()
    qtbot.addWidget(label)
    label.show()
    with qtbot.waitSignal(translations.changed) as blocker:
        translations.use("ko")
    assert blocker.args == ["ko"]
    assert translations.language == "ko"
    qtbot.waitUntil(lambda: label.text() == "안녕하세요")
    translations.use("en")
    qtbot.waitUntil(lambda: label.text() == "Hello")


def test_qt_s_own_words_are_translated_too(translations):
    translations.use("ko")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "취소"
    translations.use("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_dates_follow_the_language(translations):
    translations.use("ko")
    assert QLocale().toString(QDate(2026, 3, 1), "MMMM") == "3월"
    translations.use("en")
    assert QLocale().toString(QDate(2026, 3, 1), "MMMM") == "March"


def test_the_system_s_language_is_one_the_app_speaks(translations):
    translations.use("system")
    assert translations.language == system_language()
    assert system_language() in ("en", "ko")
