"""The Jinja environment for strangers' templates: no reach beyond the values given, all operations metered.

Jinja's immutable sandbox keeps a template from reaching into Python. It does not keep it from running for
hours or filling the memory; so every loop step, call, filter, operator, literal and output is metered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
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

from desktop_chat.engine.metering import OutOfBoundsError, TemplateRefusedError, meter, metered

SOURCE_LIMIT: Final = 500_000
"""Characters a template's source may have."""

_TEXT_METHODS: Final = frozenset(name for name in dir(str) if not name.startswith("_")) - {
    "center",
    "encode",
    "expandtabs",
    "ljust",
    "maketrans",
    "rjust",
    "translate",
    "zfill",
}
_MAPPING_METHODS: Final = frozenset(["copy", "get", "items", "keys", "values"])
_LIST_METHODS: Final = frozenset(["copy", "count", "index"])
_JINJA_TYPES: Final = (Cycler, Joiner, LoopContext, Macro, Namespace, jinja2.Undefined)
_WIDTH_FILTERS: Final = frozenset(["center", "indent", "round"])
_REFUSED_FILTERS: Final = frozenset(
    ["attr", "batch", "pprint", "random", "slice", "striptags", "urlize", "wordwrap", "xmlattr"]
)
_MADE, _STEPS, _JOINED = "made", "loop steps", "joined text"  # filters that `_Metering` puts in
_MISSING: Final = object()


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of one template: compile it with `compiled`, render it inside `metered`."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    def __init__(self) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[loopcontrols, _GenerationTag],
            finalize=_shown,
            cache_size=0,
        )
        self.filters |= {"format": _format, "join": _join, "replace": _replace, "string": _string}
        self.filters |= {"tojson": to_json}
        self.filters = {name: _metered_filter(name, each) for name, each in self.filters.items()}
        self.filters |= {_MADE: _made, _STEPS: _steps, _JOINED: _joined}
        self.globals |= {"raise_exception": raise_exception, "strftime_now": strftime_now}
        del self.globals["lipsum"]

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """Join the output of a block, of a macro or of the whole template."""
        return meter().joined(parts)

    def compiled(self, source: str) -> jinja2.Template:
        """Compile a template; raises `TemplateRefusedError`, `jinja2.TemplateError`, or as Python does."""
        if len(source) > SOURCE_LIMIT:
            raise OutOfBoundsError("it is too long")
        with metered(len(source)):
            return self.from_string(_Metering().visit(self.parse(source)))

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Allow what reads text, lists and mappings, and nothing of any other Python object."""
        match obj:
            case str():
                return attr in _TEXT_METHODS
            case Mapping():
                return attr in _MAPPING_METHODS
            case list() | tuple():
                return attr in _LIST_METHODS
        return isinstance(obj, _JINJA_TYPES) and super().is_safe_attribute(obj, attr, value)

    def getattr(self, obj: object, attribute: str) -> object:
        """Read an attribute; of a namespace fast, since some templates do so for all pairs of messages."""
        if type(obj) is Namespace and not attribute.startswith("_"):
            found = getattr(obj, attribute, _MISSING)
            if found is not _MISSING:
                return found
        return super().getattr(obj, attribute)

    def wrap_str_format(self, value: object) -> Callable[..., str] | None:
        """Guard `str.format` as Jinja does, and meter it."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None
        pattern: str = getattr(value, "__self__")  # noqa: B009  Jinja just made sure that it is a text's method

        def bounded(*args: object, **kwargs: object) -> str:
            meter().check_pattern(pattern, "{", [*args, kwargs])
            return wrapped(*args, **kwargs)

        return bounded

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> object:  # noqa: ANN401  as Jinja's
        """Call a macro, a helper or a method."""
        meter().step()
        text = getattr(obj, "__self__", None)
        if isinstance(text, str) and obj.__name__ == "replace":
            return meter().made(meter().replaced(text, *args))
        if isinstance(text, str) and obj.__name__ == "join":
            return meter().joined(meter().steps(*args), text)
        return meter().made(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Apply an operator."""
        meter().check_operands(operator, left, right)
        return meter().made(super().call_binop(context, operator, left, right))

    def getitem(self, obj: object, argument: object) -> object:
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
    """Puts what the sandbox does not intercept behind filters: literals, `~`, comparisons, loops.

    The methods are named by Jinja.
    """

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.iter = _behind(_STEPS, node.iter)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _behind(_JOINED, nodes.Tuple(node.nodes, "load", lineno=node.lineno))

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = _behind(_MADE, node.expr)
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.node = _behind(_MADE, node.node)
        return node

    def visit_List(self, node: nodes.List | nodes.Dict) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _behind(_MADE, node)

    visit_Dict = visit_List  # noqa: N815

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _behind(_MADE, node) if node.ctx == "load" else node


def _behind(name: str, node: nodes.Node) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _shown(value: object) -> str:
    return meter().made(meter().text(value))


def _made(value: object) -> object:
    return meter().made(value)


def _steps(values: Iterable[object]) -> Iterable[object]:
    return meter().steps(values)


def _joined(values: tuple[object, ...]) -> str:
    return meter().joined([meter().text(value) for value in values])


def _metered_filter(name: str, function: Callable[..., object]) -> Callable[..., object]:
    """Meter one of Jinja's filters."""
    first = (
        1 if hasattr(function, "jinja_pass_arg") else 0
    )  # before the value: the context or the environment

    @wraps(function)
    def bounded(*args: object, **kwargs: object) -> object:
        if name in _REFUSED_FILTERS:
            raise TemplateRefusedError(f"it uses the filter “{name}”")
        meter().size([each for each in args[first:] if isinstance(each, Namespace)])
        if name in _WIDTH_FILTERS:
            meter().check_widths(args[first], [*args[first + 1 :], *kwargs.values()])
        result = function(*args, **kwargs)
        return meter().steps(result) if isinstance(result, Iterator) else meter().made(result)

    return bounded


# ---- filters of Jinja's own whose result would be made before its size is known


def _format(value: object, *args: object, **kwargs: object) -> str:
    pattern = meter().text(value)
    meter().check_pattern(pattern, "%", kwargs or args)
    return pattern % (kwargs or args)


@pass_environment
def _join(
    environment: jinja2.Environment,
    value: Iterable[object],
    d: object = "",
    attribute: str | int | None = None,
) -> str:
    values = value if attribute is None else map(make_attrgetter(environment, attribute), value)
    return meter().joined((meter().text(each) for each in meter().steps(values)), meter().text(d))


def _replace(s: object, old: object, new: object, count: int | None = None) -> str:
    return meter().replaced(meter().text(s), meter().text(old), meter().text(new), count)


def _string(value: object) -> str:
    return meter().text(value)


# ---- what transformers gives to templates


def raise_exception(message: object) -> NoReturn:
    """Refuse the conversation, as templates do with roles they do not know; raises `TemplateRefusedError`."""
    raise TemplateRefusedError(str(message)[:200])


def strftime_now(pattern: str) -> str:
    """Give the local time now in a `strftime` pattern."""
    return datetime.now().astimezone().strftime(pattern)


def to_json(
    x: object,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """Give a value as JSON, without the HTML escapes of Jinja's own filter."""
    if indent is not None and not 0 <= indent <= 8:
        raise OutOfBoundsError("it indents JSON too far")
    encoder = json.JSONEncoder(
        ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )
    return meter().joined(encoder.iterencode(x))
