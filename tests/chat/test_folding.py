"""Texts as they are compared, and the way back."""

import random
import unicodedata

import pytest

from desktop_chat.chat.folding import Folded, fold

LETTERS = "aB \tß ﬁÉé한글ᄒ ᅡᆫㅋ漢か゛ガﾊﾟＡ①İıΣς…“”\u0301\u0308\u3099\u11ab\u200b\u00ad\ufe0f👍🏽ЁйŁאָעַآ ﷺ½"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "CAFE\u0301"),
        ("Straße", "STRASSE"),
        ("ＦＵＬＬ", "full"),
        ("İstanbul", "istanbul"),
        ("ガ", "カ\u3099"),
        ("한글", unicodedata.normalize("NFD", "한글")),
        ("co\u00adop", "coop"),
        ("Ёлка", "елка"),
    ],
)
def test_what_a_reader_takes_for_the_same_is_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("text", ["ㅋㅋㅋ", "ㅎ", "가각간", "…", "漢字", "C++"])
def test_what_has_no_other_form_stays_as_it_is(text):
    assert fold(text) == text.lower()


def test_every_part_of_a_folded_text_leads_back_to_where_it_came_from():
    draw = random.Random(9)
    for _ in range(2000):
        original = "".join(draw.choices(LETTERS, k=draw.randint(1, 12)))
        folded = Folded(original)
        assert folded.text == fold(original)
        for start in range(len(folded.text)):
            end = draw.randint(start + 1, len(folded.text))
            first, last = folded.span(start, end)
            assert 0 <= first < last <= len(original)
            assert folded.text[start:end] in fold(original[first:last]), (original, start, end)
