"""Messages for the tests of the conversation's views."""

from desktop_chat.chat.messages import Message
from desktop_chat.markdown.writing import to_plain
from desktop_chat.ui.chat.document_style import DocumentStyle


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
