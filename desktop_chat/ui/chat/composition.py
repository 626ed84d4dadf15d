"""What Enter means while an input method composes: Korean sends with it, Japanese and Chinese commit with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale

_CONVERTED: Final = {QLocale.Language.Japanese, QLocale.Language.Chinese, QLocale.Language.Cantonese}


def enter_sends(preedit: str, language: QLocale.Language) -> bool:
    """Say whether Enter, pressed while `preedit` is being composed, sends the message with it.

    Composing Hangul is typing: each syllable stands as it is shown, and Enter is Enter. Its users press it once,
    and the message goes with the last syllable. Kana and Pinyin are typed to be converted: there Enter says
    “yes, these characters”, and only the next one sends.

    Mostly the input method itself sees to the difference. It swallows the Enter that commits (Windows gives
    `VK_PROCESSKEY`, which Qt drops; macOS calls `insertText:` and not `insertNewline:`; ibus and fcitx answer that
    they handled the key), and passes on one that has committed Hangul, before the commit or after it. So this
    rule is for a key that arrives while there still is a preedit, and for one that arrives with the commit, as
    ibus-skk sends it. What is being composed decides before the language does, for a Korean may well write
    Japanese with another language being reported: Hangul alone means sending. Latin letters may be Pinyin or
    Romaji as well as a Vietnamese word: there the input method's language decides, and one that is not known
    (`C`) is taken to convert, since an Enter too many does less harm than half a message.
    """
    letters = [each for each in preedit if not each.isspace()]
    if letters and all(map(_is_hangul, letters)):
        return True
    is_latin = all(
        ord(each) < 0x0250 or 0x1E00 <= ord(each) < 0x1F00 or 0x0300 <= ord(each) < 0x0370 for each in letters
    )
    return is_latin and language not in _CONVERTED and language != QLocale.Language.C


def _is_hangul(character: str) -> bool:
    """Say whether it is a syllable or a letter of Hangul, old ones too."""
    return (
        "가" <= character <= "힣"
        or "\u3130" <= character <= "\u318f"
        or "\u1100" <= character <= "\u11ff"
        or "\ua960" <= character <= "\ua97f"
        or "\ud7b0" <= character <= "\ud7ff"
    )
