import pytest

from desktop_chat.markdown.blocks import (
    Code,
    Formula,
    Heading,
    Item,
    Note,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from desktop_chat.markdown.parsing import parse
from desktop_chat.markdown.writing_html import to_html
from tests.markdown.reference import reference_blocks
from tests.markdown.samples import GITHUB, SPECIFICATION, fuzzed

ADDRESSES_BY_THEMSELVES = {602, 608, 611}
"""Examples of CommonMark in which an address by itself is no link; with us it is."""


def html(text):
    return to_html(parse(text))


def inline(text):
    """What running text is read as."""
    return html(text).removeprefix("<p>").removesuffix("</p>")


def runs(text):
    (paragraph,) = parse(text)
    return paragraph.runs


def test_the_examples_of_commonmark_are_read_as_markdown_it_reads_them():
    differing = {
        example["example"]
        for example in SPECIFICATION
        if parse(example["markdown"]) != reference_blocks(example["markdown"])
    }
    assert differing == ADDRESSES_BY_THEMSELVES


def test_all_examples_of_the_specification_are_there():
    assert [example["example"] for example in SPECIFICATION] == list(range(1, 653))


@pytest.mark.parametrize("text", GITHUB[:8])
def test_githubs_tables_are_read_as_markdown_it_reads_them(text):
    assert parse(text) == reference_blocks(text)


def test_nothing_makes_reading_fail():
    for text in fuzzed(300, seed=3):
        parse(text)


def test_an_empty_text_has_no_blocks():
    assert parse("") == parse("\n \n\t\n") == ()


def test_running_text_has_looks():
    assert runs("a **b *c*** ~~d~~ `e`") == (
        Run("a "),
        Run("b ", bold=True),
        Run("c", bold=True, italic=True),
        Run(" "),
        Run("d", strike=True),
        Run(" "),
        Run("e", code=True),
    )


def test_a_line_break_is_one_however_it_is_written():
    assert runs("a\nb  \nc\\\nd<br>e<br/>\nf") == (Run("a\nb\nc\nd\ne\nf"),)


def test_bold_text_may_stand_between_korean_letters_and_punctuation():
    assert inline('**"인용"**은 **강조(强調)**를 이것은**「책」**이다') == (
        "<strong>&quot;인용&quot;</strong>은 <strong>강조(强調)</strong>를 이것은<strong>「책」</strong>이다"
    )


def test_lists_and_quotations_are_told_with_each_block():
    assert parse("> 1. a\n>    - b\n>\n>    c\n> 2. d") == (
        Paragraph((Run("a"),), (Quote(True), Item(True, 1))),
        Paragraph((Run("b"),), (Quote(False), Item(False, 1), Item(True))),
        Paragraph((Run("c"),), (Quote(False), Item(False, 1))),
        Paragraph((Run("d"),), (Quote(False), Item(True, 2))),
    )


def test_an_empty_item_is_seen():
    assert parse("- a\n-\n- b")[1] == Paragraph((), (Item(True),))


def test_tasks_are_done_or_not():
    assert parse("- [ ] a\n- [x] b\n\n  c\n- [X]\n- [y] d") == (
        Paragraph((Run("a"),), (Item(True, None, False),)),
        Paragraph((Run("b"),), (Item(True, None, True),)),
        Paragraph((Run("c"),), (Item(False, None, True),)),
        Paragraph((Run("[X]"),), (Item(True),)),
        Paragraph((Run("[y] d"),), (Item(True),)),
    )


def test_code_has_a_language_and_its_own_lines():
    assert parse("```python title=x\n\ta\n\n  b\n```\n\n    c\n\n      d\n\ne") == (
        Code("python", "\ta\n\n  b"),
        Code("", "c\n\n  d"),
        Paragraph((Run("e"),)),
    )


def test_code_without_an_end_is_not_open_when_the_text_is_whole():
    assert parse("```\na") == (Code("", "a"),)


def test_tables_have_as_many_cells_as_the_header():
    assert parse("| a | b | c |\n|:-|:-:|-:|\n| 1 |\n| 1 | 2 | 3 | 4 |\n") == (
        Table(
            ((Run("a"),), (Run("b"),), (Run("c"),)),
            ("left", "center", "right"),
            (((Run("1"),), (), ()), ((Run("1"),), (Run("2"),), (Run("3"),))),
        ),
    )


def test_a_table_may_follow_a_line_of_words():
    assert parse("So:\n| a |\n|---|\n| 1 |") == (
        Paragraph((Run("So:"),)),
        Table(((Run("a"),),), ("",), (((Run("1"),),),)),
    )


def test_dashes_below_words_without_a_bar_make_a_heading():
    assert parse("a\n---\n\n| b |\n---") == (Heading(2, (Run("a"),)), Heading(2, (Run("| b |"),)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/b_c_d.", ("https://a.example/b_c_d", ".")),
        ("www.a.example/x).", ("www.a.example/x", ").")),
        ("https://a.example/x_(y)", ("https://a.example/x_(y)", "")),
        ("https://a.example/docs를 보세요", ("https://a.example/docs", "를 보세요")),
        ("https://a.example은", ("https://a.example", "은")),
        ("http://localhost:8080/a?b=c&d#e!", ("http://localhost:8080/a?b=c&d#e", "!")),
    ],
)
def test_an_address_by_itself_is_a_link(text, expected):
    address, rest = expected
    target = address if address.startswith("http") else f"https://{address}"
    assert runs(text) == (Run(address, link=target), *([Run(rest)] if rest else []))


@pytest.mark.parametrize(
    "text", ["file.py", "me@a.example", "a.example", "ahttps://b", "www.", "https://", "http:/a"]
)
def test_other_words_are_no_link(text):
    assert runs(text) == (Run(text),)


def test_links_lead_to_the_web_and_to_mail():
    assert inline(
        "[a](https://b.example 'c') <https://d.example> <e@f.example> [g][h]\n\n[h]: http://i.example"
    ) == (
        '<a href="https://b.example">a</a> <a href="https://d.example">https://d.example</a> '
        '<a href="mailto:e@f.example">e@f.example</a> <a href="http://i.example">g</a>'
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "./a.py", "#b"]
)
def test_any_other_address_is_shown_beside_the_words(address):
    assert runs(f"[a]({address})") == (Run(f"a ({address})"),)


