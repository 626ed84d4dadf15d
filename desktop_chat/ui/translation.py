"""The language of the window: loads Qt Linguist files and switches while the app runs."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

Language = Literal["en", "ko"]
LanguageChoice = Literal["system", "en", "ko"]

_LOCALES: Final[dict[Language, QLocale]] = {
    "en": QLocale(QLocale.Language.English),
    "ko": QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea),
}


class Translations(QObject):
    """Installs the translations of one language; Qt then sends every window `QEvent.LanguageChange`.

    Signals:
        changed(str): the language in use is now this one, `en` or `ko`.
    """

    changed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._installed: list[QTranslator] = []
        self._language: Language = "en"

    @property
    def language(self) -> Language:
        """The language in use."""
        return self._language

    def use(self, choice: LanguageChoice) -> None:
        """Switch to a language, or to the system's (Korean where it is preferred, else English)."""
        language = system_language() if choice == "system" else choice
        self._remove()
        QLocale.setDefault(self._locale(choice, language))
        self._language = language
        self._install(f"desktop_chat_{language}", str(self._folder))
        self._install(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self.changed.emit(language)

    @staticmethod
    def _locale(choice: LanguageChoice, language: Language) -> QLocale:
        # An English system set to British or Canadian dates keeps them.
        system = QLocale.system()
        follows = choice == "system" and system.language() == _LOCALES[language].language()
        return system if follows else _LOCALES[language]

    def _remove(self) -> None:
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        if translator.load(name, folder) and not translator.isEmpty():
            QCoreApplication.installTranslator(translator)
            self._installed.append(translator)
        else:
            translator.deleteLater()


def system_language() -> Language:
    """Give the first language of the user's system that the app speaks, else English."""
    for tag in QLocale.system().uiLanguages():
        if tag.startswith("ko"):
            return "ko"
        if tag.startswith("en"):
            return "en"
    return "en"
