"""Links: which addresses may be one, and addresses that stand in the text by themselves."""

from __future__ import annotations

import re
from typing import Final

from markdown_it.rules_inline import StateInline, autolink

BARE_LINK: Final = r"(?<![0-9A-Za-z_/@.-])(?i:https?://|www\.)"

_START: Final = re.compile(BARE_LINK)
_HOST: Final = re.compile(r"(?:https?://|www\.)[0-9a-z]", re.IGNORECASE)
_ADDRESSES: Final = ("http://", "https://", "mailto:")
_ADDRESS: Final = (  # compiled once there may be one: a start shows messages, most of them without
    r"(?i:(?:https?://|www\.)(?:[0-9a-z_-]+\.)*[0-9a-z_-]+(?::[0-9]{1,5})?)"
    r"(?:[/?#][^\s<>\"`\\|^{}\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]*)?"
)
_END: Final = r"(?:[?!.,:;*_~'$]|&[0-9A-Za-z]+;|(?<=[0-9A-Za-z])[가-힣]+)$"
_BRACKETS: Final = {")": "(", "]": "["}
_AUTOLINK: Final = re.compile(r"<(?:https?://|mailto:|[^\s<>:]+@)", re.IGNORECASE)


def is_allowed(address: str) -> bool:
    """Tell whether an address may be a link: only the web and mail."""
    return address.lower().startswith(_ADDRESSES)


def bare_link(state: StateInline, silent: bool) -> bool:
    """Read an address that stands in the text by itself."""
    if state.linkLevel or state.src[state.pos] not in "hHwW":
        return False
    match = re.compile(_ADDRESS).match(state.src, state.pos, state.posMax)
    if match is None or not _START.match(state.src, state.pos):
        return False
    text = _trimmed(match[0])
    if not _HOST.match(text):
        return False
    if not silent:
        address = text if "://" in text else f"https://{text}"
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(address)}
        state.push("text", "", 0).content = text
        state.push("link_close", "a", -1)
    state.pos += len(text)
    return True


def marked_link(state: StateInline, silent: bool) -> bool:
    """Read an address between `<` and `>`; `<std::string>` is none."""
    return _AUTOLINK.match(state.src, state.pos) is not None and autolink(state, silent)


def _trimmed(address: str) -> str:
    """Leave out what ends the sentence, not the address: a full stop, a closing bracket, a Korean particle."""
    while True:
        last = address[-1]
        if (end := re.search(_END, address)) is not None:
            address = address[: end.start()]
        elif last in _BRACKETS and address.count(last) > address.count(_BRACKETS[last]):
            address = address[:-1]
        else:
            return address