def test_a_very_long_address_that_is_no_link_is_cut():
    (run,) = runs(f"![chart](data:image/png;base64,{'A' * 2_000})")
    assert run.text.startswith("chart (data:image/png;base64,AAA")
    assert len(run.text) < 250


def test_a_picture_is_a_link_with_its_description():
    assert runs("![a *b*](https://c.example/d.png) [![e](https://f.example)](https://g.example)") == (
        Run("a b", link="https://c.example/d.png"),
        Run(" "),
        Run("e", link="https://g.example"),
    )


def test_html_is_words():
    text = "<script>alert(1)</script> <b>x</b> std::vector<std::string>"
    assert runs(text) == (Run(text),)
    assert parse("<div>\n# a\n</div>") == (
        Paragraph((Run("<div>"),)),
        Heading(1, (Run("a"),)),
        Paragraph((Run("</div>"),)),
    )


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("$x$", "x"),
        ("$\\frac{a}{b}$", "\\frac{a}{b}"),
        ("$2 + 3$", "2 + 3"),
        ("$10$", "10"),
        ("$$x^2$$", "x^2"),
        (r"\(a + b\)", "a + b"),
        (r"\(a\\b\)", r"a\\b"),
        ("$x_1 * y_1 * z$", "x_1 * y_1 * z"),
        (r"$\text{if and only if} x$", r"\text{if and only if} x"),
        ("$f(x) = \\$5$", "f(x) = \\$5"),
    ],
)
def test_formulas_stand_in_running_text(text, source):
    assert runs(f"so {text} is") == (Run("so "), Run(source, formula=True), Run(" is"))


