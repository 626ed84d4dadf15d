"""Conversations as PDF: what is on which page, and what is in the file."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtGui import QPdfWriter

from desktop_chat.chat.messages import Attachment
from desktop_chat.chat.records import ConversationRecord, MessageRecord
from desktop_chat.markdown.blocks import Heading
from desktop_chat.ui.chat.blocks.code_box import CodeBox
from desktop_chat.ui.chat.blocks.formula_box import FormulaBox
from desktop_chat.ui.chat.blocks.table_box import TableBox
from desktop_chat.ui.exchange.pdf.boxes import BoxItem
from desktop_chat.ui.exchange.pdf.content import Column, strips_of_conversation
from desktop_chat.ui.exchange.pdf.form import pdf_form
from desktop_chat.ui.exchange.pdf.pages import pages_of
from desktop_chat.ui.exchange.pdf.paper import PaperStyle, usual_paper
from desktop_chat.ui.exchange.pdf.strips import Line
from tests.chat.exporting.samples import TEXTS

CODE = "\n".join(f"line_{number} = {number}  # 주석" for number in range(12))
LONG_CODE = "\n".join(f"line_{number} = {number}" for number in range(300))
ROWS = "\n".join(f"| 행 {number} | words |" for number in range(120))
WIDE = f"|{'head|' * 20}\n|{'---|' * 20}\n|{'some words here|' * 20}"
FILLER = "\n\n".join(["A paragraph that takes some lines of the page, but not all too many. " * 4] * 7)


@pytest.fixture
def aside():
    """Run something on another thread than the main one, as exports are."""
    with ThreadPoolExecutor(1) as executor:
        yield lambda work, *values: executor.submit(work, *values).result(60)


def talk(*texts, **fields):
    messages = tuple(
        MessageRecord(
            number,
            "assistant" if number % 2 == 0 else "user",
            1e9,
            text,
            number - 1 or None,
            model="/m/Qwen.gguf",
        )
        for number, text in enumerate(texts, 1)
    )
    return ConversationRecord(1e9, 1e9, title="제주도 여행", shown=len(texts), messages=messages, **fields)


@pytest.fixture
def pages(dressed_app, aside):
    """Put a conversation on pages; gives them and their column."""
    paper = usual_paper()

    def work(record):
        writer = QPdfWriter("")
        writer.setResolution(paper.resolution)
        writer.setPageLayout(paper.layout)
        column = Column(writer.width(), writer.height(), PaperStyle(paper.font, paper.monospace))
        strips = [strip for some in strips_of_conversation(record, TEXTS, column) for strip in some]
        return list(pages_of(strips, column.height)), column

    return lambda record: aside(work, record)


@pytest.fixture
def written(dressed_app, aside):
    """Write conversations as a PDF, and give its bytes."""
    form = pdf_form(TEXTS, usual_paper())
    return lambda *records: aside(lambda: b"".join(form.write(iter(records))))


def boxes_on(page, kind):
    items = [strip.item for _, strip in page if isinstance(strip.item, BoxItem)]
    return list(dict.fromkeys(item for item in items if isinstance(item._box, kind)))


def page_count(data):
    return len(re.findall(rb"/Type /Page\b(?!s)", data))


def letters(data):
    """Give the letters that readers are told for the glyphs."""
    found = re.findall(rb"\[((?:<[0-9A-F]{4}> )+)\]", data)
    return {chr(int(each, 16)) for some in found for each in re.findall(rb"[0-9A-F]{4}", some)}


# ---- pages


def test_nothing_reaches_beyond_a_page(pages):
    reply = f"# Title\n\n{FILLER}\n\n```python\n{LONG_CODE}\n```\n\n| a | b |\n|---|---|\n{ROWS}\n\n{WIDE}\n"
    found, column = pages(talk("Long question. " * 800, reply))
    assert len(found) > 8
    for page in found:
        assert max(y + strip.height for y, strip in page) <= column.height + 0.01


@pytest.mark.parametrize("lines_before", range(5, 8))
def test_code_that_fits_on_a_page_is_not_cut(pages, lines_before):
    filler = "\n\n".join(["A paragraph. " * 30] * lines_before)
    found, _ = pages(talk("Hi", f"{filler}\n\n```python\n{CODE}\n```\n"))
    assert sum(bool(boxes_on(page, CodeBox)) for page in found) == 1


def test_code_longer_than_a_page_goes_on_on_the_next_and_no_line_is_lost(pages):
    found, _ = pages(talk("Hi", f"```\n{LONG_CODE}\n```\n"))
    strips = [strip for page in found for _, strip in page if boxes_on([(0, strip)], CodeBox)]
    assert len(strips) == 300
    assert sum(bool(boxes_on(page, CodeBox)) for page in found) > 3


def test_a_long_table_has_its_header_on_every_page(pages):
    found, _ = pages(talk("Hi", f"| name | words |\n|---|---|\n{ROWS}\n"))
    with_rows = [page for page in found if boxes_on(page, TableBox)]
    assert len(with_rows) > 2
    headers = [next(strip for _, strip in page if boxes_on([(0, strip)], TableBox)) for page in with_rows]
    assert all(header is headers[0] for header in headers)


def test_a_table_wider_than_the_page_is_made_smaller(pages):
    found, column = pages(talk("Hi", WIDE))
    ((item,),) = [boxes_on(page, TableBox) for page in found]
    assert item._box.width > column.width
    assert item._scale == pytest.approx(column.width / item._box.width, abs=0.01)


def test_formulas_are_set_and_a_wide_one_is_made_smaller(pages):
    wide = " + ".join(rf"\frac{{x_{{{number}}}}}{{y}}" for number in range(40))
    found, column = pages(talk("Hi", f"$$\n{wide}\n$$\n\n$$\nx^2\n$$\n"))
    items = [item for page in found for item in boxes_on(page, FormulaBox)]
    assert [item._scale < 1 for item in items] == [True, False]
    assert items[0]._box.width * items[0]._scale <= column.width + 1


@pytest.mark.parametrize("paragraphs", range(5, 16))
def test_a_heading_and_an_author_never_end_a_page(pages, paragraphs):
    filler = "\n\n".join(["A paragraph of some lines. " * 12] * paragraphs)
    found, _ = pages(talk("Hi", f"{filler}\n\n## Heading\n\nText", "And?", "So."))
    for page in found:
        last = page[-1][1].item
        assert not isinstance(last, Line)
        assert not (isinstance(last, BoxItem) and isinstance(last._box.block, Heading))


def test_a_question_longer_than_a_page_stands_on_one_ground_on_each(pages):
    found, _ = pages(talk("A long question. " * 700))
    assert len(found) > 1
    for page in found:
        assert 0 in {strip.ground for _, strip in page}


# ---- the file


def test_the_file_is_whole_with_its_pages_and_its_fonts(written):
    data = written(talk("어디가 좋아?", "성산일출봉입니다. **Bold**"))
    assert data.startswith(b"%PDF-1.")
    assert data.rstrip().endswith(b"%%EOF")
    assert page_count(data) == 1
    assert data.count(b"/FontFile") >= 2
    assert b"/Creator" in data


def test_hangul_can_be_searched_and_copied(written):
    found = letters(written(talk("어디가 좋아?", "성산일출봉입니다.\n\n```python\nx = '한글'\n```")))
    assert set("어디가좋아성산일출봉입니다한글제주도여행x") <= found
    assert " " in found
    assert "\t" not in found


def test_each_conversation_begins_on_a_page_of_its_own(written):
    assert page_count(written(talk("One"), talk("Two", "Answer"), talk("Three"))) == 3


def test_instructions_reasoning_and_attachments_are_there(written):
    message = MessageRecord(1, "user", 1e9, "Look", attachments=(Attachment("표.py", "가나다라 = 1"),))
    reply = MessageRecord(2, "assistant", 1e9, "답", 1, reasoning="마바사")
    record = ConversationRecord(
        1e9, 1e9, title="x", system_prompt="아자차", shown=2, messages=(message, reply)
    )
    assert set("표가나다라마바사아자차답생각시스템프롬트") <= letters(written(record))


def test_a_conversation_without_messages_is_a_page_with_its_title(written):
    assert page_count(written(ConversationRecord(1e9, 1e9, title="비어 있음"))) == 1


def test_hostile_texts_are_written_all_the_same(written):
    texts = (
        "\u202eevil\u200b\ufeff",
        "```\n" + "x" * 5000 + "\n```",
        "$$\\frac{" * 50,
        "> " * 60 + "deep",
        "\x00",
    )
    assert page_count(written(talk(*texts))) >= 1


def test_a_pdf_that_is_given_up_ends_cleanly(dressed_app, aside):
    form = pdf_form(TEXTS, usual_paper())

    def work():
        steps = form.write(iter([talk("Hi", FILLER * 20)]))
        next(steps)
        steps.close()
        return True

    assert aside(work)
