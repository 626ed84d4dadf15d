"""Plain words, in the reader's language, for the codes and figures of models, files and downloads."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from desktop_chat.faults import QT_TRANSLATE_NOOP
from desktop_chat.models.catalog import Skill
from desktop_chat.models.fit import Verdict
from desktop_chat.models.hub.quantizations import Quality
from desktop_chat.models.library import Place
from desktop_chat.models.recommend import Reason
from desktop_chat.ui.sentences import file_size

_VERDICTS: Final[dict[Verdict, str]] = {
    "fits": QT_TRANSLATE_NOOP("ModelWords", "Fits"),
    "tight": QT_TRANSLATE_NOOP("ModelWords", "Tight"),
    "slow": QT_TRANSLATE_NOOP("ModelWords", "Slow"),
    "does_not_fit": QT_TRANSLATE_NOOP("ModelWords", "Does not fit"),
}

VERDICT_SIGNS: Final[dict[Verdict, tuple[str, str]]] = {
    "fits": ("check", "success"),
    "tight": ("warning", "warning"),
    "slow": ("slow", "warning"),
    "does_not_fit": ("error", "danger"),
}
"""The icon of each verdict and the theme's token of its colour."""

_QUALITIES: Final[dict[Quality, str]] = {
    "smallest": QT_TRANSLATE_NOOP("ModelWords", "Smallest"),
    "small": QT_TRANSLATE_NOOP("ModelWords", "Smaller"),
    "best_balance": QT_TRANSLATE_NOOP("ModelWords", "Best balance"),
    "high": QT_TRANSLATE_NOOP("ModelWords", "High quality"),
    "nearly_lossless": QT_TRANSLATE_NOOP("ModelWords", "Nearly lossless"),
    "original": QT_TRANSLATE_NOOP("ModelWords", "Original"),
}

_REASONS: Final[dict[Reason, str]] = {
    "best": QT_TRANSLATE_NOOP("ModelWords", "The best answers this PC can give"),
    "fast": QT_TRANSLATE_NOOP("ModelWords", "Answers fast, and well enough for most things"),
    "korean": QT_TRANSLATE_NOOP("ModelWords", "The best Korean this PC can write"),
    "coding": QT_TRANSLATE_NOOP("ModelWords", "The best help with programming on this PC"),
    "small": QT_TRANSLATE_NOOP("ModelWords", "Soon downloaded, and light on memory"),
}

_SKILLS: Final[dict[Skill, str]] = {
    "chat": QT_TRANSLATE_NOOP("ModelWords", "Conversation"),
    "korean": QT_TRANSLATE_NOOP("ModelWords", "Good at Korean"),
    "writing": QT_TRANSLATE_NOOP("ModelWords", "Writing"),
    "coding": QT_TRANSLATE_NOOP("ModelWords", "Programming"),
    "reasoning": QT_TRANSLATE_NOOP("ModelWords", "Thinking through"),
    "translation": QT_TRANSLATE_NOOP("ModelWords", "Translation"),
    "summaries": QT_TRANSLATE_NOOP("ModelWords", "Summaries"),
    "completion": QT_TRANSLATE_NOOP("ModelWords", "Continues a text, does not chat"),
}

_LANGUAGES: Final[dict[str, str]] = {
    "ar": QT_TRANSLATE_NOOP("ModelWords", "Arabic"),
    "de": QT_TRANSLATE_NOOP("ModelWords", "German"),
    "en": QT_TRANSLATE_NOOP("ModelWords", "English"),
    "es": QT_TRANSLATE_NOOP("ModelWords", "Spanish"),
    "fr": QT_TRANSLATE_NOOP("ModelWords", "French"),
    "hi": QT_TRANSLATE_NOOP("ModelWords", "Hindi"),
    "id": QT_TRANSLATE_NOOP("ModelWords", "Indonesian"),
    "it": QT_TRANSLATE_NOOP("ModelWords", "Italian"),
    "ja": QT_TRANSLATE_NOOP("ModelWords", "Japanese"),
    "ko": QT_TRANSLATE_NOOP("ModelWords", "Korean"),
    "nl": QT_TRANSLATE_NOOP("ModelWords", "Dutch"),
    "pl": QT_TRANSLATE_NOOP("ModelWords", "Polish"),
    "pt": QT_TRANSLATE_NOOP("ModelWords", "Portuguese"),
    "ru": QT_TRANSLATE_NOOP("ModelWords", "Russian"),
    "th": QT_TRANSLATE_NOOP("ModelWords", "Thai"),
    "tr": QT_TRANSLATE_NOOP("ModelWords", "Turkish"),
    "vi": QT_TRANSLATE_NOOP("ModelWords", "Vietnamese"),
    "zh": QT_TRANSLATE_NOOP("ModelWords", "Chinese"),
}

_PLACES: Final[dict[Place, str]] = {
    "own": "",
    "elsewhere": "",
    "lm_studio": "LM Studio",
    "ollama": "Ollama",
    "jan": "Jan",
    "gpt4all": "GPT4All",
    "hugging_face": "Hugging Face",
}

