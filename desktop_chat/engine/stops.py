"""Finding stop strings in text that arrives in pieces, without ever showing a part of one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable


class StopMatcher:
    """Passes text on until one of `stops` is complete; the stop string itself is never passed on.

    `feed(text) -> (text, stopped)` gives what may be shown by now, `finish() -> str` what was held back when
    the text ended without a stop string. The stop string that is complete first wins; of those complete at
    the same character, the longest. Empty ones are ignored. A character costs O(1), amortised, however many
    stop strings there are, and no more text is held back than could be the beginning of one.
    """

    def __init__(self, stops: Iterable[str]) -> None:
        self._automaton = _Automaton(stop for stop in stops if stop)
        self._state = 0
        self._held = ""
        self._stopped = False

    def feed(self, text: str) -> tuple[str, bool]:
        """Take the next piece; give what may be shown, and whether a stop string ended the text."""
        if self._stopped:
            return "", True
        seen = self._held + text
        for position in range(len(self._held), len(seen)):
            self._state = self._automaton.step(self._state, seen[position])
            if length := self._automaton.ended[self._state]:
                self._stopped, self._held = True, ""
                return seen[: position + 1 - length], True
        shown = len(seen) - self._automaton.depth[self._state]
        self._held = seen[shown:]
        return seen[:shown], False

    def finish(self) -> str:
        """Give the text that was held back; none after a stop string."""
        held, self._held, self._state = self._held, "", 0
        return held


class _Automaton:
    """Aho-Corasick: a state stands for the longest beginning of a word that the text so far ends with."""

    def __init__(self, words: Iterable[str]) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._fallback = [0]
        self.depth = [0]
        self.ended = [0]  # the length of the longest word that ends in this state; 0: none
        for word in words:
            self._add(word)
        self._link()

    def step(self, state: int, character: str) -> int:
        """Give the state after one more character."""
        while state and character not in self._next[state]:
            state = self._fallback[state]
        return self._next[state].get(character, 0)

    def _add(self, word: str) -> None:
        state = 0
        for character in word:
            if character not in self._next[state]:
                self._next[state][character] = len(self._next)
                self._next.append({})
                self._fallback.append(0)
                self.depth.append(self.depth[state] + 1)
                self.ended.append(0)
            state = self._next[state][character]
        self.ended[state] = len(word)

    def _link(self) -> None:
        waiting = deque(self._next[0].values())
        while waiting:
            state = waiting.popleft()
            for character, following in self._next[state].items():
                self._fallback[following] = self.step(self._fallback[state], character)
                self.ended[following] = self.ended[following] or self.ended[self._fallback[following]]
                waiting.append(following)
