"""The Jinja environment for templates by strangers: no reach beyond the values given, and every operation metered.

Jinja's immutable sandbox keeps a template from reaching into Python. It does not keep it from running for hours or
filling the memory; so each loop step, call, filter, operator, literal and piece of output goes through the meter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any, Final, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension, loopcontrols
from jinja2.filters import make_attrgetter
from jinja2.parser import Parser
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace, pass_environment
from jinja2.visitor import NodeTransformer

from desktop_chat.engine.metering import TemplateRefusedError, meter, metered

SOURCE_LIMIT: Final = 500_000
"""Characters a template's source may have."""

_TEXT_METHODS: Final = frozenset(
    "capitalize casefold count endswith find format format_map index isalnum isalpha isascii isdecimal isdigit"
    " islower isnumeric isspace istitle isupper join lower lstrip partition removeprefix removesuffix replace"
    " rfind rindex rpartition rsplit rstrip split splitlines startswith strip swapcase title upper".split()
)
_MAPPING_METHODS: Final = frozenset(["copy", "get", "items", "keys", "values"])
_LIST_METHODS: Final = frozenset(["copy", "count", "index"])
_JINJA_TYPES: Final = (Cycler, Joiner, LoopContext, Macro, Namespace, jinja2.Undefined)
_PADDING_FILTERS: Final = frozenset(["center", "indent"])
_REFUSED_FILTERS: Final = frozenset(
    ["attr", "batch", "filesizeformat", "pprint", "random", "slice", "urlize", "wordwrap", "xmlattr"]
)
_LITERAL, _STEPS, _CONCATENATION = "a literal", "loop steps", "a concatenation"  # no template can name these


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of one template: compile it with `compiled`, render it inside `metered`."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    def __init__(self) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[loopcontrols, _GenerationTag],
            finalize=lambda value: meter().made(meter().text(value)),
            cache_size=0,
        )
        self.filters |= {"join": _join, "replace": _replace, "string": _string, "tojson": to_json}
        self.filters = {name: _metered_filter(name, each) for name, each in self.filters.items()}
        self.filters |= {_LITERAL: _made, _STEPS: _steps, _CONCATENATION: _concatenated}
        self.globals |= {"raise_exception": raise_exception, "strftime_now": strftime_now}
        del self.globals["lipsum"]

    @staticmethod
    def concat(parts: Iterable[str]) -> str:  # type: ignore[override]
        """Join the output of a block, of a macro or of the whole template."""
        return meter().joined(parts)

    def compiled(self, source: str) -> jinja2.Template:
        """Compile a template; raises `TemplateRefusedError`, `jinja2.TemplateError` or what Python's compiler does."""
        if len(source) > SOURCE_LIMIT:
            raise TemplateRefusedError("it is too long")
        with metered(len(source)):
            return self.from_string(_Metering().visit(self.parse(source)))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow what reads text, lists and mappings, and nothing of any other Python object."""
        match obj:
            case str():
                return attr in _TEXT_METHODS
            case Mapping():
                return attr in _MAPPING_METHODS
            case list() | tuple():
                return attr in _LIST_METHODS
        return isinstance(obj, _JINJA_TYPES) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Guard `str.format` as Jinja does, and meter it."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None

        def bounded(*args: Any, **kwargs: Any) -> str:
            meter().check_pattern(value.__self__, "{", [*args, kwargs])
            return wrapped(*args, **kwargs)

        return bounded

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Call a macro, a helper or a method."""
        meter().step()
        text = getattr(obj, "__self__", None)
        if isinstance(text, str) and obj.__name__ == "replace":
            return meter().made(meter().replaced(text, *args))
        if isinstance(text, str) and obj.__name__ == "join":
            return meter().joined(meter().steps(*args), text)
        return meter().made(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Apply an operator."""
        meter().check_operands(operator, left, right)
        return meter().made(super().call_binop(context, operator, left, right))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Subscribe a value; a slice of it is a new value."""
        found = super().getitem(obj, argument)
        return meter().made(found) if isinstance(argument, slice) else found


class _GenerationTag(Extension):
    """`{% generation %}…{% endgeneration %}` marks replies for training; here the body stands for itself."""

    tags = {"generation"}  # noqa: RUF012  declared so by Jinja

    def parse(self, parser: Parser) -> list[nodes.Node]:
        parser.stream.skip(1)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class _Metering(NodeTransformer):
    """Puts what the sandbox does not intercept behind a filter: literals, `~`, and what loops go through."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802  named so by Jinja
        self.generic_visit(node)
        node.iter = _behind(_STEPS, node.iter)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802  named so by Jinja
        self.generic_visit(node)
        return _behind(_CONCATENATION, nodes.Tuple(node.nodes, "load", lineno=node.lineno))

    def visit_List(self, node: nodes.List | nodes.Dict) -> nodes.Node:  # noqa: N802  named so by Jinja
        self.generic_visit(node)
        return _behind(_LITERAL, node)

    visit_Dict = visit_List  # noqa: N815  named so by Jinja

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802  named so by Jinja
        self.generic_visit(node)
        return _behind(_LITERAL, node) if node.ctx == "load" else node


def _behind(name: str, node: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _made(value: Any) -> Any:
    return meter().made(value)


def _steps(values: Iterable[Any]) -> Iterable[Any]:
    return meter().steps(values)


def _concatenated(values: tuple[Any, ...]) -> str:
    return meter().joined([meter().text(value) for value in values])


def _metered_filter(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Meter one of Jinja's filters."""
    first = 1 if hasattr(function, "jinja_pass_arg") else 0  # before the value: the context or the environment

    @wraps(function)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        if name in _REFUSED_FILTERS:
            raise TemplateRefusedError(f"it uses the filter “{name}”")
        if name in _PADDING_FILTERS:
            meter().check_widths(args[first], [*args[first + 1 :], *kwargs.values()])
        return meter().made(function(*args, **kwargs))

    return bounded


# ---- filters whose result would be made before its size is known, and the helpers transformers has


@pass_environment
def _join(
    environment: jinja2.Environment, value: Iterable[Any], d: str = "", attribute: str | int | None = None
) -> str:
    values = value if attribute is None else map(make_attrgetter(environment, attribute), value)
    return meter().joined((meter().text(each) for each in meter().steps(values)), meter().text(d))


def _replace(s: Any, old: Any, new: Any, count: int | None = None) -> str:
    return meter().replaced(meter().text(s), meter().text(old), meter().text(new), count)


def _string(value: Any) -> str:
    return meter().text(value)


def raise_exception(message: object) -> NoReturn:
    """Refuse the conversation, as templates do with roles they do not know; raises `TemplateRefusedError`."""
    raise TemplateRefusedError(str(message)[:200])


def strftime_now(pattern: str) -> str:
    """Give the local time now in a `strftime` pattern."""
    return datetime.now().astimezone().strftime(pattern)


def to_json(
    x: Any,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """Give a value as JSON, without the HTML escapes of Jinja's own filter."""
    if indent is not None and not 0 <= indent <= 8:
        raise TemplateRefusedError("it indents JSON too far")
    return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)
