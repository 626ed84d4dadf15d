"""Whether the message being written fits into the model's context, as far as it has been counted."""

from __future__ import annotations

from typing import Final

from desktop_chat.chat.messages import Draft

_REPLY_TOKENS: Final = 64
"""Tokens the engine keeps free for a reply at least, in contexts that are not tiny."""

_LIKELY: Final = (0.5, 3.0)
"""How many times the estimated tokens of a text a model's own may be."""


class DraftFit:
    """Knows by how many tokens the draft is too long, and what a text counts in this model's tokens."""

    def __init__(self) -> None:
        self.excess = 0
        self._ratio = 1.0

    def set_use(self, tokens: int | None, context_tokens: int, draft: Draft) -> None:
        """Take what was counted: the tokens of the prompt with the draft in it, without what may drop out."""
        room = context_tokens - min(_REPLY_TOKENS, context_tokens // 8)
        self.excess = max(0, tokens - room) if tokens is not None and context_tokens and draft else 0
        if self.excess and tokens is not None:
            estimated = max(
                1, _estimate(draft.text) + sum(_estimate(each.text) for each in draft.attachments)
            )
            self._ratio = min(max(tokens / estimated, _LIKELY[0]), _LIKELY[1])

    def forget(self) -> None:
        """Know nothing: the draft is another one now."""
        self.excess = 0

    def count(self, text: str) -> int:
        """Give about how many tokens of the model a text has."""
        return round(_estimate(text) * self._ratio)


def _estimate(text: str) -> int:
    from desktop_chat.chat.attaching import estimate_tokens  # noqa: PLC0415  not needed for a start

    return estimate_tokens(text)