_WORDS_PER_TOKEN: Final = 0.75  # of English text, the usual rule
_KOREAN_WORDS_PER_TOKEN: Final = 0.4  # particles and endings are tokens of their own


def verdict(code: Verdict) -> str:
    """Say in a word or three whether a model fits."""
    return _translated(_VERDICTS[code])


def quality(code: Quality) -> str:
    """Name a class of quantizations."""
    return _translated(_QUALITIES[code])


def reason(code: Reason) -> str:
    """Say why a model is recommended."""
    return _translated(_REASONS[code])


def skill(code: Skill) -> str:
    """Name what a model is good at."""
    return _translated(_SKILLS[code])


def language(code: str) -> str:
    """Name a language; one without a name of ours is named in itself."""
    if code in _LANGUAGES:
        return _translated(_LANGUAGES[code])
    return QLocale(code).nativeLanguageName() if QLocale(code) != QLocale.c() else code


def language_codes() -> list[str]:
    """Give the languages that have a name of ours, sorted by it."""
    return sorted(_LANGUAGES, key=language)


def place(code: Place) -> str:
    """Name the app in whose folder a model lies; nothing for files of the user's own."""
    return _PLACES[code]


def count(number: int) -> str:
    """Give a large count in short, such as `1.2M`."""
    if number < 1000:
        return str(number)
    if number < 999_500:
        return QCoreApplication.translate("ModelWords", "{number}K", "thousands").format(
            number=_short(number / 1e3)
        )
    return QCoreApplication.translate("ModelWords", "{number}M", "millions").format(
        number=_short(number / 1e6)
    )


def amount_of(done: int, total: int) -> str:
    """Say how much of something is there, as in `1.2 of 4.1 GB`."""
    had, whole = file_size(done), file_size(total)
    if had.split()[-1] == whole.split()[-1]:
        had = had.split()[0]
    return QCoreApplication.translate("ModelWords", "{done} of {total}").format(done=had, total=whole)


def rate(bytes_a_second: float) -> str:
    """Give the speed of a download."""
    has_one_digit = len(str(round(bytes_a_second))) % 3 == 1
    size = QLocale().formattedDataSize(
        round(bytes_a_second), 1 if has_one_digit else 0, QLocale.DataSizeFormat.DataSizeSIFormat
    )
    return QCoreApplication.translate("ModelWords", "{size}/s", "bytes a second").format(size=size)


def time_left(seconds: float) -> str:
    """Say how long something will take, in whole minutes where it is more than one."""
    whole, minutes = max(1, round(seconds)), round(seconds / 60)
    if seconds < 60:
        return QCoreApplication.translate("ModelWords", "{seconds} s left").format(seconds=whole)
    if minutes < 60:
        return QCoreApplication.translate("ModelWords", "{minutes} min left").format(minutes=minutes)
    return QCoreApplication.translate("ModelWords", "{hours} h {minutes} min left").format(
        hours=minutes // 60, minutes=minutes % 60
    )


def clock(seconds: float) -> str:
    """Give the time of day of a moment in seconds since 1970."""
    time = QDateTime.fromSecsSinceEpoch(round(seconds)).time()
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def day(seconds: float) -> str:
    """Give the date of a moment in seconds since 1970."""
    moment = datetime.fromtimestamp(seconds)
    form = QCoreApplication.translate("ModelWords", "d MMM yyyy", "a date, in a format of Qt")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), form)


def month(released: str) -> str:
    """Give a year and month such as `2024-07` as people write it."""
    year, _, number = released.partition("-")
    if not (year.isdecimal() and number.isdecimal()):
        return released
    form = QCoreApplication.translate("ModelWords", "MMMM yyyy", "a month, in a format of Qt")
    return QLocale().toString(QDate(int(year), int(number), 1), form)


def tokens(number: int) -> str:
    """Give a count of tokens with its separators."""
    return QLocale().toString(number)


def words_a_second(tokens_a_second: float) -> str:
    """Say how fast replies are written, in words of the language in use."""
    is_korean = QLocale().language() == QLocale.Language.Korean
    words = tokens_a_second * (_KOREAN_WORDS_PER_TOKEN if is_korean else _WORDS_PER_TOKEN)
    if words < 1:
        return QCoreApplication.translate("ModelWords", "less than one word a second")
    if words < 1.5:
        return QCoreApplication.translate("ModelWords", "about one word a second")
    text = QCoreApplication.translate("ModelWords", "about {count} words a second")
    return text.format(count=round(words))


def joined(*parts: str) -> str:
    """Put facts in a line, leaving out what is empty."""
    return " · ".join(filter(None, parts))


def _translated(text: str) -> str:
    return QCoreApplication.translate("ModelWords", text)


def _short(number: float) -> str:
    return QLocale().toString(number, "f", 1 if number < 10 else 0)
