import os
import signal

import psutil
import pytest

from desktop_chat.chat.messages import Draft
from desktop_chat.settings import GenerationSettings
from tests.support.gguf_factory import endless, scripted
from tests.ui.desk import Desk

LONG = 20_000


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("모델")
    return {
        "greeter": str(scripted(folder / "greeter.gguf", "안녕하세요! Nice to meet you.")),
        "other": str(scripted(folder / "other.gguf", "This is the other model speaking.")),
        "endless": str(endless(folder / "endless.gguf", context=4096)),
    }


@pytest.fixture
def desk(qapp):
    desk = Desk()
    yield desk
    desk.close()


def ask(qtbot, desk, text, *, endings=1):
    wanted = len(desk.ended) + endings
    desk.conversation.send(Draft(text))
    qtbot.waitUntil(lambda: len(desk.ended) >= wanted, timeout=LONG)
    return desk.ended[-1]


def stored(qtbot, desk, conversation_id):
    found = []
    desk.store.run(lambda store: store.messages(conversation_id), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


def child_pids():
    return {child.pid for child in psutil.Process().children()}


def begin_endless_reply(qtbot, desk, models):
    desk.conversation.choose_model(models["endless"])
    desk.conversation.send(Draft("Go on"))
    qtbot.waitUntil(lambda: len(desk.text) > 200, timeout=LONG)


def test_a_reply_is_written_told_and_kept(qtbot, desk, models):
    desk.conversation.choose_model(models["greeter"])
    reply = ask(qtbot, desk, "Hello")
    assert reply.text == desk.text == "안녕하세요! Nice to meet you."
    assert reply.state == "done"
    assert reply.timings.reply_tokens > 0
    asked, kept = stored(qtbot, desk, reply.conversation_id)
    assert (asked.role, asked.text) == ("user", "Hello")
    assert kept == reply


def test_the_conversation_is_named_after_its_first_message(qtbot, desk, models):
    desk.conversation.choose_model(models["greeter"])
    reply = ask(qtbot, desk, "한국의 강 세 개를 알려 줘")
    assert desk.conversation.conversation.title == "한국의 강 세 개를 알려 줘"
    assert desk.conversation.conversation.title_source == "question"
    assert reply.state == "done"


def test_stopping_keeps_what_was_written(qtbot, desk, models):
    begin_endless_reply(qtbot, desk, models)
    desk.conversation.stop()
    qtbot.waitUntil(lambda: bool(desk.ended), timeout=LONG)
    reply = desk.ended[0]
    assert reply.state == "stopped"
    assert reply.text == desk.text
    assert stored(qtbot, desk, reply.conversation_id)[-1].text == reply.text


def test_stopping_before_the_model_is_ready_ends_the_reply(qtbot, desk, models):
    desk.conversation.choose_model(models["greeter"])
    with qtbot.waitSignal(desk.conversation.reply_began, timeout=LONG):
        desk.conversation.send(Draft("Hello"))
    desk.conversation.stop()
    qtbot.waitUntil(lambda: bool(desk.ended), timeout=LONG)
    assert desk.ended[0].state in ("stopped", "done")


def test_without_a_model_the_text_is_given_back(qtbot, desk):
    with qtbot.waitSignal(desk.conversation.given_back) as told:
        desk.conversation.send(Draft("Hello"))
    assert told.args == [Draft("Hello")]
    assert [fault.code for fault in desk.faults] == ["no_model"]


def test_retrying_makes_a_sibling_and_siblings_can_be_chosen(qtbot, desk, models):
    desk.conversation.choose_model(models["greeter"])
    first = ask(qtbot, desk, "Hello")
    desk.conversation.choose_model(models["other"])
    with qtbot.waitSignal(desk.conversation.reply_ended, timeout=LONG):
        desk.conversation.retry(first.id)
    second = desk.ended[-1]
    assert second.text == "This is the other model speaking."
    assert second.sibling_ids == (first.id, second.id)
    with qtbot.waitSignal(desk.conversation.branch_changed, timeout=LONG) as told:
        desk.conversation.choose_sibling(first.id)
    assert told.args[0][-1].text == first.text


def test_editing_a_message_makes_a_branch_and_keeps_the_old_one(qtbot, desk, models):
    desk.conversation.choose_model(models["greeter"])
    reply = ask(qtbot, desk, "Hello")
    asked = desk.conversation.messages[0]
    with qtbot.waitSignal(desk.conversation.reply_ended, timeout=LONG):
        desk.conversation.edit(asked.id, Draft("Hello again"))
    edited = desk.conversation.messages[0]
    assert edited.text == "Hello again"
    assert edited.sibling_ids == (asked.id, edited.id)
    with qtbot.waitSignal(desk.conversation.branch_changed, timeout=LONG) as told:
        desk.conversation.choose_sibling(asked.id)
    assert [message.id for message in told.args[0]] == [asked.id, reply.id]


def test_a_reply_goes_on_while_another_conversation_is_open(qtbot, desk, models):
    begin_endless_reply(qtbot, desk, models)
    first = desk.conversation.conversation.id
    desk.conversation.new(models["endless"])
    shown = len(desk.text)
    with qtbot.waitSignal(desk.conversation.opened, timeout=LONG) as told:
        desk.conversation.open(first)
    assert len(told.args[1][-1].text) >= shown
    assert desk.conversation.is_generating
    desk.conversation.stop()
    qtbot.waitUntil(lambda: bool(desk.ended), timeout=LONG)


def test_each_conversation_remembers_its_model(qtbot, desk, models):
    desk.conversation.choose_model(models["greeter"])
    first = ask(qtbot, desk, "Hello").conversation_id
    desk.conversation.new()
    desk.conversation.choose_model(models["other"])
    ask(qtbot, desk, "Hi")
    with qtbot.waitSignal(desk.conversation.opened, timeout=LONG):
        desk.conversation.open(first)
    assert desk.conversation.model == models["greeter"]


def test_a_draft_is_kept_as_typed(qtbot, desk, models):
    desk.conversation.choose_model(models["greeter"])
    conversation_id = ask(qtbot, desk, "Hello").conversation_id
    desk.conversation.set_draft(Draft("  half a thought\n안"))
    with qtbot.waitSignal(desk.conversation.opened, timeout=LONG) as told:
        desk.conversation.open(conversation_id)
    assert told.args[0].draft == "  half a thought\n안"


def test_a_killed_engine_costs_no_word_and_retry_works(qtbot, desk, models):
    begin_endless_reply(qtbot, desk, models)
    (pid,) = child_pids()
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(desk.ended), timeout=LONG)
    failed = desk.ended[0]
    assert failed.state == "failed"
    assert failed.fault.code == "engine_crashed_writing"
    assert failed.text == desk.text
    desk.conversation.choose_model(models["greeter"])
    with qtbot.waitSignal(desk.conversation.reply_ended, timeout=LONG):
        desk.conversation.retry(failed.id)
    assert desk.ended[-1].text == "안녕하세요! Nice to meet you."