def test_a_korean_particle_may_follow_a_formula():
    assert runs("$x$는 1") == (Run("x", formula=True), Run("는 1"))


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "it costs $5, or $10.",
        "$5-$10",
        "$5에서 $10 사이",
        "between $1M and US$2M",
        "$HOME and $PATH",
        "$HOME/bin:$PATH",
        "$ x $",
        "a $ b",
        "$5 (about 4 euros) is $",
        "$foo bar baz qux$",
        "$x",
        "$$",
        "$$ $$",
    ],
)
def test_money_and_variables_are_no_formulas(text):
    assert runs(text) == (Run(text),)


def test_code_wins_over_formulas():
    assert runs("`$x$` and $a `b$ c`") == (
        Run("$x$", code=True),
        Run(" and $a "),
        Run("b$ c", code=True),
    )


@pytest.mark.parametrize("text", ["$$\nx\n$$", "$$x$$", "\\[\nx\n\\]", "\\[ x \\]", "$$\n  x$$", "$$ x\n$$"])
def test_a_formula_on_lines_of_its_own_is_a_block(text):
    assert parse(f"a\n{text}\nb") == (Paragraph((Run("a"),)), Formula("x"), Paragraph((Run("b"),)))


def test_the_full_stop_after_a_formula_belongs_to_it():
    assert parse("\\[ x \\].") == parse("\\[\nx\n\\].") == (Formula("x."),)


def test_words_after_a_formula_are_a_paragraph():
    assert parse("$$\nx\n$$ where") == (Formula("x"), Paragraph((Run("where"),)))


def test_a_formula_lies_within_an_item():
    assert parse("1. a\n   \\[\n   x\n   \\]")[1] == Formula("x", (Item(False, 1),))


@pytest.mark.parametrize("text", ["$$\na\n\nb", "\\[ a\n\nb", "$$\n$$\n\nb"])
def test_a_formula_without_an_end_is_words(text):
    first, *_ = parse(text)
    assert isinstance(first, Paragraph)
    assert first.runs[0].text.startswith(("$$", "["))


def test_what_looked_like_a_formula_goes_on_with_its_paragraph():
    assert runs("a\n\\[b\nc") == (Run("a\n[b\nc"),)


def test_footnotes_stand_at_the_end_in_the_order_in_which_they_are_spoken_of():
    blocks = parse("a[^x] b[^y] c[^x]\n\n[^y]: Y\n\n    more\n[^x]: X *x*\n\nlast")
    assert blocks == (
        Paragraph((Run("a"), Run("", note=1), Run(" b"), Run("", note=2), Run(" c"), Run("", note=1))),
        Paragraph((Run("last"),)),
        Paragraph((Run("X "), Run("x", italic=True)), (Note(True, 1),)),
        Paragraph((Run("Y"),), (Note(True, 2),)),
        Paragraph((Run("more"),), (Note(False, 2),)),
    )


def test_a_footnote_that_is_not_there_is_words():
    assert runs("a[^1] [^a-z]") == (Run("a[^1] [^a-z]"),)


def test_a_footnote_of_which_nothing_speaks_is_not_lost():
    assert parse("a\n\n[^1]: b")[1] == Paragraph((Run("b"),), (Note(True, 1),))


def test_a_rule_is_a_block():
    assert parse("a\n\n---\n* * *") == (Paragraph((Run("a"),)), Rule(), Rule())


def test_the_first_definition_of_a_link_holds():
    assert inline("[a]\n\n[a]: http://b.example\n[a]: http://c.example") == '<a href="http://b.example">a</a>'


def test_line_ends_of_all_systems_are_the_same():
    assert parse("a\r\nb\rc\n\r\n- d\r") == parse("a\nb\nc\n\n- d\n")


def test_characters_that_cannot_be_shown_are_replaced():
    assert runs("a\0b\ud800c") == (Run("a�b�c"),)


def test_the_second_footnote_of_one_name_is_words():
    assert parse("[^1]: a\n\n[^1]: b") == (
        Paragraph((Run("", note=1), Run(": b"))),
        Paragraph((Run("a"),), (Note(True, 1),)),
    )
