"""Markdown to read in tests, and ways to feed it."""

import json
import random
import re
from pathlib import Path

from desktop_chat.markdown.blocks import Code, Formula, Heading, Paragraph, Table
from desktop_chat.markdown.stream import MarkdownStream

FOLDER = Path(__file__).parent
SPECIFICATION = json.loads((FOLDER / "commonmark-0.31.2.json").read_text("utf-8"))
ANSWERS = {path.stem: path.read_text("utf-8") for path in sorted((FOLDER / "answers").glob("*.md"))}

# After the examples of GitHub's specification, https://github.github.com/gfm/, for what it adds to CommonMark.
GITHUB = [
    "| foo | bar |\n| --- | --- |\n| baz | bim |\n",
    "| abc | defghi |\n:-: | -----------:\nbar | baz\n",
    "| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n",
    "| abc | def |\n| --- | --- |\n| bar | baz |\n> bar\n",
    "| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar\n",
    "| abc | def |\n| --- |\n| bar |\n",
    "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n",
    "| abc | def |\n| --- | --- |\n",
    "- [ ] foo\n- [x] bar\n",
    "- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim\n",
    "~~Hi~~ Hello, ~~there~~ world!\n",
    "This ~~has a\n\nnew paragraph~~.\n",
    "www.commonmark.org\n",
    "Visit www.commonmark.org/help for more information.\n",
    "Visit www.commonmark.org.\n\nVisit www.commonmark.org/a.b.\n",
    "www.google.com/search?q=Markup+(business)\n\n(www.google.com/search?q=Markup+(business))\n",
    "www.google.com/search?q=commonmark&hl=en\n\nwww.google.com/search?q=commonmark&hl;\n",
    "www.commonmark.org/he<lp\n",
    "http://commonmark.org\n\n(Visit https://encrypted.google.com/search?q=Markup+(business))\n",
]


class Shown:
    """A sink that keeps what it is told."""

    def __init__(self):
        self.blocks = []
        self.replaced = 0

    def replace_from(self, index, blocks):
        assert 0 <= index <= len(self.blocks)
        assert index < len(self.blocks) or blocks
        self.blocks[index:] = blocks
        self.replaced += len(blocks)


def streamed(pieces):
    """The blocks at the end of a text that came in pieces."""
    shown = Shown()
    stream = MarkdownStream(shown)
    for piece in pieces:
        stream.feed(piece)
    stream.finish()
    return tuple(shown.blocks)


def cut_anywhere(text, chance, longest=12):
    """A text in pieces of random lengths."""
    start = 0
    while start < len(text):
        end = start + chance.randint(1, longest)
        yield text[start:end]
        start = end


def words(blocks):
    """All that can be read, without the white space."""
    return re.sub(r"\s", "", "".join(map(_words, blocks)))


def _words(block):
    if isinstance(block, Paragraph | Heading):
        return _runs(block.runs)
    if isinstance(block, Table):
        return "".join(_runs(cell) for row in (block.header, *block.rows) for cell in row)
    if isinstance(block, Code):
        return block.text
    return block.source if isinstance(block, Formula) else ""


def _runs(runs):
    return "".join(f"[{run.note}]" if run.note else run.text for run in runs)


def mutated(text, chance):
    """A text with a few characters and pieces taken out, doubled, moved and put in."""
    marks = [
        "*",
        "**",
        "`",
        "```\n",
        "~~~",
        "> ",
        "- ",
        "1. ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "|",
        "|-|-|\n",
        "[",
        "](",
        "$",
        "$$",
    ]
    marks += [
        "\\(",
        "\\[",
        "\\]",
        "[^1]",
        "[^1]: ",
        "[a]: /b\n",
        "[a]",
        "<",
        "&amp;",
        "\0",
        "\r\n",
        "\r",
        "\ud800",
        "\u200b",
        "#",
        "===",
    ]
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randint(0, len(text)), chance.randint(0, 12)
        change = chance.randint(0, 3)
        if change == 0:
            text = text[:at] + text[at + length :]
        elif change == 1:
            text = text[:at] + chance.choice(marks) + text[at:]
        elif change == 2:
            text = text[:at] + text[at : at + length] + text[at:]
        else:
            to = chance.randint(0, len(text))
            text = text[:to] + text[at : at + length] + text[to:]
    return text


def fuzzed(count, seed):
    """So many texts of up to some hundred characters, the same ones each time."""
    chance = random.Random(seed)
    sources = [example["markdown"] for example in SPECIFICATION] + list(ANSWERS.values()) + GITHUB
    for _ in range(count):
        pieces = []
        for _ in range(chance.randint(1, 3)):
            source = chance.choice(sources)
            at = chance.randint(0, max(0, len(source) - 150))
            pieces.append(source[at : at + chance.randint(20, 150)])
        yield mutated(chance.choice(["\n", "\n\n", ""]).join(pieces), chance)
