import subprocess
import sys

import pytest

from desktop_chat.ui.chat.markdown import (
    MAX_PARSED,
    close_inline,
    is_allowed_link,
    is_closing_fence,
    parse,
    plain,
    split,
)


def kinds(tokens):
    return [token.type for token in tokens if token.nesting >= 0 and token.type != "inline"]


def inline(tokens):
    return [child for token in tokens if token.type == "inline" for child in token.children]


def shown(tokens):
    return "".join(
        "\n" if child.type == "softbreak" else child.content for child in inline(tokens) if child.nesting == 0
    )


def test_blocks_tables_and_strikethrough_are_read():
    tokens = parse("# Title\n\n- item\n\n|a|b|\n|-|-|\n|1|~~2~~|\n\n---\n\n> quote")
    assert {"heading_open", "bullet_list_open", "table_open", "hr", "blockquote_open"} <= set(kinds(tokens))
    assert "s_open" in [child.type for child in inline(tokens)]


@pytest.mark.parametrize(
    "text", ["<b>bold</b>", "<script>alert(1)</script>", '<img src="file:///etc/passwd">']
)
def test_html_is_text(text):
    tokens = parse(text)
    assert kinds(tokens) == ["paragraph_open"]
    assert shown(tokens) == text


@pytest.mark.parametrize("address", ["https://a.org/b", "HTTP://a.org", "mailto:me@a.org"])
def test_web_and_mail_addresses_become_links(address):
    assert is_allowed_link(address)
    assert "link_open" in [child.type for child in inline(parse(f"[here]({address})"))]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "/etc/passwd", "x"]
)
def test_other_addresses_stay_text(address):
    assert not is_allowed_link(address)
    assert "link_open" not in [child.type for child in inline(parse(f"[here]({address})"))]


@pytest.mark.parametrize(
    "text",
    [
        "x" * (MAX_PARSED + 1),
        "word " * MAX_PARSED,
        "> " * 100 + "deep",
        "*" * 5000,
        "[" * 5000,
        "\n".join("  " * n + "- a" for n in range(50)),
    ],
)
def test_hostile_text_is_shown_as_it_is(text):
    tokens = parse(text)
    assert set(kinds(tokens)) == {"paragraph_open"}
    assert shown(tokens).replace("\n", "") == text.replace("\n", "")


def test_plain_text_keeps_every_character():
    text = "*a*\n\n\n  <b>&amp;\n"
    assert shown(plain(text)) == text


def test_a_block_is_finished_once_another_has_begun():
    found = split("One.\n\nTwo.\n\nThree", {})
    assert shown(found.finished) == "One."
    assert found.tail_text == "Two.\n\nThree"


def test_a_line_that_still_grows_finishes_nothing():
    found = split("One\n#", {})
    assert found.finished == []
    assert found.tail_text == "One\n#"


def test_a_list_is_cut_before_its_last_item_and_goes_on_counting():
    found = split("1. one\n2. two\n3. three\n", {})
    assert shown(found.finished) == "onetwo"
    assert found.tail_text == "3. three\n"
    assert found.list_start == 3
    again = parse(found.tail_text, {}, found.list_start)
    assert again[0].attrGet("start") == 3


def test_a_code_block_without_an_end_is_found_open():
    found = split("Look:\n\n```python\nx = 1\ny", {})
    assert shown(found.finished) == "Look:"
    assert found.fence is not None
    assert found.fence.language == "python"
    assert found.fence.content == "x = 1\ny"


def test_a_code_block_with_its_end_is_not_open():
    assert split("```\nx\n```\n", {}).fence is None


def test_a_link_definition_is_kept_when_its_line_is_cut_off():
    references = {}
    split("[a]: https://a.org\n\nText [a]\n\nmore", references)
    assert "link_open" in [child.type for child in inline(parse("[a]", references))]


@pytest.mark.parametrize(
    ("growing", "closed"),
    [
        ("some **bold te", "some **bold te**"),
        ("some **", "some "),
        ("some `code", "some `code`"),
        ("some `", "some "),
        ("**done** now", "**done** now"),
        ("`a ** b` now", "`a ** b` now"),
        ("```py", "```py"),
        ("old **\nnew", "old **\nnew"),
    ],
)
def test_bold_and_code_that_are_still_open_are_closed_for_showing(growing, closed):
    assert close_inline(growing) == closed


@pytest.mark.parametrize(
    ("line", "mark", "ends"),
    [
        ("```", "```", True),
        ("  ````  ", "```", True),
        ("``", "```", False),
        ("```py", "```", False),
        ("    ```", "```", False),
        ("~~~", "```", False),
    ],
)
def test_the_end_of_a_code_block_is_recognised(line, mark, ends):
    assert is_closing_fence(line, mark) is ends


def test_the_parser_is_not_loaded_before_it_is_needed():
    code = (
        "import sys, desktop_chat.ui.chat.transcript, desktop_chat.ui.chat.composer, desktop_chat.ui.chat.empty_state;"
        "assert not {'markdown_it', 'pygments'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
