"""What a stranger's template may do, and what it may not."""

import json
import threading

import pytest

from desktop_chat.engine.metering import OutOfBoundsError, TemplateRefusedError, metered
from desktop_chat.engine.sandbox import SOURCE_LIMIT, Sandbox

A_MILLION = "{% set a = 'a' * 1000000 %}"

TOO_MUCH = {
    "repeat": "{{ 'x' * 10 ** 9 }}",
    "repeat the other way": "{{ 10 ** 9 * 'x' }}",
    "repeat a list": "{{ ([1] * 10 ** 9) | length }}",
    "power": "{{ 7 ** 99999999 }}",
    "squares": "{% set n = namespace(x=7) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "doubling by +": "{% set n = namespace(x='a') %}"
    "{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "doubling by ~": "{% set n = namespace(x='a') %}"
    "{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "doubling by a block": "{% set n = namespace(x='a') %}{% for i in range(99) %}"
    "{% set y %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = y %}{% endfor %}",
    "list in list": "{% set n = namespace(x=[1]) %}"
    "{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
    "mapping in mapping": "{% set n = namespace(x=1) %}"
    "{% for i in range(99) %}{% set n.x = dict(a=n.x, b=n.x) %}{% endfor %}",
    "namespace in namespace": "{% set n = namespace(x=1) %}"
    "{% for i in range(99) %}{% set n.x = namespace(a=n.x, b=n.x) %}{% endfor %}{{ n.x }}",
    "namespace as text": "{{ namespace() | upper }}",
    "growing list": A_MILLION + "{% set n = namespace(l=[]) %}"
    "{% for i in range(99999) %}{% set n.l = n.l + [a ~ i] %}{% endfor %}",
    "center": "{{ 'x' | center(999999999) }}",
    "indent": "{{ 'x\n' | indent(999999999) }}",
    "round": "{{ 1.5 | round(999999999, 'ceil') }}",
    "%": "{{ '%999999999d' % 1 }}",
    "% with a name": "{{ '%(a)999999999d' % {'a': 1} }}",
    "% from a value": "{{ '%*d' % (999999999, 1) }}",
    "format filter": "{{ '%999999999d' | format(1) }}",
    "format method": "{{ '{:999999999}'.format(1) }}",
    "format from a value": "{{ '{:{}}'.format(1, 999999999) }}",
    "replace": A_MILLION + "{{ a.replace('a', a) }}",
    "replace filter": A_MILLION + "{{ a | replace('a', a) }}",
    "join": A_MILLION + "{{ a.join(a) }}",
    "join filter": A_MILLION + "{{ a | join(a) }}",
    "division of huge numbers": A_MILLION + "{{ a | int(base=16) // 3 }}",
    "output": "{% for i in range(99999) %}{{ '0123456789' * 100 }}{% endfor %}",
    "output of constants": "{% for i in range(99999) %}" + "x" * 10_000 + "{% endfor %}",
    "macro": "{% macro f() %}{% for i in range(99999) %}"
    + "x" * 10_000
    + "{% endfor %}{% endmacro %}{% set y = f() %}",
    "deep JSON": "{% set n = namespace(x=[1] * 3000) %}"
    "{% for i in range(200) %}{% set n.x = [n.x] %}{% endfor %}{{ n.x | tojson(indent=8) }}",
    "wide JSON": "{{ [1] | tojson(indent=99999999) }}",
}

TOO_LONG = {
    "loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "recursion": "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
    "comparisons": A_MILLION + "{% for i in range(99999) %}{% if 'ab' in a %}{% endif %}{% endfor %}",
    "tests": A_MILLION + "{% for i in range(99999) %}{% if 'ab' is in a %}{% endif %}{% endfor %}",
    "slices": A_MILLION + "{% for i in range(99999) %}{% set b = a[1:] %}{% endfor %}",
}

OUT_OF_REACH = [
    "{{ ''.__class__.__mro__ }}",
    "{{ '{0.__class__.__mro__}'.format('') }}",
    "{{ ['']|map(attribute='__class__')|first.mro() }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ self.__init__.__globals__ }}",
    "{{ '' | attr('__class__') }}",
    "{{ messages.append(1) }}",
    "{{ messages.clear() }}",
    "{{ (1).to_bytes(4, 'big') }}",
    "{{ {}.fromkeys([1]).x.y }}",
    "{{ 'x'.ljust(9) }}",
    "{{ 'x' | pprint }}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{{ lipsum() }}",
]


def rendered(source, seconds=0.2, **values):
    """Compile and render a template."""
    template = Sandbox().compiled(source)
    with metered(100, seconds):
        return template.render(messages=[{"role": "user", "content": "hi"}], **values)


