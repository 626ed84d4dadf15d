import random

import pytest
from PySide6.QtGui import QTextDocument

from desktop_chat.ui.chat.document import DocumentWriter
from desktop_chat.ui.chat.markdown_stream import MarkdownStream
from tests.ui.chat.samples import blocks, describe, document_style, written

PIECES = [
    "# Title\n\n", "Some **bold** text and `code`", "\n", "\n\n", "- item one\n", "- item *two*\n", "  - nested\n",
    "1. first\n", "2. second\n", "   more of it\n", '```python\ndef f(x):\n    return """a\nb"""\n```\n',
    "```\nplain\n", "> quote\n> more\n", "> - quoted item\n", "| a | b |\n|---|:-:|\n| 1 | **2** |\n", "---\n",
    "text with [a link](https://x.org) end", "~~struck~~ ", "한국어 문장입니다. ", "    indented code\n", "word ", "*",
    "**", "`", "1986\\. was ", "\n## Sub\n", "\n\n1. one\n\n   para\n\n2. two\n", "\n- ```js\n  let a=1\n  ```\n",
    "![img](https://e.org/i.png)", "<b>html</b>", "&amp; ", "😀 ", "~~~\ntilde\n~~~\n", "\r\n",
    "[r]: https://r.org\n\n[r] ",
]  # fmt: skip


@pytest.fixture
def style(theme_manager):
    return document_style(theme_manager)


@pytest.fixture
def live(style):
    document = QTextDocument()
    stream = MarkdownStream(DocumentWriter(document, style))
    stream.document = document
    document.documentLayout()  # without one a document tells no changes
    return stream


def texts(document):
    return [block.text() for block in blocks(document) if block.text()]


def feed(stream, text, sizes):
    at = 0
    while at < len(text):
        size = next(sizes)
        stream.feed(text[at : at + size])
        at += size


@pytest.mark.parametrize("seed", range(12))
def test_a_text_in_pieces_looks_like_the_text_at_once(style, seed):
    choice = random.Random(seed)
    for _ in range(20):
        text = "A" + "".join(choice.choice(PIECES) for _ in range(choice.randint(1, 14)))
        document = QTextDocument()
        stream = MarkdownStream(DocumentWriter(document, style))
        feed(stream, text, iter(lambda: choice.choice([1, 1, 2, 3, 5, 8, 40]), 0))
        stream.finish()
        if stream.is_exact:
            assert describe(document) == describe(written(text.replace("\r", ""), style)), text


def test_a_code_block_is_one_before_its_end_arrives(live):
    feed(live, "Look:\n\n```python\nx = 1\ny = ", iter(lambda: 3, 0))
    assert texts(live.document) == ["Look:", "x = 1", "y = "]
    assert live.document.rootFrame().childFrames()


def test_a_line_that_may_end_the_code_is_not_shown_yet(live):
    live.feed("```\nx\n``")
    assert texts(live.document) == ["x"]
    live.feed("`\nAfter")
    assert texts(live.document) == ["x", "After"]


def test_bold_shows_no_marks_while_it_grows(live):
    for piece in ("This is ", "**", "very", " bold"):
        live.feed(piece)
        assert "*" not in live.document.toPlainText()
    live.feed("** indeed")
    assert texts(live.document) == ["This is very bold indeed"]


def test_finished_blocks_are_not_touched_again(live):
    live.feed("First paragraph.\n\nSecond paragraph.\n\nThird")
    changed = []
    live.document.contentsChange.connect(lambda start, _removed, _added: changed.append(start))
    live.feed(" goes on\n\n- item\n- **bold** item\n\n```\ncode\n```\n\nEnd")
    live.finish()
    assert changed
    assert min(changed) >= len("First paragraph.")


def test_words_are_appended_without_reading_the_paragraph_again(live):
    live.feed("Some words")
    removed = []
    live.document.contentsChange.connect(lambda _start, gone, _added: removed.append(gone))
    for word in (" go", " on", ", and", " on"):
        live.feed(word)
    assert removed == [0, 0, 0, 0]
    assert texts(live.document) == ["Some words go on, and on"]


def test_a_very_long_paragraph_keeps_all_its_words(live):
    text = " ".join(f"word{number}" for number in range(4000))
    feed(live, text, iter(lambda: 50, 0))
    live.finish()
    assert live.document.toPlainText().split() == text.split()
    assert not live.is_exact


def test_a_very_long_list_is_cut_into_finished_items(live):
    removed = []
    live.document.contentsChange.connect(lambda _start, gone, _added: removed.append(gone))
    feed(live, "".join(f"{number}. **item** {number}\n" for number in range(1, 301)), iter(lambda: 7, 0))
    live.finish()
    items = [block for block in blocks(live.document) if block.textList()]
    assert [block.textList().itemText(block) for block in items] == [f"{number}." for number in range(1, 301)]
    assert max(removed) < 100


def test_a_very_long_code_block_is_coloured_like_a_short_one(style):
    code = "".join(f"def f{number}():\n    return {number}  # yes\n\n" for number in range(120))
    document = QTextDocument()
    stream = MarkdownStream(DocumentWriter(document, style))
    feed(stream, f"```python\n{code}```\n", iter(lambda: 11, 0))
    stream.finish()
    assert describe(document) == describe(written(f"```python\n{code}```\n", style))
