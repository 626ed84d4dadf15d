import pytest

from desktop_chat.ui.chat.user_message import FOLDED_CHARACTERS, FOLDED_LINES, UserMessage, folded_length
from tests.ui.chat.samples import document_style, message, shown


@pytest.fixture
def make(qtbot, theme_manager):
    def build(text, **values):
        view = UserMessage(theme_manager, document_style(theme_manager), message(1, "user", text, **values))
        qtbot.addWidget(view)
        view.fit_width(700)
        return view

    return build


def test_text_is_shown_as_it_was_typed(make):
    view = make("**not bold**\n\n  <b>&amp;\n# no title")
    assert shown(view) == "**not bold**\n\n  <b>&amp;\n# no title"


def test_the_bubble_is_as_wide_as_its_text_and_stands_on_the_right(make):
    short, long = make("hi"), make("word " * 200)
    assert short.body.width() < 100
    assert short.body.geometry().right() > 600
    assert long.body.width() > 400
    assert long.body.x() > 50


def test_an_unbroken_line_stays_inside(make):
    view = make("x" * 2000)
    assert view.body.x() > 0
    assert view.height() > 200


def test_a_long_message_is_folded_until_asked_for(make, qtbot):
    view = make("\n".join(f"line {number}" for number in range(500)))
    folded = view.height()
    assert "line 499" not in shown(view)
    with qtbot.waitSignal(view.height_changed):
        view.more_button.click()
    view.fit_width(700)
    assert view.height() > folded
    assert "line 499" in shown(view)
    assert view.more_button is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("short", 5),
        ("x" * (FOLDED_CHARACTERS + 10), FOLDED_CHARACTERS + 10),
        ("x" * 10_000, FOLDED_CHARACTERS),
        ("a\n" * 500, 2 * FOLDED_LINES - 1),
        ("a\n" * FOLDED_LINES + "b", 2 * FOLDED_LINES + 1),
    ],
)
def test_only_much_too_long_messages_are_folded(text, length):
    assert folded_length(text) == length


def test_the_message_can_be_edited_and_copied(make, qtbot):
    view = make("question")
    view.set_newest(True)
    view._look(True)
    with qtbot.waitSignal(view.edit_requested) as told:
        view.footer.again_button.click()
    assert told.args == [1]
    with qtbot.waitSignal(view.copied):
        view.footer.copy_button.click()
