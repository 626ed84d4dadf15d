import random

import pytest

from desktop_chat.markdown.blocks import Code, Paragraph, Run
from desktop_chat.markdown.lines import Line
from desktop_chat.markdown.machine import BlockMachine
from desktop_chat.markdown.parsing import parse
from desktop_chat.markdown.stream import MarkdownStream
from tests.markdown.samples import ANSWERS, Shown, words

MANY = 100_000
MOST_READ = 12_000
"""Characters that a piece of at most 16 may have read: some parts of the block it belongs to."""

HOSTILE = {
    "backticks": "`" * MANY,
    "brackets": "[" * MANY,
    "closing brackets": "]" * MANY,
    "pictures": "![" * MANY,
    "bars": "|" * MANY,
    "asterisks": "*" * MANY,
    "underscores": "_" * MANY,
    "tildes": "~" * MANY,
    "dollars": "$" * MANY,
    "backslashes": "\\" * MANY,
    "angles": "<" * MANY,
    "ampersands": "&" * MANY,
    "marks": "*a **b `c [d](e ~~f $g " * 5_000,
    "emphasis": "*a_b" * 20_000,
    "links in links": "[a](" * 20_000,
    "references": "[a][b]" * 20_000,
    "footnotes": "".join(f"[^{number}]" for number in range(10_000)),
    "ticks of all lengths": "".join("`" * (number % 90) + "a" for number in range(2_000)),
    "formulas": r"\(a \[b $c $$d " * 5_000,
    "quotations": "> " * 10_000 + "a",
    "quotations of lines": ">" * 10_000 + "\n" + ">" * 50 + " a\n",
    "items": "- " * 10_000 + "a",
    "numbers": "1. " * 10_000 + "a",
    "deeper and deeper": "".join("  " * depth + "- a\n" for depth in range(300)),
    "empty items": "-\n" * 20_000,
    "rows": "|\n" * 20_000,
    "columns": "a|" * 1_900 + "\n" + "-|" * 1_900 + "\n" + "b\n" * 2_000,
    "short rows": "|a" * 150 + "\n" + "|-" * 150 + "\n" + "b\n" * 5_000,
    "fences": "```\n" * 20_000,
    "blank lines": "\n" * MANY,
    "blank lines of code": "    a\n" + "\n" * 10_000 + "    b\n",
    "tabs": "\t" * MANY,
    "spaces": " " * MANY + "x",
    "definitions": "[a]: b\n" * 10_000,
    "a use before many definitions": "[a1]\n\n" * 500
    + "".join(f"[a{number}]: b\n\n" for number in range(500)),
    "directions": "\u202e\u2066abc\u200b\u200d\ufeff" * 5_000,
    "marks over letters": "a" + "\u0301" * 20_000,
    "scripts": "<script>alert(1)</script>\n" * 2_000,
    "addresses": "https://a.example/b " * 5_000,
    "surrogates": "\ud800\udc00\0" * 10_000,
}


def reading(text, start, steps):
    """The most characters of running text that one piece of 16 characters had read from a place of the text on."""
    stream = MarkdownStream(Shown())
    for at in range(0, start, 4_000):
        stream.feed(text[at : min(at + 4_000, start)])
    most = 0
    for at in range(start, min(start + 16 * steps, len(text)), 16):
        before = stream.characters_read
        stream.feed(text[at : at + 16])
        most = max(most, stream.characters_read - before)
    return most


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_the_same_however_it_comes(name):
    text = HOSTILE[name]
    shown = Shown()
    stream = MarkdownStream(shown)
    chance = random.Random(7)
    start = 0
    while start < len(text):
        end = start + (16 if start < 800 else chance.randint(1, 20_000))
        stream.feed(text[start:end])
        start = end
    stream.finish()
    assert tuple(shown.blocks) == parse(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_piece_of_a_hostile_text_has_little_read(name):
    text = HOSTILE[name]
    assert reading(text, min(5_984, len(text) // 2), 30) <= MOST_READ


def test_a_line_of_a_million_characters_is_read_in_parts():
    text = "words **and** more, " * 50_000
    blocks = parse(text)
    assert max(len(run.text) for block in blocks for run in block.runs) <= 3_000
    assert words(blocks) == "wordsandmore," * 50_000
    assert reading(text, 500_000, 30) <= MOST_READ


def test_a_long_text_has_as_little_read_at_its_end_as_at_its_beginning():
    text = "\n\n".join(ANSWERS.values())
    longer = text * (200_000 // len(text))
    most = max(reading(longer, start, 200) for start in (0, len(text), len(longer) // 2, len(longer) - 4_000))
    assert most <= 1_500


def test_finished_blocks_are_read_again_a_few_at_a_time():
    paragraphs = [f"{number} " + "[a] and more " * 100 + "\n\n" for number in range(20)]
    shown = Shown()
    stream = MarkdownStream(shown)
    for paragraph in paragraphs:
        stream.feed(paragraph)
    before = stream.characters_read
    stream.feed("\n[a]: b\n\n")
    assert 1_000 < stream.characters_read - before <= MOST_READ
    stream.finish()
    assert tuple(shown.blocks) == parse("".join(paragraphs) + "\n[a]: b\n\n")


def test_the_machine_keeps_nothing_of_what_it_gave():
    machine = BlockMachine()
    for line in "\n\n".join(ANSWERS.values()).split("\n"):
        machine.take(Line(line))
    leaves, _ = machine.taken()
    assert len(leaves) > 100
    assert machine.taken() == ([], [])


def test_containers_deeper_than_twelve_are_words():
    (block,) = parse("> " * 15 + "a")
    assert len(block.within) == 12
    assert block.runs == (Run("> > > a"),)


def test_a_text_of_too_many_brackets_is_plain():
    text = "[a](https://b.example) " * 100
    assert len(parse(text)[0].runs) == 199
    assert parse("[" * 101 + text) == (Paragraph((Run("[" * 101 + text.rstrip()),)),)


def test_a_table_of_too_many_columns_is_words():
    assert all(isinstance(block, Paragraph) for block in parse("a|" * 300 + "\n" + "-|" * 300 + "\n"))


def test_a_table_is_not_filled_up_without_end():
    blocks = parse("|a" * 150 + "\n" + "|-" * 150 + "\n" + "b\n" * 5_000)
    cells = sum(len(row) for block in blocks if not isinstance(block, Paragraph) for row in block.rows)
    assert cells < 25_000
    assert words(blocks).count("b") == 5_000


def test_no_word_of_a_hostile_text_is_lost():
    for name in ("directions", "scripts", "addresses", "marks over letters"):
        text = HOSTILE[name]
        assert words(parse(text)) == "".join(text.split())


def test_a_long_line_of_code_is_all_there():
    text = "x = 1; " * 3_000
    blocks = parse(f"```\n{text}\n```")
    assert all(isinstance(block, Code) and block.continues_line == (block.part > 0) for block in blocks)
    assert "".join(block.text for block in blocks) == text
