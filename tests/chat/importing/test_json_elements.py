"""Cutting a long list into its elements without reading it whole."""

import json
import random
from contextlib import suppress

import pytest

from desktop_chat.chat.importing.json_elements import before_list, elements, opened

TEXTS = ["", "a", 'a "quoted" \\ one\\', "],{}[", "\\", '\\"', "한글 👍", "\n\t", '"', "\ud83d"]


def value(draw, depth=0):
    """Give any JSON value."""
    kind = draw.random()
    if depth > 4 or kind < 0.4:
        return draw.choice([0, -2.5e10, True, False, None, *TEXTS])
    if kind < 0.7:
        return [value(draw, depth + 1) for _ in range(draw.randint(0, 4))]
    return {draw.choice(TEXTS) + str(n): value(draw, depth + 1) for n in range(draw.randint(0, 4))}


@pytest.mark.parametrize(
    "style", [{}, {"indent": 2}, {"separators": (",", ":")}, {"separators": (" , ", " : ")}]
)
def test_elements_are_those_of_the_list(style):
    draw = random.Random(3)
    for _ in range(400):
        told = [value(draw) for _ in range(draw.randint(0, 5))]
        assert [json.loads(one.data) for one in elements(json.dumps(told, **style).encode())] == told


@pytest.mark.parametrize("style", [{}, {"indent": 2}, {"separators": (",", ":")}])
def test_a_list_at_the_end_of_an_object_is_found(style):
    draw = random.Random(4)
    for _ in range(200):
        told, before = [value(draw) for _ in range(3)], {"a": value(draw), "b": {"list": [1]}}
        data = json.dumps({**before, "list": told}, **style).encode()
        head, at = before_list(data, "list")
        assert json.loads(head) == before
        assert [json.loads(one.data) for one in elements(data, at)] == told


def test_a_mark_of_byte_order_and_blanks_are_passed_over():
    assert [one.data for one in elements(b"\xef\xbb\xbf \r\n[ 1 ,\t{} ]\n")] == [b"1 ", b"{}"]


@pytest.mark.parametrize("data", [b"", b"{}", b'{"list": 1}', b'{"list"', b'{"a": "', b"[]", b"\xff\xfe"])
def test_an_object_without_the_list_gives_none(data):
    with suppress(ValueError):
        assert before_list(data, "list") is None


def test_a_list_cut_anywhere_gives_what_is_whole_and_says_so():
    told = [{"a": ["x", {"b": '"'}]}, [1, 2], "text", {"c": None}]
    data = json.dumps(told).encode()
    for cut in range(1, len(data)):
        whole = []
        with pytest.raises(ValueError, match="no end"):
            whole += [json.loads(one.data) for one in iterate(whole, elements(data[:cut]))]
        assert whole == told[: len(whole)]


def iterate(into, parts):
    """Note each element before the error that may follow."""
    for one in parts:
        into.append(json.loads(one.data))
    return []


def test_fractions_grow_to_the_end(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(["x" * 1000] * 100))
    with opened(path) as data:
        fractions = [one.fraction for one in elements(data)]
    assert fractions == sorted(fractions)
    assert 0.99 < fractions[-1] <= 1
