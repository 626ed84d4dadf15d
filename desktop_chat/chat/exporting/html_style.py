"""How an exported page looks: calm, light or dark as the reader's system is, and fit for paper."""

from __future__ import annotations

from functools import cache
from typing import Final

_LIGHT_CODE: Final = "xcode"
_DARK_CODE: Final = "github-dark"

_PAGE: Final = """\
:root {
  color-scheme: light dark;
  --text: #1f2328; --muted: #646c76; --page: #ffffff; --card: #f5f6f8; --line: #dfe2e7; --accent: #3451b2;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e6ea; --muted: #9aa1ac; --page: #17191d; --card: #22252b; --line: #343841; --accent: #9db2ff; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 3rem 1.5rem 5rem; max-width: 46rem; color: var(--text); background: var(--page);
  font: 1rem/1.65 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK KR", "Malgun Gothic",
    "Apple SD Gothic Neo", sans-serif;
  overflow-wrap: anywhere; word-break: keep-all;
}
header { margin-bottom: 2.5rem; padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; margin: 1.6em 0 .6em; }
header h1 { margin: 0 0 .3rem; font-size: 1.7rem; }
header p, time { color: var(--muted); font-size: .875rem; margin: 0; }
main + main { margin-top: 5rem; }
article { margin: 2rem 0; }
article.user { padding: 1rem 1.25rem; border-radius: .75rem; background: var(--card); }
.author { display: flex; gap: .6rem; align-items: baseline; margin: 0 0 .4rem; font-weight: 600; }
.words { white-space: pre-wrap; }
.body > :first-child { margin-top: 0; } .body > :last-child { margin-bottom: 0; }
a { color: var(--accent); }
blockquote { margin: 1em 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--muted); }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
table { border-collapse: collapse; display: block; max-width: 100%; overflow-x: auto; margin: 1em 0; }
th, td { border: 1px solid var(--line); padding: .4rem .75rem; text-align: start; }
th { background: var(--card); }
pre {
  margin: 1em 0; padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card);
  overflow-x: auto; white-space: pre; tab-size: 4;
}
article.user pre { background: var(--page); }
pre, code { font: .875rem/1.55 ui-monospace, "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", monospace; }
:not(pre) > code { padding: .1em .35em; border-radius: .3em; background: var(--card); }
details { margin: .8rem 0; border: 1px solid var(--line); border-radius: .6rem; padding: .5rem 1rem; }
summary { cursor: pointer; color: var(--muted); font-size: .9rem; }
.reasoning .body { color: var(--muted); font-size: .925rem; }
"""
_PRINT: Final = """\
@media print {
  :root { color-scheme: light; --text: #000; --muted: #555; --page: #fff; --card: #f5f6f8; }
  :root { --line: #ccc; --accent: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  main + main { margin: 0; break-before: page; }
  pre { white-space: pre-wrap; } pre, tr, blockquote { break-inside: avoid; } h2, h3, .author { break-after: avoid; }
  a::after { content: " (" attr(href) ")"; color: var(--muted); font-size: .85em; }
}
"""


def page_style() -> str:
    """Give the style sheet, the colours of code in it."""
    return (
        f"{_PAGE}@media print, (prefers-color-scheme: light) {{\n{_code_colours(_LIGHT_CODE)}\n}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n{_code_colours(_DARK_CODE)}\n}}\n{_PRINT}"
    )


@cache
def _code_colours(style: str) -> str:
    from pygments.styles import get_style_by_name  # noqa: PLC0415  needed for an export only
    from pygments.token import STANDARD_TYPES  # noqa: PLC0415  needed for an export only

    colours = {kind: look["color"] for kind, look in get_style_by_name(style) if look["color"]}
    return "\n".join(
        f".c-{STANDARD_TYPES[kind]} {{ color: #{colour} }}"
        for kind, colour in colours.items()
        if STANDARD_TYPES.get(kind)
    )
