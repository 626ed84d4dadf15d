"""Reusing what a context has read: the tokens two prompts share are not evaluated again."""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable
from typing import Final, TypeVar

from msgspec import Struct

from desktop_chat.engine.llama import Context, DecodeOutcome, Model

CHECKPOINT_BYTES: Final = 128 << 20
"""Memory for checkpoints; of models so large that one would not fit, a twentieth of their size."""

SAVED_BYTES: Final = 256 << 20
"""Memory for the states of conversations left for another one."""

_WORTH_SAVING: Final = 256  # tokens
_State = ctypes.Array[ctypes.c_char]
_Kept = TypeVar("_Kept")


class Checkpoint(Struct, frozen=True):
    """What a model that cannot take back tokens held after the first `length` of them."""

    length: int
    state: _State


class _Saved(Struct, frozen=True):
    """All a context held of a conversation."""

    tokens: array[int]
    checkpoints: tuple[Checkpoint, ...]
    state: _State

    @property
    def size(self) -> int:
        return len(self.state) + sum(len(each.state) for each in self.checkpoints)


class CachedSequence:
    """The one sequence of a context, and which tokens are in it.

    Plain models forget any end of it. A sliding window only goes back as far as its cells are still there,
    and a recurrent state not at all: for those, checkpoints are kept at places that later prompts will share.
    """

    def __init__(
        self,
        model: Model,
        context: Context,
        *,
        checkpoint_bytes: int = CHECKPOINT_BYTES,
        saved_bytes: int = SAVED_BYTES,
    ) -> None:
        self._context = context
        self._window = model.sliding_window
        self._is_recurrent = model.is_recurrent
        self._is_torn = False  # a recurrent state that was aborted half-way is worth nothing
        self._checkpoints: deque[Checkpoint] = deque()
        self._checkpoint_bytes = max(checkpoint_bytes, model.size_bytes // 20)
        self._saved_bytes = saved_bytes
        self._saved: deque[_Saved] = deque()
        self.needs_checkpoints = model.is_recurrent or 0 < model.sliding_window < context.size
        self.tokens: array[int] = array("i")

    def begin(self, prompt: array[int]) -> int:
        """Keep what `prompt` shares with what was read; give how many of its tokens need no evaluation.

        At least its last token always does, for its logits are needed.
        """
        self._switch_conversation(prompt)
        common = common_length(self.tokens, prompt)
        length = self._go_back(min(common, len(prompt) - 1))
        del self.tokens[length:]
        self._checkpoints = deque(each for each in self._checkpoints if each.length <= common)
        return length

    def read(self, tokens: array[int]) -> DecodeOutcome:
        """Evaluate the next tokens, as many as the context takes at once."""
        outcome = self._context.decode(tokens)
        self.tokens.extend(tokens)
        if outcome != "done":
            self._note_failure(len(tokens))
        return outcome

    def append(self, token: int) -> DecodeOutcome:
        """Evaluate one more token."""
        outcome = self._context.decode_one(token)
        self.tokens.append(token)
        if outcome != "done":
            self._note_failure(1)
        return outcome

    def keep_checkpoint(self) -> None:
        """Remember this place, to come back to it from what follows."""
        if any(each.length == len(self.tokens) for each in self._checkpoints):
            return
        state = self._context.save_state(partial=True, limit=self._checkpoint_bytes)
        if state is not None:
            self._checkpoints.append(Checkpoint(len(self.tokens), state))
            _drop_oldest(self._checkpoints, lambda each: len(each.state), self._checkpoint_bytes)

    def clear(self) -> None:
        """Forget everything of this conversation."""
        self._context.clear()
        self._checkpoints.clear()
        self._is_torn = False
        del self.tokens[:]

    def _note_failure(self, count: int) -> None:
        """Learn what was evaluated of the last `count` tokens."""
        if self._is_recurrent:
            self._is_torn = True
            del self.tokens[-count:]
        else:
            del self.tokens[self._context.length() :]

    def _go_back(self, length: int) -> int:
        """Cut what was read to `length` tokens, or fewer where the model cannot; give how many are left."""
        if length > 0 and self._can_cut(length) and (length == len(self.tokens) or self._context.cut(length)):
            return length
        for checkpoint in reversed(self._checkpoints):
            if checkpoint.length <= length and self._restore(checkpoint):
                return checkpoint.length
        self._context.clear()
        self._is_torn = False
        return 0

    def _can_cut(self, length: int) -> bool:
        if self._is_torn:
            return False
        if length == len(self.tokens):
            return True
        if self._is_recurrent:
            return False
        return not self._window or self._context.first_position() <= max(0, length - self._window)

    def _restore(self, checkpoint: Checkpoint) -> bool:
        """Put a checkpoint back; layers without one hold more than it, which is cut off."""
        context = self._context
        if not (context.restore_state(checkpoint.state, partial=True) and context.cut(checkpoint.length)):
            return False
        self._is_torn = False
        return True

    # ---- other conversations

    def _switch_conversation(self, prompt: array[int]) -> None:
        """Save this conversation when `prompt` belongs to another, and put that one back if it was saved."""
        common = common_length(self.tokens, prompt)
        other = max(self._saved, key=lambda each: common_length(each.tokens, prompt), default=None)
        gain = common_length(other.tokens, prompt) - common if other else 0
        loss = len(self.tokens) - common
        if loss >= _WORTH_SAVING and loss > common and not self._is_torn:
            self._save()
        if other is not None and gain >= _WORTH_SAVING:
            self._put_back(other)

    def _save(self) -> None:
        state = self._context.save_state(partial=False, limit=self._saved_bytes)
        if state is not None:
            self._saved.append(_Saved(self.tokens[:], tuple(self._checkpoints), state))
            _drop_oldest(self._saved, lambda each: each.size, self._saved_bytes)

    def _put_back(self, saved: _Saved) -> None:
        self.clear()
        self._saved = deque(each for each in self._saved if each is not saved)
        if self._context.restore_state(saved.state, partial=False):
            self.tokens.extend(saved.tokens)
            self._checkpoints.extend(saved.checkpoints)


def common_length(first: array[int], second: array[int]) -> int:
    """Give how many tokens two sequences begin with in common."""
    size = min(len(first), len(second))
    low = 0
    while low < size:  # halving: slices are compared at once, in C
        middle = (low + size + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            size = middle - 1
    return low


def _drop_oldest(kept: deque[_Kept], size: Callable[[_Kept], int], limit: int) -> None:
    total = sum(map(size, kept))
    while total > limit:
        total -= size(kept.popleft())
