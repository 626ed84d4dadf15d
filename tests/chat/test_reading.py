"""Messages as a model reads them."""

import pytest

from desktop_chat.chat.messages import Attachment, Draft, Message
from desktop_chat.chat.reading import as_prompt, as_read, messages_read, newest_readable
from desktop_chat.engine.protocol import ChatMessage


def message(number, role, text, *attachments):
    return Message(
        number, 1, number - 1 or None, role, text, "", "done", 0.0, "", None, None, (number,), attachments
    )


def conversation(count, size=100):
    return [message(n, "assistant" if n % 2 == 0 else "user", "x" * size) for n in range(1, count + 1)]


def test_a_text_alone_is_read_as_it_is():
    assert as_read(Draft("  Hello\n")) == "  Hello\n"


def test_attachments_stand_before_the_text_each_below_its_name():
    draft = Draft("Compare", (Attachment("a.py", "print(1)\n"), Attachment("b.txt", "two")))
    assert as_read(draft) == "a.py\n```\nprint(1)\n```\n\nb.txt\n```\ntwo\n```\n\nCompare"


def test_an_attachment_needs_no_text():
    assert as_read(Draft("", (Attachment("b.txt", "two"),))) == "b.txt\n```\ntwo\n```"


@pytest.mark.parametrize(
    ("inside", "fence"), [("a ` b `` c", "```"), ("```py\n1\n```", "````"), ("``````", "```````")]
)
def test_no_fence_inside_ends_the_block(inside, fence):
    assert as_read(Draft("", (Attachment("x", inside),))) == f"x\n{fence}\n{inside}\n{fence}"


def test_a_name_stays_on_its_line():
    assert as_read(Draft("", (Attachment("a\n```\nb", "x"),))).splitlines()[0] == "a ``` b"


def test_empty_messages_are_left_out_and_neighbours_stay_apart():
    messages = [
        message(1, "user", "one"),
        message(2, "assistant", ""),
        message(3, "user", "two", Attachment("a", "b")),
        message(4, "assistant", "three"),
    ]
    assert [each.id for each in messages_read(messages)] == [1, 3, 4]
    assert as_prompt("be kind", messages) == (
        ChatMessage("system", "be kind"),
        ChatMessage("user", "one"),
        ChatMessage("user", "a\n```\nb\n```\n\ntwo"),
        ChatMessage("assistant", "three"),
    )


def test_instructions_of_blanks_are_none():
    assert as_prompt(" \n", [message(1, "user", "one")]) == (ChatMessage("user", "one"),)


def test_what_would_be_asked_next_is_last():
    asked = [message(1, "user", "one")]
    answered = [*asked, message(2, "assistant", "two")]
    assert as_prompt("", answered, Draft("three"))[-1] == ChatMessage("user", "three")
    assert as_prompt("", asked, Draft("three")) == (ChatMessage("user", "one"), ChatMessage("user", "three"))
    assert as_prompt("", answered, Draft()) == as_prompt("", answered)


def test_a_conversation_that_may_fit_is_read_whole():
    messages = conversation(100)
    assert newest_readable(messages, 1000) is messages


def test_of_a_long_one_the_newest_are_read_from_a_question_on_and_the_start_moves_rarely():
    starts = []
    for count in range(2000, 2128, 2):
        messages = conversation(count)
        read = newest_readable(messages, 1000)
        assert read[0].role == "user"
        assert read[-1] is messages[-1]
        assert sum(len(each.text) for each in read) >= 1000 * 12 * 100 / 116
        starts.append(read[0].id)
    assert len(set(starts)) <= 3
