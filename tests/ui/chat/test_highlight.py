import pytest

from desktop_chat.ui.chat.highlight import MAX_LINE, highlight
from desktop_chat.ui.theme import DARK, LIGHT
from tests.ui.test_style import contrast

CODE = '\n\ndef f(x):\n    """Say é 안녕 😀."""\n    return x  # done\n\n'


@pytest.mark.parametrize(
    "language", ["python", "Python", "js", "no-such-language", "", "{.python}", "c++ title=x"]
)
def test_the_runs_join_to_the_very_same_code(language):
    assert "".join(text for text, _color in highlight(CODE, language, "default")) == CODE


def test_known_languages_have_colours():
    colors = {color for _text, color in highlight(CODE, "python", "default")}
    assert len(colors) > 2
    assert all(color == "" or color.startswith("#") for color in colors)


def test_an_unknown_language_is_one_run_without_colour():
    assert highlight(CODE, "no-such-language", "default") == [(CODE, "")]


def test_a_very_long_line_is_left_in_one_colour():
    line = "x = 1; " * MAX_LINE
    assert highlight(line, "python", "default") == [(line, "")]


def test_no_code_is_no_runs():
    assert highlight("", "python", "default") == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_code_is_readable(theme):
    classes = "class C(Exception):\n    @d\n    def m(self): return not None and 1.5 + '\\n' % x\n"
    html = '<!-- c --><a href="x">t &amp;</a>'
    samples = ((CODE + classes, "python"), (html, "html"), ("-a\n+b\n@@ x", "diff"))
    runs = [run for text, language in samples for run in highlight(text, language, theme.pygments_style)]
    colors = {color for run, color in runs if color and not run.isspace()}
    assert len(colors) > 5
    assert min(contrast(color, theme.code_ground) for color in colors) >= 4.5
