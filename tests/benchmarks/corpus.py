"""A corpus of messages in Korean and English, the same each time: words as frequent as in real texts (Zipf)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_SEED: Final = 20_240_601
_VOCABULARY: Final = 30_000  # words of each language
_RANK_SHIFT: Final = 2.7  # of Mandelbrot's form of the law, as it fits both languages

_ENGLISH: Final = """
    the of and to a in is that for it with as was on be by this are or from an which not have at you but can
    all will how what your use code if when file more about time would make like data just model function
"""
_KOREAN: Final = """
    이 그 수 것 나 우리 때 말 일 사람 생각 문제 방법 경우 시간 코드 파일 함수 모델 데이터 질문 대답 설명 예를 들어
    그리고 하지만 그래서 먼저 다음 가장 정말 아주 다시 모두 어디 제주도 여행 날씨 공부 한국어 번역 요약 글 책
"""
_ENDINGS: Final = """
    은 는 이 가 을 를 에 의 도 로 와 과 만 에서 으로 하고 하는 했습니다 합니다 입니다 이라는 에게 까지 부터 하면 해서
    어요 습니다
"""
_NO_ENDING: Final = ("",) * 4
_ONSETS: Final = "b c d f g h j k l m n p r s t v w st tr pr ch sh th cl br"
_VOWELS: Final = "a e i o u ea ou io"
_CODAS: Final = "n r s t l m ng nt st ck"
_INITIALS: Final = (0, 0, 2, 3, 5, 6, 7, 9, 9, 11, 11, 11, 12, 14, 16, 17, 18, 18)  # common ones more often
_MEDIALS: Final = (0, 0, 0, 4, 4, 8, 8, 13, 18, 20, 20, 1, 5, 6)
_FINALS: Final = (0, 0, 0, 0, 0, 4, 4, 8, 16, 17, 21, 1, 19)


@dataclass(frozen=True)
class Text:
    """One message of the corpus."""

    conversation: int
    text: str
    is_korean: bool


class Corpus:
    """Messages of about 400 characters, half of the conversations in Korean."""

    def __init__(self, conversations: int, messages: int) -> None:
        self._random = random.Random(_SEED)
        self._sounds = (_ONSETS.split(), _VOWELS.split(), ["", "", "", *_CODAS.split()])
        self._endings = (*_NO_ENDING, *_ENDINGS.split())
        self.english = self._words(_ENGLISH.split(), self._english_word)
        self.korean = self._words(_KOREAN.split(), self._korean_word)
        self._weights = list(accumulate(1 / (rank + _RANK_SHIFT) for rank in range(_VOCABULARY)))
        self._conversations = conversations
        self._messages = messages

    def __iter__(self) -> Iterator[Text]:
        for conversation in range(self._conversations):
            is_korean = conversation % 2 == 0
            for _ in range(self._messages):
                yield Text(conversation, self._text(is_korean, self._random.randint(100, 700)), is_korean)

    def title(self, is_korean: bool) -> str:
        """Give a title of some thirty characters."""
        return self._text(is_korean, 30).rstrip(".")

    def _words(self, common: list[str], make: Callable[[], str]) -> list[str]:
        words = dict.fromkeys(common)
        while len(words) < _VOCABULARY:
            words[make()] = None
        return list(words)

    def _english_word(self) -> str:
        draw = self._random.choice
        parts = draw((1, 2, 2, 2, 3, 3, 4))
        return "".join(draw(sounds) for _ in range(parts) for sounds in self._sounds)

    def _korean_word(self) -> str:
        draw = self._random.choice
        return "".join(
            chr(0xAC00 + (draw(_INITIALS) * 21 + draw(_MEDIALS)) * 28 + draw(_FINALS))
            for _ in range(draw((1, 2, 2, 2, 2, 3, 3, 4)))
        )

    def _text(self, is_korean: bool, length: int) -> str:
        words = self.korean if is_korean else self.english
        parts: list[str] = []
        size = 0
        for word in self._random.choices(words, cum_weights=self._weights, k=length):
            parts.append(word + self._random.choice(self._endings) if is_korean else word)
            size += len(parts[-1]) + 1
            if self._random.random() < 0.08:
                parts[-1] += self._random.choice((".\n", ". ", "?", ",", ":\n- "))
            if size >= length:
                break
        return " ".join(parts)
