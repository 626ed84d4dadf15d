from typing import get_args

import pytest
from PySide6.QtCore import QLocale

from desktop_chat.models.catalog import Skill
from desktop_chat.models.fit import Verdict
from desktop_chat.models.hub.quantizations import Quality
from desktop_chat.models.library import Place
from desktop_chat.models.recommend import Reason
from desktop_chat.ui.models import words


@pytest.fixture
def locale():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield QLocale.setDefault
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        (words.verdict, get_args(Verdict)),
        (words.quality, [code for code in get_args(Quality) if code]),
        (words.skill, get_args(Skill)),
        (words.reason, get_args(Reason)),
    ],
)
def test_every_code_has_a_word_of_its_own(qapp, word, codes):
    assert len({word(code) for code in codes}) == len(codes)


def test_every_place_but_the_users_own_is_an_app_with_a_name(qapp):
    assert [place for place in get_args(Place) if not words.place(place)] == ["own", "elsewhere"]


@pytest.mark.parametrize(
    ("done", "total", "text"),
    [
        (1_200_000_000, 4_100_000_000, "1.2 of 4.1 GB"),
        (12_000_000, 4_100_000_000, "12 MB of 4.1 GB"),
        (0, 638_000_000, "0 bytes of 638 MB"),
    ],
)
def test_an_amount_names_its_unit_once_where_it_is_the_same(qapp, locale, done, total, text):
    assert words.amount_of(done, total) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(7, "7"), (999, "999"), (1234, "1.2K"), (45_678, "46K"), (999_499, "999K"), (1_234_567, "1.2M")],
)
def test_large_counts_are_short(qapp, locale, number, text):
    assert words.count(number) == text


@pytest.mark.parametrize(
    ("rate", "text"), [(3_400_000, "3.4 MB/s"), (12_000_000, "12 MB/s"), (950, "950 bytes/s")]
)
def test_a_rate_has_two_figures_that_matter(qapp, locale, rate, text):
    assert words.rate(rate) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s"), (59, "59 s"), (61, "1 min"), (233, "4 min"), (3599, "1 h 0 min"), (7800, "2 h 10 min")],
)
def test_the_time_left_is_told_in_one_unit_where_that_is_enough(qapp, seconds, text):
    assert words.time_left(seconds) == f"{text} left"


def test_speed_is_told_in_words_of_the_language_in_use(qapp, locale):
    assert words.words_a_second(20.0) == "about 15 words a second"
    assert words.words_a_second(1.5) == "about one word a second"
    locale(QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea))
    assert "8" in words.words_a_second(20.0)
    assert "less than one" in words.words_a_second(0.5)


def test_a_language_without_a_name_of_ours_is_named_in_itself(qapp):
    assert words.language("ko") == "Korean"
    assert words.language("uk") == "українська"
    assert words.language("zz-unknown") == "zz-unknown"


def test_a_month_that_is_no_month_is_shown_as_it_is(qapp, locale):
    assert words.month("2024-07") == "July 2024"
    assert words.month("soon") == "soon"
