import pytest

from desktop_chat.markdown.parsing import parse
from desktop_chat.ui.chat.blocks.searchable import searchable_text
from desktop_chat.ui.chat.finder import Finder, Place
from tests.ui.chat.samples import conversation, message

EVERYTHING = """# A fox heading

A **fo**x and a [fox](https://fox.example/fox) jump, `fox`, $fox$ and a note[^1].

> - a fox in a list in a quotation

| fox | other |
|-----|-------|
| a   | fox   |

```fox
fox = "fox"
```

$$fox + 1$$

[^1]: The fox of the note.
"""


@pytest.fixture
def finder(qapp):
    return Finder()


def look(finder, qtbot, messages, text, first=0):
    finder.look(messages, text, first)
    qtbot.waitUntil(lambda: finder.is_done)


def test_what_is_found_is_what_a_reader_sees(show_blocks):
    view = show_blocks(EVERYTHING)
    assert [searchable_text(block) for block in parse(EVERYTHING)] == [box.text for box in view.stack.boxes]


def test_hits_are_counted_as_they_are_marked(finder, qtbot, show_blocks):
    view = show_blocks(EVERYTHING)
    view.set_search(("FOX",))
    look(finder, qtbot, [message(2, text=EVERYTHING)], "FOX")
    assert finder.total == len(view.hit_tops()) == 12


def test_a_link_that_is_not_shown_is_not_found(finder, qtbot):
    look(finder, qtbot, [message(2, text="[here](https://fox.example/)")], "fox")
    assert finder.total == 0


@pytest.mark.parametrize("text", ["bold word", "boldw", "a b"])
def test_words_are_found_across_marks(finder, qtbot, text):
    source = {"bold word": "**bold** word", "boldw": "**bold**w", "a b": "*a* `b`"}[text]
    look(finder, qtbot, [message(2, text=source)], text)
    assert finder.total == 1


@pytest.mark.parametrize("text", ["(a", "[", "\\", "*", ".", "하", "한글", "🦊", "  "])
def test_any_text_can_be_looked_for(finder, qtbot, text):
    typed = [message(1, "user", "(a [b] \\ * . 하 한글 🦊")]
    look(finder, qtbot, typed, text)
    assert finder.total == (1 if text.strip() else 0)


def test_what_the_user_typed_is_searched_as_it_was_typed(finder, qtbot):
    look(finder, qtbot, [message(1, "user", "**fox**")], "**fox")
    assert finder.total == 1


def test_the_reader_goes_from_hit_to_hit_and_around(finder, qtbot):
    messages = [message(2, text="fox and fox"), message(3, "user", "none"), message(4, text="fox")]
    look(finder, qtbot, messages, "fox", first=1)
    place = finder.next(None, 1, 1)
    seen = [place]
    for _ in range(3):
        place = finder.next(place, 1)
        seen.append(place)
    assert seen == [Place(2, 0), Place(0, 0), Place(0, 1), Place(2, 0)]
    assert [finder.before(each) for each in seen] == [2, 0, 1, 2]
    assert finder.next(Place(0, 0), -1) == Place(2, 0)
    assert finder.next(Place(2, 0), -1) == Place(0, 1)


def test_nothing_is_found_where_nothing_is(finder, qtbot):
    look(finder, qtbot, conversation(10), "fox")
    assert finder.next(None, 1) is None
    look(finder, qtbot, [], "fox")
    assert finder.total == 0


def test_a_long_conversation_is_searched_in_slices(finder, qtbot):
    messages = conversation(4000, "Some words about a fox. " * 20)
    finder.look(messages, "fox", 3000)
    assert not finder.is_done
    assert 0 < finder.total < 4000
    first = finder.next(None, 1, 3000)
    assert first == Place(3000, 0)
    qtbot.waitUntil(lambda: finder.is_done, timeout=20_000)
    assert finder.total == 4000 * 20
    assert finder.before(first) == 3000 * 20


def test_a_long_message_is_searched_in_slices_too(finder, qtbot):
    text = "A fox.\n\n" + "none\n\n" * 20_000 + "Two: fox, fox and $fox$.\n\n```\nfox\n```"
    finder.look([message(2, text=text)], "fox")
    assert not finder.is_done
    qtbot.waitUntil(lambda: finder.is_done, timeout=20_000)
    spots = [finder.spot(Place(0, hit)) for hit in range(finder.total)]
    assert spots == [(0, 0), (20_001, 0), (20_001, 1), (20_001, 2), (20_002, 0)]


def test_another_text_takes_the_place_of_the_first(finder, qtbot):
    messages = conversation(3000, "Some words about a fox. " * 20)
    finder.look(messages, "fox")
    look(finder, qtbot, messages, "3000")
    assert finder.total == 1
    assert finder.next(None, 1) == Place(2999, 0)


def test_a_message_that_changed_is_read_again(finder, qtbot):
    look(finder, qtbot, [message(2, text="fox")], "fox")
    look(finder, qtbot, [message(2, text="fox fox")], "fox")
    assert finder.total == 2
