import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel

from desktop_chat.ui.models.fit_bar import FitBar, MemoryUse
from desktop_chat.ui.models.fit_card import FitCard
from desktop_chat.ui.theme import DARK, LIGHT
from tests.ui.models import shelf_samples as samples

GB = samples.GB


@pytest.fixture
def card(qtbot, theme_manager):
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    made = FitCard(theme_manager)
    made.resize(600, 200)
    qtbot.addWidget(made)
    made.show_fit(None)
    made.show()
    yield made
    QLocale.setDefault(before)


def said(card):
    return " ".join(label.text() for label in card.findChildren(QLabel) if label.text())


def test_memory_is_taken_apart_to_the_last_byte():
    use = MemoryUse.of(samples.fit(needed=5 * GB, free=12 * GB, total=16 * GB))
    assert use.others == 4 * GB
    assert use.weights + use.context + use.working == 5 * GB
    assert use.left == 7 * GB


def test_what_is_missing_counts_below_nothing():
    assert MemoryUse.of(samples.fit("does_not_fit", needed=20 * GB)).left == -8 * GB


@pytest.mark.parametrize(
    ("verdict", "word", "more"),
    [
        ("fits", "Fits", "Needs 5.0 GB of the 12.0 GB that are free."),
        ("tight", "Tight", "Close other programs"),
        ("slow", "Slow", "about 9"),
        ("does_not_fit", "Does not fit", "With a context of up to 16,384 tokens it would fit."),
    ],
)
def test_a_word_and_a_sentence_say_whether_it_fits(card, verdict, word, more):
    card.show_fit(samples.fit(verdict))
    assert word in said(card)
    assert more in said(card)


def test_what_would_fit_is_told_where_no_context_does(card):
    card.show_fit(samples.fit("does_not_fit", needed=40 * GB, longest=0))
    assert "Needs 40.0 GB, and 12.0 GB are free. A file of up to 9.0 GB would fit." in said(card)


def test_a_model_in_memory_says_what_it_takes(card):
    card.show_fit(samples.fit(), is_resident=True)
    assert "In memory" in said(card)
    assert "Takes 5.0 GB of memory now." in said(card)


def test_the_card_keeps_its_height_when_the_plan_arrives(card, qtbot):
    before = card.sizeHint().height()
    card.show_fit(samples.fit())
    assert card.sizeHint().height() == before


def test_the_bar_names_every_part_for_screen_readers(card):
    card.show_fit(samples.fit())
    name = card.findChild(FitBar).accessibleName()
    assert name == (
        "Other programs 4.0 GB, Model 3.5 GB, Context 1.0 GB, Working memory 500 MB, Still free 7.0 GB"
    )


def colors(card):
    image = card.findChild(FitBar).grab().toImage()
    return [image.pixelColor(round(image.width() * share), 5).name() for share in (0.1, 0.35, 0.9)]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_bar_shows_other_programs_the_model_and_what_is_left(card, theme_manager, theme):
    theme_manager.set_appearance(theme.name)
    card.show_fit(samples.fit())
    assert colors(card) == [theme.text_faint, theme.accent, theme.pressed]
    card.show_fit(samples.fit("does_not_fit", needed=20 * GB))
    assert colors(card)[1] == theme.danger
