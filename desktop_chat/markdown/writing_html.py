"""Blocks written as HTML, in which every character of the text is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Final

from desktop_chat.markdown.blocks import (
    Alignment,
    Block,
    Code,
    Container,
    Formula,
    Heading,
    Item,
    Note,
    Paragraph,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
)
from desktop_chat.markdown.whole import whole

_BOXES: Final = {True: "☑ ", False: "☐ ", None: ""}


def to_html(blocks: Iterable[Block], *, code: Callable[[str, str], str] | None = None) -> str:
    r"""Give HTML for a page's body or the clipboard.

    `code` gives the HTML of a language and a code, `<pre>` and all; without it code has no colours. Formulas stay
    LaTeX between `\(` and `\)`, or `\[` and `\]`. Pictures are links: nothing is fetched.
    """
    writer = _Writer(code or _code)
    for block in whole(blocks):
        writer.write(block)
    return "\n".join(writer.finished())


class _Writer:
    def __init__(self, code: Callable[[str, str], str]) -> None:
        self._code = code
        self._lines: list[str] = []
        self._open: list[Container] = []

    def write(self, block: Block) -> None:
        """Write one block, after the tags of what it lies within."""
        within = block.within
        kept = next((depth for depth, each in enumerate(within) if each.is_start), len(within))
        kept = min(kept, len(self._open))
        self._open_to(kept, within[kept:])
        item = within[-1] if within else None
        box = _BOXES[item.is_done] if isinstance(item, Item) and item.is_start else ""
        self._lines.append(self._html(block, box))

    def finished(self) -> list[str]:
        """Close all tags, and give the lines."""
        self._open_to(0, ())
        return self._lines

    def _open_to(self, kept: int, begun: tuple[Container, ...]) -> None:
        """Close containers down to a depth, and open others there."""
        while len(self._open) > kept + 1:
            self._lines.append(_end(self._open.pop()))
        next_one = begun[0] if begun else None
        if len(self._open) > kept:
            last = self._open.pop()
            if next_one is not None and _goes_on(last, next_one):
                self._lines += ["</li>", "<li>"]
                self._open.append(next_one)
                begun = begun[1:]
            else:
                self._lines.append(_end(last))
        for container in begun:
            self._lines.append(_start(container))
            self._open.append(container)

    def _html(self, block: Block, box: str) -> str:
        if isinstance(block, Paragraph):
            return f"<p>{box}{_inline(block.runs)}</p>"
        if isinstance(block, Heading):
            return f"<h{block.level}>{_inline(block.runs)}</h{block.level}>"
        if isinstance(block, Code):
            return self._code(block.language, block.text)
        if isinstance(block, Formula):
            return f"<p>\\[{escape(block.source)}\\]</p>"
        return "<hr>" if isinstance(block, Rule) else _table(block)


def _goes_on(last: Container, container: Container) -> bool:
    """Tell whether an item, or a footnote, follows another in the same list."""
    if isinstance(last, Note) and isinstance(container, Note):
        return container.number == last.number + 1
    if not isinstance(last, Item) or not isinstance(container, Item):
        return False
    if last.number is None or container.number is None:
        return last.number is container.number
    return container.number == last.number + 1


def _start(container: Container) -> str:
    if isinstance(container, Quote):
        return "<blockquote>"
    if isinstance(container, Note):
        return f'<ol class="footnotes" start="{container.number}">\n<li>'
    return "<ul>\n<li>" if container.number is None else f'<ol start="{container.number}">\n<li>'


def _end(container: Container) -> str:
    if isinstance(container, Quote):
        return "</blockquote>"
    return "</li>\n</ul>" if isinstance(container, Item) and container.number is None else "</li>\n</ol>"


def _code(language: str, text: str) -> str:
    name = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{name}>{escape(text)}\n</code></pre>"


def _table(table: Table) -> str:
    rows = "\n".join(_row("td", row, table.alignments) for row in table.rows)
    body = f"\n<tbody>\n{rows}\n</tbody>" if rows else ""
    return f"<table>\n<thead>\n{_row('th', table.header, table.alignments)}\n</thead>{body}\n</table>"


def _row(tag: str, cells: tuple[Runs, ...], alignments: tuple[Alignment, ...]) -> str:
    styles = (f' style="text-align: {alignment}"' if alignment else "" for alignment in alignments)
    written = (f"<{tag}{style}>{_inline(cell)}</{tag}>" for cell, style in zip(cells, styles, strict=True))
    return f"<tr>{''.join(written)}</tr>"


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>\n")
    if run.note:
        text = f"<sup>{run.note}</sup>"
    if run.formula:
        text = f"\\({text}\\)"
    tags = (("code", run.code), ("em", run.italic), ("strong", run.bold), ("s", run.strike))
    for tag in (tag for tag, is_so in tags if is_so):
        text = f"<{tag}>{text}</{tag}>"
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text
