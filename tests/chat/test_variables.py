"""Variables in prompts."""

import pytest

from desktop_chat.chat.variables import expand

VALUES = {"date": "1 May", "model": "{{date}}", "날짜": "5월 1일", "to do": "nothing"}


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("Today is {{date}}.", "Today is 1 May."),
        ("{{ DATE }}{{date}}", "1 May1 May"),
        ("{{날짜}}", "5월 1일"),
        ("{{nobody}} and {date} and {{}}", "{{nobody}} and {date} and {{}}"),
        ("{{{date}}}", "{1 May}"),
        ("{{da\nte}} {{a b}}", "{{da\nte}} {{a b}}"),
        ("{{ to do }}, {{TO DO}}, {{to  do}}", "nothing, nothing, {{to  do}}"),
        ("{{ }} {{" + " " * 50_000, "{{ }} {{" + " " * 50_000),
        ("", ""),
    ],
)
def test_known_names_become_their_values_and_others_stay(text, expanded):
    assert expand(text, VALUES) == expanded


def test_a_value_is_not_expanded_again():
    assert expand("{{model}}", VALUES) == "{{date}}"
