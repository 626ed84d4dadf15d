"""Markdown read by markdown-it itself, all of it at once: what our own reading of lines is compared with."""

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll

from desktop_chat.markdown.blocks import Code, Heading, Item, Paragraph, Quote, Rule, Table
from desktop_chat.markdown.links import marked_link
from desktop_chat.markdown.runs import runs


def reference_blocks(text):
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True
    parser.inline.ruler.at("autolink", marked_link)
    return tuple(_Flattening().blocks(parser.parse(text)))


class _Flattening:
    def __init__(self):
        self._containers = []
        self._started = []
        self._numbers = []

    def blocks(self, tokens):  # noqa: PLR0912  one case a token
        for index, token in enumerate(tokens):
            match token.type:
                case "blockquote_open":
                    self._open(Quote(True))
                case "bullet_list_open":
                    self._numbers.append(None)
                case "ordered_list_open":
                    self._numbers.append(int(token.attrs.get("start", 1)))
                case "bullet_list_close" | "ordered_list_close":
                    self._numbers.pop()
                case "list_item_open":
                    self._open(Item(True, self._numbers[-1]))
                    if self._numbers[-1] is not None:
                        self._numbers[-1] += 1
                case "list_item_close":
                    if not self._started[-1]:
                        yield Paragraph((), self._within())
                    self._close()
                case "blockquote_close":
                    self._close()
                case "paragraph_open":
                    yield Paragraph(runs(tokens[index + 1].children), self._within())
                case "heading_open":
                    yield Heading(int(token.tag[1]), runs(tokens[index + 1].children), self._within())
                case "fence" | "code_block":
                    language = unescapeAll((token.info.split() or [""])[0])
                    yield Code(language, token.content.removesuffix("\n"), self._within())
                case "hr":
                    yield Rule(self._within())
                case "table_open":
                    yield self._table(tokens[index:])

    def _open(self, container):
        self._containers.append(container)
        self._started.append(False)

    def _close(self):
        self._containers.pop()
        self._started.pop()

    def _within(self):
        within = []
        for index, container in enumerate(self._containers):
            is_start = not self._started[index]
            within.append(
                Quote(is_start) if isinstance(container, Quote) else Item(is_start, container.number)
            )
            self._started[index] = True
        return tuple(within)

    def _table(self, tokens):
        rows, alignments = [], []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            if token.type == "th_open":
                alignments.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            if token.type == "inline":
                rows[-1].append(runs(token.children))
        header, *body = map(tuple, rows)
        return Table(header, tuple(alignments), tuple(body), self._within())
