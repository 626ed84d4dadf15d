"""Where a link leads, taken apart so that it cannot deceive: its site, and what is odd about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple
from urllib.parse import unquote

from PySide6.QtCore import QUrl, QUrlQuery

Oddity = Literal["user", "lookalike", "foreign", "hidden"]
"""`user`: a name stands before the site; `lookalike`: letters of the site pose as others; `foreign`: it has letters
beyond a to z; `hidden`: there are characters in the address that nobody sees, or that turn the others around."""

_ENCODED: Final = QUrl.ComponentFormattingOption.FullyEncoded
_USUAL_PORTS: Final = {"http": 80, "https": 443}
_MAIL_FIELDS: Final = (
    "to",
    "cc",
    "bcc",
    "subject",
    "body",
)  # others, such as `attach`, name files of this PC
_POSING: Final = frozenset("асԁеһіјӏорԛѕԝхүзьυοανρτικωµɑɡıḷẹọạ")
_ALONE: Final = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")  # alphabets whose letters look like Latin ones
_TOGETHER: Final = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA"},
    {"LATIN", "CJK", "HANGUL"},
)
"""Alphabets that are written together, as browsers take it (Unicode Technical Standard 39, highly restrictive)."""


class Address(NamedTuple):
    """An address as it will be asked for, in ASCII alone."""

    url: QUrl
    before: str  # the site, such as `https://`
    site: str  # the host, with a port that is not the usual one; of mail, the addresses
    after: str
    oddities: tuple[Oddity, ...]
    readable: str  # the site in its own letters

    @property
    def text(self) -> str:
        """The whole address."""
        return self.before + self.site + self.after

    @property
    def is_mail(self) -> bool:
        """Whether it is for the program that writes mail."""
        return self.url.scheme() == "mailto"

    @property
    def can_be_trusted(self) -> bool:
        """Whether its site may be opened without asking from now on: only one that is what it seems."""
        return not self.is_mail and set(self.oddities) <= {"foreign"}


def address_of(link: str | QUrl) -> Address | None:
    """Take a link apart; None for what is neither on the web nor mail, or leads nowhere."""
    url = QUrl(link)
    scheme = url.scheme().lower()
    if scheme == "mailto" and url.path():
        return _mail(url)
    if scheme in _USUAL_PORTS and url.isValid() and url.host():
        return _web(url, scheme)
    return None


def _web(url: QUrl, scheme: str) -> Address:
    if url.port() == _USUAL_PORTS[scheme]:
        url.setPort(-1)
    host = url.host(_ENCODED)
    port = f":{url.port()}" if url.port() >= 0 else ""
    user = f"{url.userInfo(_ENCODED)}@" if url.userInfo() else ""
    after = url.toString(
        _ENCODED | QUrl.UrlFormattingOption.RemoveScheme | QUrl.UrlFormattingOption.RemoveAuthority
    )
    labels = [_decoded(label) for label in host.split(".")]
    shown = f"[{host}]" if ":" in host else host
    oddities = tuple(_oddities_of(url, labels))
    return Address(url, f"{scheme}://{user}", shown + port, after, oddities, ".".join(labels) + port)


def _mail(url: QUrl) -> Address:
    query, kept = QUrlQuery(url), QUrlQuery()
    for name, value in query.queryItems(_ENCODED):
        if name.lower() in _MAIL_FIELDS:
            kept.addQueryItem(name, value)
    url.setQuery(kept)
    path = url.path(_ENCODED)
    after = f"?{url.query(_ENCODED)}" if url.hasQuery() and url.query() else ""
    oddities: tuple[Oddity, ...] = ("hidden",) if _has_hidden(path) else ()
    return Address(url, "mailto:", path, after, oddities, path)


def _oddities_of(url: QUrl, labels: Sequence[str]) -> Iterator[Oddity]:
    if url.userInfo():
        yield "user"
    if any(_poses(label) for label in labels):
        yield "lookalike"
    elif any(not label.isascii() for label in labels):
        yield "foreign"
    if _has_hidden(url.toString(_ENCODED)):
        yield "hidden"


def _decoded(label: str) -> str:
    """Give a part of a host in its own letters, as RFC 3492 spells them out."""
    if not label.startswith("xn--"):
        return label
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
    return decoded if decoded.replace("-", "").isalnum() else label


def _poses(label: str) -> bool:
    if label.isascii():
        return label.startswith("xn--")  # it says that it has other letters, and has none
    alphabets = {unicodedata.name(each, "?").split()[0] for each in label if each.isalpha()}
    is_usual = len(alphabets) == 1 or any(alphabets <= each for each in _TOGETHER)
    return not is_usual or (
        bool(alphabets & set(_ALONE)) and set(label.lower()) <= _POSING | set("-0123456789")
    )


def _has_hidden(encoded: str) -> bool:
    """Tell of characters that have no shape of their own, such as those that turn the direction of writing."""
    return any(unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp") for each in unquote(encoded))
