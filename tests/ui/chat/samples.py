"""Messages and documents for the tests of the conversation's views."""

from PySide6.QtGui import QTextDocument

from desktop_chat.chat.messages import Message
from desktop_chat.markdown.writing import to_plain
from desktop_chat.ui.chat.document import DocumentWriter
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.markdown import parse


def message(number, role="assistant", text="", **values):
    fields = {
        "conversation_id": 1,
        "parent_id": number - 1 or None,
        "reasoning": "",
        "state": "done",
        "created_at": 0.0,
        "model": "/models/tiny-chat.gguf",
        "timings": None,
        "fault": None,
        "sibling_ids": (number,),
    }
    return Message(id=number, role=role, text=text, **{**fields, **values})


def conversation(length, text="Some words.\n\n- one\n- two"):
    """Questions and answers in turn, `length` messages in all."""
    return [
        message(number, "user" if number % 2 else "assistant", f"{text} {number}")
        for number in range(1, length + 1)
    ]


def document_style(theme_manager):
    return DocumentStyle(theme_manager.theme, theme_manager.font(), theme_manager.monospace_font())


def shown(view):
    """The text of a message's view, as a reader sees it."""
    return to_plain(view.body.blocks)


def written(markdown, style):
    document = QTextDocument()
    DocumentWriter(document, style).replace_tail(parse(markdown), [])
    return document


def blocks(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def runs(block):
    """The texts of a block with their formats."""
    found = []
    iterator = block.begin()
    while not iterator.atEnd():
        found.append((iterator.fragment().text(), iterator.fragment().charFormat()))
        iterator += 1
    return found


def describe(document):
    """Everything of a document that a reader can see, as plain data."""
    return [
        (
            block.text(),
            block.textList().itemText(block) if block.textList() else "",
            block.textList().format().indent() if block.textList() else block.blockFormat().indent(),
            block.blockFormat().lineHeight(),
            _looks(block),
        )
        for block in blocks(document)
    ]


def _looks(block):
    looks = []
    for text, shape in runs(block):
        look = (
            shape.fontWeight(),
            shape.fontItalic(),
            shape.fontStrikeOut(),
            shape.anchorHref(),
            shape.foreground().color().name(),
            tuple(shape.fontFamilies() or ()),
        )
        if looks and looks[-1][1] == look:
            looks[-1] = (looks[-1][0] + text, look)
        else:
            looks.append((text, look))
    return looks
