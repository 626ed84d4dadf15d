"""Guessing the encoding of a text file: marks and strict rules first, then what reads most like a language."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from typing import Final

_SAMPLE: Final = 30_000
"""Bytes or characters a text is judged by; it is decoded as a whole afterwards."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")  # not tab, line, page, escape
_MOST_CONTROLS: Final = 0.01
"""The share of control characters a text may have: logs have some, binary files have many."""

_JIS_ESCAPE: Final = re.compile(rb"\x1b\$[@B]")
_LINES_BEYOND_ASCII: Final = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
_USUAL_BLOCKS: Final = frozenset(
    [*range(0x07), 0x20, 0x21, 0x22, 0x25, 0x30, *range(0x4E, 0xA0), *range(0xAC, 0xD8), 0xFF]
)

# The characters seen most: a handful of them tells one language's reading from another's.
_FREQUENT: Final = {
    "cp949": "이다는의에을가고하은지한로기를사도서리자어시나인해대스정으그아일라전장보수제부만들여주과면상원있안구성니"
    "비조게오중와무화위동국공세요트실연용관선경계결때말문내방생적파습럼지않없음할된른를할것같입력확",
    "gb18030": "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小"
    "么心多天而能好都然没日于起还发成事只作当想看文件无法用使名数据错误行",
    "big5": "的一是不了在人有我他這中大來上個國到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小"
    "麼心多天而能好都然沒日於起還發成事只作當想看文件無法用使名數據錯誤行",
    "cp932": "日本人大年一国中出会上生行者見分事私気文名用時場合入新指定対",
}


def decode(data: bytes) -> str:
    """Give the text of a file in whichever encoding it is; raises `UnicodeError` where it is no text.

    A mark at its beginning decides. Zero bytes mean UTF-16 or a binary file. Valid UTF-8 is taken for what it
    is: text in another encoding hardly ever is. What is left is one of the old encodings of Korean, Japanese,
    Chinese or western languages: the one in whose reading the characters and their neighbours are most usual.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding))
    if b"\0" in data[:_SAMPLE]:
        return _checked(data.decode(_utf16_order(data[:_SAMPLE])))
    if not (data.isascii() and _JIS_ESCAPE.search(data)):
        try:
            return _checked(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    for encoding in _by_likeness(data):
        try:
            return _checked(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _checked(data.decode("latin-1"))


def _checked(text: str) -> str:
    """Give a text back; raises `UnicodeError` where it is none."""
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise UnicodeError("more control characters than a text has")
    return text


def _utf16_order(sample: bytes) -> str:
    """Give which UTF-16 bytes without a mark are; raises `UnicodeError` where they are none."""
    orders = ("utf-16-le", "utf-16-be")
    usual = {order: _usual_share(sample[: len(sample) // 2 * 2].decode(order, "replace")) for order in orders}
    best = max(orders, key=lambda order: usual[order])
    if usual[best] < 0.9:
        raise UnicodeError("neither UTF-16 nor another text")
    return best


def _usual_share(text: str) -> float:
    """Give the share of characters that texts are made of: not unassigned, private or controls."""
    usual = sum(
        each in "\t\n\r" or (ord(each) >> 8 in _USUAL_BLOCKS and unicodedata.category(each)[0] != "C")
        for each in text
    )
    return usual / len(text) if text else 0.0


# ---- the old encodings


def _by_likeness(data: bytes) -> list[str]:
    """Give the encodings that can read the data, the likeliest first."""
    if _JIS_ESCAPE.search(data):
        return ["iso2022_jp_2"]
    sample = bytearray()
    for line in _LINES_BEYOND_ASCII.finditer(data):
        sample += line[0]
        if len(sample) >= _SAMPLE:
            break
    scores: dict[str, float] = {}
    for encoding, weigh in _WEIGHS.items():
        try:  # the sample may end within a character, which an incremental decoder lets pass
            text = codecs.getincrementaldecoder(encoding)().decode(bytes(sample[:_SAMPLE]))
        except UnicodeDecodeError:
            continue
        scores[encoding] = _score(text, weigh)
    return sorted(scores, key=lambda encoding: -scores[encoding])


def _score(text: str, weigh: Callable[[str, str, str], float]) -> float:
    """Give the mean weight of the characters beyond ASCII, each weighed with its neighbours."""
    padded = f" {text} "
    weights = [
        weigh(before, character, after)
        for before, character, after in zip(padded, text, padded[2:], strict=False)
        if character > "\x7f"
    ]
    return sum(weights) / len(weights) if weights else 0.0


def _weigh_korean(before: str, character: str, after: str) -> float:
    if "가" <= character <= "힣":
        if character in _FREQUENT["cp949"]:
            return 1.0
        is_common = min(character.encode("cp949")) >= 0xA1  # one of KS X 1001's 2,350; the rest is rare
        return (-0.3 if _is_among_letters(before, after) else 0.6) if is_common else -0.5
    return 0.1 if _is_han(character) else _weigh_sign(character)


def _weigh_japanese(before: str, character: str, after: str) -> float:
    if "ぁ" <= character <= "ヿ":
        return 1.0
    if "｡" <= character <= "ﾟ":
        return -0.3  # half-width kana are single bytes: what is not Japanese easily looks so
    if _is_han(character):
        return _weigh_han(before, after, 0.8 if character in _FREQUENT["cp932"] else 0.5)
    return _weigh_sign(character)


def _weigh_chinese(encoding: str, common_leads: range) -> Callable[[str, str, str], float]:
    """Weigh by one of the encodings whose first level, of the common characters, has certain lead bytes."""

    def weigh(before: str, character: str, after: str) -> float:
        if not _is_han(character):
            return _weigh_sign(character)
        if character in _FREQUENT[encoding]:
            return _weigh_han(before, after, 1.0)
        lead, trail = character.encode(encoding)[:2]
        is_common = lead in common_leads and (trail >= 0xA1 or encoding == "big5")
        return _weigh_han(before, after, 0.5) if is_common else -0.3

    return weigh


def _weigh_western(before: str, character: str, after: str) -> float:
    if not character.isalpha():
        return 0.3 if character in "–—‘’“”„…€°§«»©®·•¿¡£×÷\xa0" else -0.5
    if before > "\x7f" and before.isalpha():
        return 0.1 if before in "çãõ" else -0.6  # else letters with accents hardly ever stand side by side
    is_in_word = any(each.isascii() and each.isalpha() for each in (before, after))
    return 0.9 if is_in_word and character.islower() else 0.5


def _weigh_han(before: str, after: str, weight: float) -> float:
    """Lessen the weight of a character that stands alone: neither language puts spaces between words."""
    if _is_among_letters(before, after):
        return -0.3
    return weight if before > "\x7f" or after > "\x7f" else weight - 0.4


def _is_among_letters(before: str, after: str) -> bool:
    """Say whether a character stands alone among Latin letters: it rather is one of them."""
    return before < "\x80" and after < "\x80" and (before.isalpha() or after.isalpha())


def _weigh_sign(character: str) -> float:
    return 0.5 if character in "·…‘’“”「」『』、。，？！：；（）～　・ー《》" else -0.3


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿"


_WEIGHS: Final[dict[str, Callable[[str, str, str], float]]] = {
    "cp949": _weigh_korean,
    "cp932": _weigh_japanese,
    "euc_jp": _weigh_japanese,
    "gb18030": _weigh_chinese("gb18030", range(0xB0, 0xD8)),
    "big5": _weigh_chinese("big5", range(0xA4, 0xC7)),
    "cp1252": _weigh_western,
}
