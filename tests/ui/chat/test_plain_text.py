import random

import pytest

from desktop_chat.markdown.blocks import Code, Paragraph
from desktop_chat.ui.chat.plain_text import PART, PlainStream, plain_blocks, typed_blocks


class Shown:
    def __init__(self):
        self.blocks = []

    def replace_from(self, index, blocks):
        self.blocks[index:] = blocks


def words(blocks):
    return [block.text if isinstance(block, Code) else block.runs[0].text for block in blocks]


def test_text_stays_as_it_was_typed():
    (only,) = typed_blocks("**not bold**\n\n  <b>&amp;\n# no title")
    assert isinstance(only, Paragraph)
    assert only.runs[0].text == "**not bold**\n\n  <b>&amp;\n# no title"


def test_fenced_code_is_code():
    before, code, after = typed_blocks("Look:\n```python\nx = 1\n\ny = 2\n```\nFine?")
    assert words([before, code, after]) == ["Look:", "x = 1\n\ny = 2", "Fine?"]
    assert code.language == "python"


@pytest.mark.parametrize("text", ["```\nno end", "a ``` b", "``` x `y` ```"])
def test_what_is_no_fence_stays_text(text):
    assert words(typed_blocks(text)) == [text]


def test_an_empty_fence_is_empty_code():
    assert words(typed_blocks("```\n```")) == [""]


def test_nothing_gives_nothing():
    assert typed_blocks("") == plain_blocks("") == ()


def test_a_long_text_comes_in_parts_that_follow_each_other():
    text = "\n".join(f"line {number} " + "x" * (number % 97) for number in range(400))
    blocks = plain_blocks(text)
    assert "\n".join(words(blocks)) == text
    assert [block.part for block in blocks] == list(range(len(blocks)))
    assert max(len(part) for part in words(blocks)) <= PART


def test_lines_that_run_the_other_way_are_parts_of_their_own():
    text = "Look:\nשלום (world)\n\n… 42\nעוד\nEnglish שלום\n"
    blocks = plain_blocks(text)
    assert words(blocks) == ["Look:", "שלום (world)\n\n… 42\nעוד", "English שלום\n"]
    assert "\n".join(words(blocks)) == text


def test_a_line_without_end_is_cut():
    assert "".join(words(plain_blocks("x" * 5000))) == "x" * 5000


def test_a_text_that_grows_gives_what_it_gives_as_a_whole():
    chance = random.Random(5)
    text = "".join(
        chance.choice(["word ", "line\n", "x" * 300, "\n\n", "한글 ", "\nשלום ", "\nEnglish "])
        for _ in range(600)
    )
    shown = Shown()
    stream = PlainStream(shown)
    at = 0
    while at < len(text):
        size = chance.randrange(1, 200)
        stream.feed(text[at : at + size])
        at += size
        assert tuple(shown.blocks) == plain_blocks(text[:at])
