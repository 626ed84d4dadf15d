import pytest

from desktop_chat.markdown.blocks import Code, Item, Note, Paragraph, Quote, Run, Table
from desktop_chat.markdown.parsing import parse
from desktop_chat.markdown.whole import whole
from desktop_chat.markdown.writing import to_markdown, to_plain
from tests.markdown.samples import ANSWERS, GITHUB, SPECIFICATION, fuzzed

UNWRITABLE = {"[]()\n"}
"""A paragraph without a word."""


def again(text):
    """A text as it is written after it was read."""
    return to_markdown(parse(text))


@pytest.mark.parametrize("name", [name for name in ANSWERS if name != "broken"])
def test_an_answer_reads_the_same_once_it_was_written(name):
    blocks = whole(parse(ANSWERS[name]))
    assert whole(parse(to_markdown(blocks))) == blocks


def test_the_examples_of_commonmark_read_the_same_once_they_were_written():
    texts = [example["markdown"] for example in SPECIFICATION] + GITHUB
    differing = {text for text in texts if whole(parse(again(text))) != whole(parse(text))}
    assert differing == UNWRITABLE


def test_broken_texts_can_be_written():
    for text in fuzzed(100, seed=11):
        blocks = parse(text)
        to_markdown(blocks)
        to_plain(blocks)


@pytest.mark.parametrize(
    "text",
    [
        "A **bold *and italic* word**, `code`, ~~struck~~, [link](https://a.example).",
        "Plain words: 2 * 3 * 4, snake_case, $5 and 10%, a < b, C#, #1!",
        "https://a.example/b_c and <me@a.example>",
        "## Heading `x`",
        "- a\n- b\n  - c\n    - d\n- e",
        "- * - a\n    - b",
        "1. a\n2. b\n   - c\n\n   more\n3. d",
        "- [ ] a\n- [x] b",
        "> a\n> b\n>\n> - c\n>\n>   > d",
        "> a\n\n> b",
        "```py\nx = 1\n\ny\n```",
        "````\n```\n````",
        "| a | b |\n| --- | :---: |\n| `c \\| d` | **e** |\n|  | f<br>g |",
        "$$\nx\n$$",
        "a $x^2$ b",
        "a[^1]\n\n[^1]: b\n\n    c",
        "***",
        "Roses are red,\nviolets are blue",
    ],
)
def test_what_is_written_well_is_written_the_same_again(text):
    assert again(text) == text


@pytest.mark.parametrize(
    "text", ["*a*", "# a", "1. a", "- a", "`a`", "[a](b)", "$x$", "a\n***", "&amp;", "https://a.example"]
)
def test_words_that_look_like_marks_stay_words(text):
    block = Paragraph((Run(text),))
    assert parse(to_markdown([block])) == (block,)


def test_lists_after_each_other_keep_their_numbers():
    assert again("1. a\n2. b\n\n1) c\n2) d") == "1. a\n2. b\n1) c\n2) d"


def test_a_part_of_a_text_is_written_with_its_marks():
    blocks = parse("1. a\n\n   b\n2. c")[1:]
    assert to_markdown(blocks) == "1. b\n2. c"
    assert to_plain(blocks) == "1. b\n2. c"


def test_the_parts_of_long_blocks_are_written_as_one():
    code = "\n".join(f"line {number}" for number in range(100))
    assert len(parse(f"```\n{code}\n```")) > 1
    assert again(f"```\n{code}\n```") == f"```\n{code}\n```"
    words = "Some words and more. " * 300
    assert again(words) == words.strip()


def test_plain_text_has_the_words_without_their_marks():
    text = (
        "# A *heading*\n\nSome **bold** [link](https://a.example)[^1] and $x$\n\n- a\n  1. b\n- [x] c\n\n> d\n\n"
        "```py\n  e\n```\n\n| f | g |\n|---|---|\n| h | i |\n\n---\n\n\\[ y \\]\n\n[^1]: note"
    )
    assert to_plain(parse(text)) == (
        "A heading\n\nSome bold link[1] and x\n\n• a\n  1. b\n• ☑ c\n\n> d\n\n  e\n\nf\tg\nh\ti\n\n———\n\ny\n\n[1] note"
    )


def test_plain_text_of_korean_lists_lines_up():
    assert to_plain(parse("1. 가\n\n   나\n10. 다")) == "1. 가\n\n   나\n2. 다"


def test_parts_are_put_together_again():
    within = (Item(True),)
    blocks = [
        Paragraph((Run("a "),), within),
        Paragraph((Run("b"),), (Item(False),), 1, continues_line=True),
        Paragraph((Run("c"),), (Item(False),), 2),
        Code("py", "d", (), 3),
        Code("py", "e", (), 4, continues_line=True),
        Table(((Run("f"),),), ("",), (((Run("g"),),),), (), 1),
        Table(((Run("f"),),), ("",), (((Run("h"),),),), (), 2),
    ]
    assert whole(blocks) == (
        Paragraph((Run("a "), Run("b"), Run("\n"), Run("c")), within),
        Code("py", "de"),
        Table(((Run("f"),),), ("",), (((Run("g"),),), ((Run("h"),),))),
    )


def test_a_quotation_within_a_footnote_is_written():
    blocks = (
        Paragraph((Run("a"),), (Note(True, 1), Quote(True))),
        Paragraph((Run("b"),), (Note(False, 1), Quote(False))),
    )
    assert to_markdown(blocks) == "[^1]: > a\n    >\n    > b"