def test_a_model_that_cannot_be_loaded_fails_the_reply_with_a_sentence(qtbot, desk, tmp_path):
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"not a model")
    desk.conversation.choose_model(str(broken))
    reply = ask(qtbot, desk, "Hello")
    assert reply.state == "failed"
    assert reply.fault.code == "not_gguf"


def test_the_context_is_counted_with_the_draft(qtbot, desk, models):
    desk.conversation.choose_model(models["greeter"])
    ask(qtbot, desk, "Hello")
    qtbot.waitUntil(lambda: bool(desk.contexts) and desk.contexts[-1] is not None, timeout=LONG)
    before = desk.contexts[-1]
    desk.conversation.set_draft(Draft("a long draft " * 5))
    qtbot.waitUntil(
        lambda: desk.contexts[-1] is not None and desk.contexts[-1].tokens > before.tokens, timeout=LONG
    )
    assert desk.contexts[-1].context_tokens == before.context_tokens


def test_messages_that_no_longer_fit_are_counted(qtbot, desk, models):
    desk.conversation.choose_model(models["greeter"])
    for _ in range(4):
        ask(qtbot, desk, "word " * 20)
    qtbot.waitUntil(
        lambda: bool(desk.contexts) and desk.contexts[-1] and desk.contexts[-1].first_read_id is not None,
        timeout=LONG,
    )
    first_read = desk.contexts[-1].first_read_id
    assert next(each for each in desk.conversation.messages if each.id == first_read).role == "user"


def test_closing_keeps_the_reply_being_written(qtbot, qapp, models):
    desk = Desk()
    begin_endless_reply(qtbot, desk, models)
    written = desk.text
    conversation_id = desk.conversation.conversation.id
    desk.close()
    again = Desk()
    kept = stored(qtbot, again, conversation_id)[-1]
    again.close()
    assert kept.state == "stopped"
    assert kept.text.startswith(written)


def test_the_longest_reply_of_the_settings_is_kept_to(qtbot, qapp, models):
    desk = Desk(GenerationSettings(max_tokens=5))
    desk.conversation.choose_model(models["endless"])
    reply = ask(qtbot, desk, "Go on")
    desk.close()
    assert (reply.state, reply.fault.code) == ("cut", "length_reached")
    assert reply.timings.reply_tokens == 5


def test_loading_leaves_no_mark_behind_and_a_crash_while_loading_does(qtbot, desk, models):
    desk.conversation.choose_model(models["greeter"])
    ask(qtbot, desk, "Hello")
    qtbot.waitUntil(lambda: desk.marker.read() is None, timeout=LONG)
    desk.conversation.choose_model(models["other"])
    qtbot.waitUntil(lambda: desk.marker.read() is not None, timeout=LONG)
