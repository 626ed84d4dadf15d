"""Conversations as one HTML page: nothing is loaded from elsewhere, and no script runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Final

from desktop_chat.chat.exporting.html_style import page_style
from desktop_chat.chat.exporting.reading import shown_branch
from desktop_chat.chat.exporting.texts import ExportTexts, fence_around
from desktop_chat.chat.messages import Attachment
from desktop_chat.chat.records import ConversationRecord, MessageRecord
from desktop_chat.markdown.parsing import parse
from desktop_chat.markdown.writing_html import to_html

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_MOST_COLOURED: Final = 60_000  # characters of code; some lexers take long over more
_LONGEST_LINE: Final = 2_000


def html_parts(records: Iterable[ConversationRecord], texts: ExportTexts) -> Iterator[bytes]:
    """Give a page in parts, one conversation each with its shown branch; light and dark, and fit for paper."""
    records = iter(records)
    first = next(records, None)
    yield _text(_head(texts, texts.title(first) if first is not None else ""))
    for record in chain([] if first is None else [first], records):
        yield _text(_section(record, texts))
    yield _text("</body>\n</html>\n")


def _text(part: str) -> bytes:
    return part.encode(errors="replace")


def _head(texts: ExportTexts, title: str) -> str:
    return f"""\
<!doctype html>
<html lang="{escape(texts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<style>
{page_style()}</style>
</head>
<body>
"""


def _section(record: ConversationRecord, texts: ExportTexts) -> str:
    about = " · ".join(filter(None, (texts.moment(record.created_at), texts.model_name(record.model))))
    articles = "\n".join(_articles(record, texts))
    return f"""\
<main>
<header>
<h1 dir="auto">{escape(texts.title(record))}</h1>
<p>{escape(about)}</p>
</header>
{articles}
</main>
"""


def coloured(language: str, code: str) -> str:
    """Give code as HTML, in colours where its language is known."""
    lexer = _lexer(language.lower())
    lines = code.split("\n")
    if lexer is None or len(code) > _MOST_COLOURED or max(map(len, lines)) > _LONGEST_LINE:
        return f"<pre><code>{escape(code)}</code></pre>"
    from pygments import highlight  # noqa: PLC0415  needed for code only
    from pygments.formatters.html import HtmlFormatter  # noqa: PLC0415  needed for code only

    spans = highlight(code, lexer, HtmlFormatter(nowrap=True, classprefix="c-"))
    return f"<pre><code>{spans.rstrip()}</code></pre>"


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415  needed for code only
    from pygments.util import ClassNotFound  # noqa: PLC0415  needed for code only

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


def _articles(record: ConversationRecord, texts: ExportTexts) -> Iterator[str]:
    if record.system_prompt.strip():
        yield _folded(texts.system_prompt, _words(record.system_prompt), "system")
    for message in shown_branch(record):
        author, moment = escape(texts.author(message)), escape(texts.moment(message.created_at))
        head = f'<p class="author">{author} <time>{moment}</time></p>'
        yield "\n".join((f'<article class="{message.role}">', head, *_parts(message, texts), "</article>"))


def _parts(message: MessageRecord, texts: ExportTexts) -> Iterator[str]:
    if message.reasoning.strip():
        yield _folded(texts.reasoning, _markdown(message.reasoning), "reasoning")
    if message.text.strip():
        yield _markdown(message.text)
    for attachment in message.attachments:
        yield _attachment(attachment)


def _attachment(attachment: Attachment) -> str:
    _, language = fence_around(attachment)
    return _folded(attachment.name, coloured(language, attachment.text.rstrip()), "attachment")


def _folded(title: str, content: str, kind: str) -> str:
    return f'<details class="{kind}"><summary dir="auto">{escape(title)}</summary>\n{content}\n</details>'


def _markdown(text: str) -> str:
    return f'<div class="body" dir="auto">\n{to_html(parse(text), code=coloured)}\n</div>'


def _words(text: str) -> str:
    return f'<div class="words" dir="auto">{escape(text.strip())}</div>'
