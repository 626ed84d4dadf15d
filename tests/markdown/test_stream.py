import random

import pytest

from desktop_chat.markdown.blocks import Code, Note, Paragraph, Run
from desktop_chat.markdown.parsing import parse
from desktop_chat.markdown.stream import MarkdownStream
from tests.markdown.samples import (
    ANSWERS,
    GITHUB,
    SPECIFICATION,
    Shown,
    cut_anywhere,
    fuzzed,
    streamed,
)


def differing(texts, cut):
    """The texts whose blocks at the end of a stream are not those of the whole text."""
    return [text for text in texts if streamed(cut(text)) != parse(text)]


EXAMPLES = [example["markdown"] for example in SPECIFICATION] + GITHUB


def test_every_example_is_the_same_one_character_at_a_time():
    assert differing(EXAMPLES, list) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_example_is_the_same_however_it_is_cut(seed):
    chance = random.Random(seed)
    assert differing(EXAMPLES, lambda text: cut_anywhere(text, chance)) == []


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_the_same_one_character_at_a_time(name):
    assert streamed(ANSWERS[name]) == parse(ANSWERS[name])


@pytest.mark.parametrize("seed", range(6))
def test_answers_after_each_other_are_the_same_however_they_are_cut(seed):
    chance = random.Random(seed)
    text = "".join(chance.choices([*ANSWERS.values(), "\n", "> ", "1. ", "[^1]: "], k=8))
    assert streamed(cut_anywhere(text, chance, 40)) == parse(text)


@pytest.mark.parametrize("seed", range(4))
def test_two_thousand_broken_texts_are_the_same_however_they_are_cut(seed):
    chance = random.Random(seed)
    assert differing(fuzzed(500, seed), lambda text: cut_anywhere(text, chance)) == []


@pytest.mark.parametrize(
    "text",
    [
        "[a] and [b]\n\n" * 5 + "[b]: http://b.example\n\n[a]: http://a.example",
        "| [a] | b |\n|---|---|\n" + "| c | [a] |\n" * 100 + "\n[a]: http://a.example 'd'",
        "# [a]\n\n> - [a]\n\n[a]: http://a.example\n",
        "[a]\n\n[a]: http://b.example\n\n[a]: http://c.example",
        "![a][b] [b [c]]\n\n[b]: http://b.example\n\n[c]: http://c.example",
        "[^a] [^b] [^c]\n\ntext [^b]\n\n[^c]: C [^d] [l]\n\nx\n\n[^d]: D\n[^b]: B\n\n[l]: http://l.example",
        "[^a-z]+ and [^1]\n\n[^1]: one",
    ],
)
def test_what_is_defined_after_its_use_is_the_same(text):
    assert streamed(text) == parse(text)
    assert streamed(cut_anywhere(text, random.Random(5), 30)) == parse(text)


LONG = {
    "code": "```py\n" + "".join(f"line({number})\n" for number in range(500)) + "```\nend",
    "indented code": "".join(f"    line({number})\n\n" for number in range(200)) + "end",
    "a line of code": "```\n" + "x = 1; " * 2_000 + "\nshort\n```",
    "a table": "| a | b |\n|---|:-:|\n"
    + "".join(f"| {number} | **b** |\n" for number in range(300))
    + "\nend",
    "a list": "".join(f"{number}. item *{number}*\n" for number in range(1, 300)),
    "a nested list": "- a\n  - b\n" + "    - c\n" * 200,
    "a quotation": "> words and words\n" * 500,
    "a paragraph": "Some **bold** words, and so on. " * 400,
    "a paragraph of lines": "Roses are red,\n" * 500,
    "a word": "가" * 10_000,
    "joined emoji": "👨\u200d👩\u200d👧\u200d👦" * 1_000,
    "a formula": "$$\n" + "x + \n" * 2_000 + "$$\n\nend",
    "a heading": "# " + "word " * 2_000 + "\nend",
    "white space": " " * 9_000 + "x\n" + "> " * 4_000 + "y",
    "definitions": "".join(f"[{number}]: http://a.example/{number}\n" for number in range(300)) + "[7] [250]",
    "a late underline": "word " * 1_000 + "\n===\n",
    "a long row": "| a | b |\n|---|---|\n| " + "c" * 5_000 + " | d |\n| e | f |",
}


@pytest.mark.parametrize("name", LONG)
def test_long_blocks_are_cut_into_the_same_parts(name):
    text = LONG[name]
    assert streamed(cut_anywhere(text, random.Random(1), 100)) == parse(text)
    assert streamed([text[:4_001], text[4_001:]]) == parse(text)


@pytest.mark.parametrize("name", LONG)
def test_no_part_of_a_long_block_is_large(name):
    for block in parse(LONG[name]):
        if isinstance(block, Paragraph):
            assert sum(len(run.text) for run in block.runs) <= 3_000
        elif isinstance(block, Code):
            assert len(block.text) <= 3_100
            assert block.text.count("\n") < 40


def test_the_parts_of_a_paragraph_hold_all_its_words():
    text = LONG["a paragraph"].strip()
    parts = parse(text)
    assert len(parts) > 3
    assert [part.part for part in parts] == list(range(len(parts)))
    assert all(part.continues_line for part in parts[1:])
    assert "".join(run.text for part in parts for run in part.runs) == text.replace("**", "")


def test_code_that_is_not_closed_is_open_until_the_end():
    shown = Shown()
    stream = MarkdownStream(shown)
    stream.feed("```py\nx = 1\n")
    assert shown.blocks == [Code("py", "x = 1", is_open=True)]
    stream.finish()
    assert shown.blocks == [Code("py", "x = 1")]


def test_only_the_last_blocks_are_replaced():
    text = "\n\n".join(ANSWERS[name] for name in ("code_en", "korean", "math_en", "dialog_en")) * 3
    shown = Shown()
    stream = MarkdownStream(shown)
    for piece in cut_anywhere(text, random.Random(1), 8):
        before, count = list(shown.blocks), shown.replaced
        stream.feed(piece)
        assert shown.replaced - count <= 6
        assert shown.blocks[: max(0, len(before) - 2)] == before[: max(0, len(before) - 2)]


def test_what_did_not_change_is_the_very_same_object():
    shown = Shown()
    stream = MarkdownStream(shown)
    stream.feed("[a]\n\nb\n\n" + "c\n\n" * 50)
    before = list(shown.blocks)
    stream.feed("[a]: http://a.example\n\nd")
    assert shown.blocks[0] != before[0]
    assert all(now is then for now, then in zip(shown.blocks[1:51], before[1:51], strict=True))


def test_nothing_is_told_where_nothing_changes():
    shown = Shown()
    stream = MarkdownStream(shown)
    stream.feed("a")
    replaced = shown.replaced
    for piece in ("", "\n", "\n", "   "):
        stream.feed(piece)
    assert shown.replaced == replaced


def test_footnotes_are_shown_while_they_are_written_and_at_the_end():
    shown = Shown()
    stream = MarkdownStream(shown)
    stream.feed("a[^1]\n\n[^1]: no")
    assert shown.blocks[-1] == Paragraph((Run("no"),), (Note(True, 1),))
    stream.feed("te\n\nmore")
    assert shown.blocks == [Paragraph((Run("a"), Run("", note=1))), Paragraph((Run("more"),))]
    stream.finish()
    assert shown.blocks[-1] == Paragraph((Run("note"),), (Note(True, 1),))
