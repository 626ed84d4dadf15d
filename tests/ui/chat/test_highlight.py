import pytest

from desktop_chat.ui.chat.highlight import highlight
from tests.ui.test_style import contrast

CODE = '\n\ndef f(x):\n    """Say é 안녕 😀."""\n    return x  # done\n\n'


@pytest.mark.parametrize(
    "language", ["python", "Python", "js", "no-such-language", "", "{.python}", "c++ title=x"]
)
def test_the_runs_join_to_the_very_same_code(language):
    assert "".join(text for text, _color in highlight(CODE, language, "default")) == CODE


def test_known_languages_have_colours():
    samples = ((sample, "python"), (html, "html"), ("-a\n+b\n@@ x", "diff"))
    runs = [run for text, language in samples for run in highlight(text, language, theme.pygments_style)]
    colors = {color for run, color in runs if color and not run.isspace()}
    assert len(colors) > 5
    assert min(contrast(color, theme.code_ground) for color in colors) >= 4.5


def test_no_code_is_no_runs():
    assert highlight("", "python", "default") == []
