import pytest

from desktop_chat.markdown.blocks import Code, Heading, Paragraph, Rule, Run, Table
from desktop_chat.markdown.parsing import parse
from desktop_chat.markdown.stream import MarkdownStream
from tests.markdown.samples import ANSWERS, Shown, words


def after_each_character(text):
    """What is shown after each character of a text, and at its end."""
    shown = Shown()
    stream = MarkdownStream(shown)
    for character in text:
        stream.feed(character)
        yield tuple(shown.blocks)
    stream.finish()
    yield tuple(shown.blocks)


def live(text):
    """What is shown of a text to which more may come."""
    shown = Shown()
    stream = MarkdownStream(shown)
    stream.feed(text)
    return tuple(shown.blocks)


def live_runs(text):
    (paragraph,) = live(text)
    return paragraph.runs


def leaks(text):
    """Where something is shown that is not what the end has there."""
    end = words(parse(text))
    return [shown for blocks in after_each_character(text) if not end.startswith(shown := words(blocks))]


@pytest.mark.parametrize("name", ["code_en", "korean", "math_en", "dialog_en"])
def test_nothing_of_an_answer_is_shown_that_is_not_there_at_the_end(name):
    assert leaks(ANSWERS[name]) == []


@pytest.mark.parametrize(
    "text",
    [
        "a **bold** b",
        "**bold**",
        "a *it* b",
        "a _it_ b __bold__ c",
        "***both*** and **bold *both* bold**",
        "*it **both** it* **bold *both***",
        "a ~~struck~~ b",
        "a `code` b ``co`de`` c",
        "**`code`** and *[link](https://a.example)*",
        "[text](https://a.example) b",
        "[text](https://a.example 'title') b",
        "[**bold** text](<https://a.example/b c>)",
        "[a_(b)](https://a.example/b_(c)) d",
        "![picture](https://a.example/b.png) c",
        "[![badge](https://a.example/b.svg)](https://c.example)",
        "https://a.example/b_c and www.d.example.",
        "<https://a.example> and <me@a.example>",
        "a &amp; b &copy; c &#35; d &x; e & f",
        "a \\* b \\\\ c \\[d] e",
        "a $x^2$ b $y$, c",
        r"a \(x^2\) b \[y\] c",
        "a $$x$$ b",
        "$$\nx + y\n$$\n\nb",
        "a\n\\[\nx\n\\]\nb",
        "\\[ x \\]\n\nb",
        "costs $5 and $10 in all",
        "a < b and <div> and a <b",
        "a<br>b<br/>c",
        "# Heading #\n\nb",
        "### A **b** c ###\nd",
        "Heading\n=======\n\nb\n---\nc",
        "- a\n- b\n\n---\n* c\n***\n",
        "+ a\n\n  b\n",
        "1. a\n2. b\n   10) c\n",
        "10 apples\n2026\n3.14 is pi\n",
        "- [ ] a\n- [x] b\n",
        "- [a](https://b.example)\n- [1] c\n".replace("[1] ", ""),
        "> a\n> - b\n>   > c\n",
        "```python\nx = 1\n```\nb",
        "~~~\na ~~ b\n~~~\n",
        "- a\n  ```\n  b\n  ```\n- c",
        "    code\n    more\n\nb",
        "| a | b |\n|---|:-:|\n| `c` | **d** |\n| e | f |\n\ng",
        "Table:\n\n| a |\n|---|\n| b |",
        "a | b\n--- | ---\nc | d\n",
        "a | b\nno table\n\n| c\nno table either\n",
        "`a | b` is a pipe\n",
        "a[^1] b[^note]\n\n[^1]: c\n[^note]: d **e**\n",
        "[a]: https://b.example 'c'\n[d]: <https://e.example>\n\n[a] and [d][d]\n",
        '[a]: https://b.example\n"not a title" but words\n',
        "2 * 3 * 4, snake_case_name, a_b, 5 ** 2\n",
        "Wow! Really?! ![",
        "a\\\nb  \nc",
        "Line one\r\nline **two**\r\n\r\n- three\r\n",
    ],
)
def test_nothing_is_shown_that_is_not_there_at_the_end(text):
    assert leaks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **bo", (Run("a "), Run("bo", bold=True))),
        ("a **bold*", (Run("a "), Run("bold", bold=True))),
        ("a **bold**", (Run("a "), Run("bold", bold=True))),
        ("*it", (Run("it", italic=True),)),
        ("***both", (Run("both", bold=True, italic=True),)),
        ("**b *c", (Run("b ", bold=True), Run("c", bold=True, italic=True))),
        ("~~s", (Run("s", strike=True),)),
        ("`co", (Run("co", code=True),)),
        ("`co`", (Run("co", code=True),)),
        ("**a `b", (Run("a ", bold=True), Run("b", bold=True, code=True))),
        ("a [text", (Run("a text"),)),
        ("a [text](https://a.exam", (Run("a text"),)),
        ("a [**text**](", (Run("a "), Run("text", bold=True))),
        ("a [text](https://a.example)", (Run("a "), Run("text", link="https://a.example"))),
        ("a ![picture](https:", (Run("a picture"),)),
        ("see https://a.example/b", (Run("see "), Run("https://a.example/b", link="https://a.example/b"))),
        ("a $x^2", (Run("a "),)),
        ("a $x^2$", (Run("a "),)),
        ("a $x^2$ ", (Run("a "), Run("x^2", formula=True), Run(" "))),
        (r"a \(x", (Run("a "),)),
        (r"a \(x\)", (Run("a "), Run("x", formula=True))),
        ("a $5 an", (Run("a $5 an"),)),
        ("a[^1]", (Run("a"), Run("", note=1))),
        ("a[^1", (Run("a"),)),
        ("a &am", (Run("a "),)),
        ("a <", (Run("a "),)),
        ("a < ", (Run("a < "),)),
        ("a * ", (Run("a * "),)),
        ("a!", (Run("a"),)),
        ("a!\n", (Run("a!"),)),
        ("a\n-", (Run("a"),)),
        ("a\n1.", (Run("a"),)),
        ("a\n==", (Run("a"),)),
        ("a\n#", (Run("a"),)),
        ("a\n``", (Run("a"),)),
        ("a\n| b |", (Run("a"),)),
    ],
)
def test_what_is_begun_looks_as_if_it_were_closed(text, expected):
    assert live_runs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "-",
        "- ",
        "*",
        "**",
        "---",
        "1",
        "12.",
        "1. ",
        "#",
        "### ",
        ">",
        "`",
        "```",
        "```py",
        "~~~",
        "|",
        "| a | b |",
        "| a |\n|-",
        "$",
        "$$",
        "$$\nx\n",
        "\\",
        "\\[",
        "\\[\nx",
        "[",
        "[a",
        "[a]",
        "[a]:",
        "[a]: http://b",
        "[^1]:",
        "    ",
        "!",
        "<",
        "&am",
    ],
)
def test_what_is_undecided_is_not_shown(text):
    assert words(live(text)) == ""
    assert not any(isinstance(block, Rule | Code | Heading | Table) for block in live(text))


