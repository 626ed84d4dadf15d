from html.parser import HTMLParser

import pytest

from desktop_chat.markdown.parsing import parse
from desktop_chat.markdown.writing_html import to_html
from tests.markdown.samples import ANSWERS, SPECIFICATION, fuzzed

WITHOUT_END = {"br", "hr"}
TAGS = (
    {f"h{level}" for level in range(1, 7)}
    | WITHOUT_END
    | {"a", "code", "em", "p", "pre", "s", "strong", "sup"}
)
TAGS |= {"blockquote", "li", "ol", "table", "tbody", "td", "th", "thead", "tr", "ul"}
ATTRIBUTES = {"href", "start", "class", "style"}


class Checked(HTMLParser):
    """Reads HTML, and fails where a tag is not closed or not ours."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.links = []

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        self.links += [value for name, value in attrs if name == "href"]
        if tag not in WITHOUT_END:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(data)


def checked(html):
    reader = Checked()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_tags_are_closed_and_only_ours_whatever_the_text():
    texts = [*ANSWERS.values(), *fuzzed(200, seed=21), *(example["markdown"] for example in SPECIFICATION)]
    for text in texts:
        reader = checked(to_html(parse(text)))
        assert all(link.lower().startswith(("http://", "https://", "mailto:")) for link in reader.links)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "a **b** *c* ~~d~~ `e<`\nf",
            "<p>a <strong>b</strong> <em>c</em> <s>d</s> <code>e&lt;</code><br>\nf</p>",
        ),
        ("## a", "<h2>a</h2>"),
        ("[a&](https://b.example/?c&d)", '<p><a href="https://b.example/?c&amp;d">a&amp;</a></p>'),
        ("<b onclick='x'>", "<p>&lt;b onclick=&#x27;x&#x27;&gt;</p>"),
        ("```py\na<b\n```", '<pre><code class="language-py">a&lt;b\n</code></pre>'),
        ("a $x<y$\n\n\\[ x<y \\]", "<p>a \\(x&lt;y\\)</p>\n<p>\\[x&lt;y\\]</p>"),
        (
            "> a\n> b\n\n> c",
            "<blockquote>\n<p>a<br>\nb</p>\n</blockquote>\n<blockquote>\n<p>c</p>\n</blockquote>",
        ),
        ("***", "<hr>"),
        ("- [x] a\n- [ ] b", "<ul>\n<li>\n<p>☑ a</p>\n</li>\n<li>\n<p>☐ b</p>\n</li>\n</ul>"),
        (
            "3. a\n   - b\n4. c\n\n1) d",
            '<ol start="3">\n<li>\n<p>a</p>\n<ul>\n<li>\n<p>b</p>\n</li>\n</ul>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>\n'
            '<ol start="1">\n<li>\n<p>d</p>\n</li>\n</ol>',
        ),
        (
            "| a | b |\n|---|--:|\n| c | d |",
            '<table>\n<thead>\n<tr><th>a</th><th style="text-align: right">b</th></tr>\n</thead>\n<tbody>\n'
            '<tr><td>c</td><td style="text-align: right">d</td></tr>\n</tbody>\n</table>',
        ),
        (
            "a[^1] b[^2]\n\n[^1]: c\n\n[^2]: d",
            '<p>a<sup>1</sup> b<sup>2</sup></p>\n<ol class="footnotes" start="1">\n<li>\n<p>c</p>\n</li>\n<li>\n'
            "<p>d</p>\n</li>\n</ol>",
        ),
    ],
)
def test_blocks_are_written_with_their_tags(text, html):
    assert to_html(parse(text)) == html


def test_code_is_written_by_whom_one_likes():
    assert (
        to_html(parse("```py\na < b\n```"), code=lambda language, text: f"<i>{language}:{len(text)}</i>")
        == "<i>py:5</i>"
    )


def test_a_part_of_a_list_is_written_as_a_list():
    assert to_html(parse("1. a\n2. b")[1:]) == '<ol start="2">\n<li>\n<p>b</p>\n</li>\n</ol>'


def test_the_parts_of_a_long_table_are_one_table():
    rows = "".join(f"| {number} |\n" for number in range(100))
    assert to_html(parse(f"| a |\n|---|\n{rows}")).count("<table>") == 1