@pytest.mark.parametrize("source", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_refuses_what_would_fill_the_memory(source):
    with pytest.raises(OutOfBoundsError):
        rendered(source, seconds=60)


@pytest.mark.parametrize("source", TOO_LONG.values(), ids=TOO_LONG.keys())
def test_ends_what_runs_too_long(source):
    with pytest.raises(OutOfBoundsError, match="it takes too long"):
        rendered(source, seconds=0.05)


@pytest.mark.parametrize("source", OUT_OF_REACH)
def test_keeps_templates_from_what_is_not_theirs(source):
    with pytest.raises(Exception, match=r"unsafe|undefined|refused|filter|loader|has no attribute"):
        rendered(source)


@pytest.mark.parametrize(
    "source", ["{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "{% if 1 %}" * 500 + "{% endif %}" * 500]
)
def test_survives_deep_nesting(source):
    with pytest.raises(RecursionError):
        rendered(source)


def test_refuses_a_source_that_is_too_long():
    with pytest.raises(OutOfBoundsError, match="it is too long"):
        rendered("x" * (SOURCE_LIMIT + 1))


def test_a_long_conversation_may_make_long_output():
    text = "가" * 3_000_000
    template = Sandbox().compiled("{% for m in messages %}{{ '<' + m + '>' }}{% endfor %}")
    with metered(2 * len(text)):
        assert template.render(messages=[text, text]) == f"<{text}><{text}>"


def test_bounds_one_thread_without_the_other():
    template = Sandbox().compiled("{% for i in range(1000) %}{{ i }}{% endfor %}")
    results = []

    def render():
        with metered(0):
            results.append(len(template.render()))

    with metered(0, seconds=-1):
        thread = threading.Thread(target=render)
        thread.start()
        thread.join()
        with pytest.raises(OutOfBoundsError):
            template.render()
    assert results == [2890]


def test_has_what_transformers_gives_to_templates():
    assert rendered("{{ {'a': '<é가>'} | tojson }}") == json.dumps({"a": "<é가>"}, ensure_ascii=False)
    assert rendered("{{ [1] | tojson(indent=2) }}") == "[\n  1\n]"
    assert rendered("{% generation %}a{{ 1 }}{% endgeneration %}") == "a1"
    assert rendered("{% for i in range(9) %}{% if i == 2 %}{% break %}{% endif %}{{ i }}{% endfor %}") == "01"
    assert rendered("{{ strftime_now('%Y') }}").isdecimal()
    with pytest.raises(TemplateRefusedError, match="No system here"):
        rendered("{{ raise_exception('No system here') }}")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "{% for m in messages %}\n  {{ m.role }}\n  {% if true %}\nx\n  {% endif %}\n{% endfor %}\n",
            "  user\nx\n",
        ),
        ("{{ 'a,b'.split(',') | join('-') }}", "a-b"),
        ("{{ messages | map(attribute='role') | list }}", "['user']"),
        ("{{ messages | selectattr('role', 'equalto', 'user') | list | length }}", "1"),
        ("{{ [{'a': 1}, {'a': 2}] | join(', ', attribute='a') }}", "1, 2"),
        ("{{ '%s is %03d' % ('a', 7) }} {{ '**%s**' % 'b' }}", "a is 007 **b**"),
        ("{{ '{}-{a:>3}'.format(1, a=2) }}", "1-  2"),
        ("{{ 'aXbX'.replace('X', '', 1) }}{{ 'aXbX' | replace('X', 'Y') }}", "abXaYbY"),
        ("{{ ', '.join(['a', 'b']) }}{{ 'a' ~ 1 ~ none }}", "a, ba1None"),
        ("{% set n = namespace(a=1, b='') %}{% set n.a = n.a + 1 %}{{ n.a }}{{ n.b }}{{ n.c }}", "2"),
        ("{% for k, v in {'a': 1}.items() %}{{ k }}={{ v }}{{ loop.last }}{% endfor %}", "a=1True"),
        ("{% macro f(x, y=2) %}{{ x }}{{ y }}{% endmacro %}{{ f(1) }}{{ f(1, y=3) }}", "1213"),
        ("{{ messages[0]['content'] | indent(2, true) }}{{ messages[1:] | length }}", "  hi0"),
        ("{{ (7 // 2) ** 2 % 5 }}{{ -3 }}{{ 7 / 2 }}{{ nothing }}", "4-33.5"),
        ("{{ 1 if nothing is defined else 2 }}{{ 'a' in 'abc' }}{{ 3 is divisibleby 3 }}", "2TrueTrue"),
        ("{{ [[1, 2], [3]] | tojson }}{{ [1, 2] | sum }}{{ ('a', 'b')[-1] }}", "[[1, 2], [3]]3b"),
    ],
)
def test_renders_as_jinja_does(source, text):
    assert rendered(source) == text
