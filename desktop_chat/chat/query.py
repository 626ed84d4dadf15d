"""What is typed into a search field, made ready to be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from desktop_chat.chat import hangul
from desktop_chat.chat.words import LETTER, LONGEST_WORD, beginning, pairs_of, runs_of

_MOST_TERMS: Final = 16
_MOST_RUNS: Final = 16  # of one term
_PART: Final = re.compile(r'["“”„«»]([^"“”„«»]*)(["“”„«»]?)|[^\s"“”„«»]+')
_GAP: Final = r"[\W_]"

_Run = tuple[str, str]


class Term(NamedTuple):
    """One word or phrase. What the index finds by `match` may be too much; `pattern` tells."""

    match: str  # an expression of FTS5
    pattern: re.Pattern[str]  # over the folded text


def parse(text: str) -> list[Term]:
    """Give the words and the quoted phrases of a query, all of which are to be found.

    The last one is taken as not typed to its end, unless a space or a quotation mark follows it.
    """
    terms: list[Term] = []
    for part, is_open in _parts(text):
        runs = [_shortened(run) for run in runs_of(part)[:_MOST_RUNS]]
        if runs and len(terms) < _MOST_TERMS:
            is_begun = is_open and _ends_with_letter_begun(runs[-1])
            if is_begun:
                runs[-1] = (runs[-1][0][:-1], "")
            terms.append(_term(runs, is_open and not is_begun))
    return terms


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Give each word and each phrase, and whether it may go on."""
    for match in _PART.finditer(text):
        is_last = match.end() == len(text)
        is_phrase = match.group(1) is not None
        yield match.group(1) if is_phrase else match.group(), is_last and not match.group(2)


def _ends_with_letter_begun(run: _Run) -> bool:
    """Say whether a next syllable has just begun with a consonant: the one before it will not change any more."""
    syllables = run[0]
    return len(syllables) > 1 and hangul.is_letter(syllables[-1]) and hangul.is_syllable(syllables[-2])


def _shortened(run: _Run) -> _Run:
    return run[0][:LONGEST_WORD], run[1]


def _term(runs: Sequence[_Run], is_open: bool) -> Term:
    *before, last = runs
    head = [token for run in before for token in _tokens(run)]
    parts = [_one(run) + _gap(run, following) for run, following in pairwise(runs)]
    return Term(_match(head, last, is_open), re.compile("".join(parts) + _last(last, is_open)))


# ---- what the index is asked


def _tokens(run: _Run) -> list[str]:
    syllables, word = run
    return [word[:LONGEST_WORD]] if word else pairs_of(syllables)


def _match(head: list[str], last: _Run, is_open: bool) -> str:
    syllables, word = last
    if word:
        if not is_open:
            return _phrase([*head, word[:LONGEST_WORD]])
        if len(word) > 1:
            return f"{_phrase([*head, word[:LONGEST_WORD]])} *"
        return _beside(head, [word])
    if is_open and hangul.is_syllable(syllables[-1]):
        return _match_growing(head, syllables)
    if len(syllables) == 1:
        return _beside(head, [syllables])
    return _phrase([*head, *pairs_of(syllables)[:-1]])


def _match_growing(head: list[str], syllables: str) -> str:
    """Match what a run of syllables may become while its last one is typed."""
    last = syllables[-1]
    if len(syllables) == 1:
        return _beside(head, hangul.grown(last))
    start = [*head, *pairs_of(syllables)[:-2]]
    ways = [_phrase([*start, syllables[-2] + one]) for one in hangul.grown(last)]
    if moved := hangul.moved(last):
        ways.append(_beside([*start, syllables[-2] + moved.before], [last]))
    return _any(ways)


def _phrase(tokens: Sequence[str]) -> str:
    return f'"{" ".join(tokens)}"'


def _beside(head: Sequence[str], beginnings: Sequence[str]) -> str:
    """Match words in a row, and somewhere one that begins so."""
    some = _any([_phrase([beginning(one)]) for one in beginnings])
    return f"({_phrase(head)} AND {some})" if head else some


def _any(ways: Sequence[str]) -> str:
    return f"({' OR '.join(ways)})"


# ---- what is looked for in the text


def _one(run: _Run) -> str:
    syllables, word = run
    return f"(?<!{LETTER}){re.escape(word)}(?!{LETTER})" if word else re.escape(syllables)


def _gap(run: _Run, following: _Run) -> str:
    is_same_script = bool(run[1]) == bool(following[1])
    return f"{_GAP}+" if is_same_script else f"{_GAP}*"


def _last(run: _Run, is_open: bool) -> str:
    syllables, word = run
    if not is_open:
        return _one(run)
    if word:
        return f"(?<!{LETTER}){re.escape(word)}"
    return re.escape(syllables[:-1]) + _growing(syllables[-1])


def _growing(character: str) -> str:
    if hangul.is_letter(character):
        syllables = hangul.beginning_with(character)
        return f"[{character}{'-'.join(syllables)}]" if syllables else character
    if not hangul.is_syllable(character):
        return re.escape(character)
    grown = f"[{''.join(hangul.grown(character))}]"
    moved = hangul.moved(character)
    return f"(?:{grown}|{moved.before}[{moved.first}-{moved.last}])" if moved else grown