def test_a_table_is_shown_with_its_dashes_and_grows_by_cells():
    shown = [blocks[-1] for blocks in after_each_character("| a | b |\n|---|---|\n| c | **d** |\n") if blocks]
    assert all(isinstance(block, Table) for block in shown)
    rows = list(dict.fromkeys(block.rows for block in shown))
    assert rows == [
        (),
        (((Run("c"),), ()),),
        (((Run("c"),), (Run("d", bold=True),)),),
    ]


def test_code_is_shown_when_its_first_line_is_whole():
    assert live("```python") == ()
    assert live("```python\n") == (Code("python", "", is_open=True),)
    assert live("```python\nx\n``") == (Code("python", "x", is_open=True),)
    assert live("```python\nx\n``y") == (Code("python", "x\n``y", is_open=True),)


def test_an_item_begins_with_its_first_word():
    assert live("- a\n- ") == live("- a\n") == live("- a")
    assert len(live("- a\n- b")) == 2


def test_a_mark_that_is_not_closed_soon_is_shown_as_it_is():
    assert live_runs("*" + "word " * 100)[0] == Run("*" + "word " * 100)
    assert live_runs("**" + "word " * 300)[0] == Run("**" + "word " * 300)
    assert live_runs("`" + "word " * 300)[0] == Run("`" + "word " * 300)
    assert live_runs("a [" + "word " * 300)[0] == Run("a [" + "word " * 300)
    assert live_runs("a $x" + "+1" * 200)[0] == Run("a $x" + "+1" * 200)


def test_what_was_begun_is_as_it_is_when_nothing_more_comes():
    for text in ("**a", "`a", "[a](b", "$x", "a *", "a <", "| a |", "[a", "1."):
        *_, end = after_each_character(text)
        assert end == parse(text)


def test_words_after_a_heading_mark_without_a_space_are_words():
    assert live("#a") == (Paragraph((Run("#a"),)),)
    assert live("# a") == (Heading(1, (Run("a"),)),)
