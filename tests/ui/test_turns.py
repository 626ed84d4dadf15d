"""Versions, comparisons, queues and windows: what becomes of a conversation that people act in."""

from pathlib import Path

import pytest

from desktop_chat.chat.messages import Attachment, Draft, ReadingPlace
from desktop_chat.chat.personas import Persona
from desktop_chat.settings import GenerationOverrides, GenerationSettings
from tests.support.gguf_factory import endless, scripted
from tests.ui.desk import Desk

LONG = 20_000
TEMPLATES = Path(__file__).parents[1] / "engine" / "chat_templates"
GREETING = "안녕하세요! Nice to meet you."
OTHER = "This is the other model speaking."
NOTES = Attachment("notes.txt", "one\ntwo")


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("모델")
    return {
        "greeter": str(scripted(folder / "greeter.gguf", GREETING)),
        "other": str(scripted(folder / "other.gguf", OTHER)),
        "thinker": str(scripted(folder / "thinker.gguf", "<think>let me see\n</think>\n\nFour.")),
        "endless": str(endless(folder / "endless.gguf", context=4096)),
    }


@pytest.fixture
def start(qapp):
    """Starts desks that are closed after the test."""
    desks = []

    def start(*settings, **options):
        desks.append(Desk(*settings, **options))
        return desks[-1]

    yield start
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(start):
    return start(context_tokens=4096)


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=LONG)


@pytest.fixture
def ask(wait, desk):
    def ask(draft, window=None):
        wanted = len(desk.ended) + 1
        draft = Draft(draft) if isinstance(draft, str) else draft
        (window or desk.conversation).send(draft)
        wait(lambda: len(desk.ended) >= wanted)
        return desk.ended[-1]

    return ask


@pytest.fixture
def writing(wait, desk, models):
    """A conversation whose reply is being written and never ends by itself."""
    desk.conversation.choose_model(models["endless"])
    desk.conversation.send(Draft("Go on"))
    wait(lambda: len(desk.text) > 50)
    return desk.conversation


def stored(wait, desk, work):
    found = []
    desk.store.run(work, found.append)
    wait(lambda: found)
    return found[0]


def texts(conversation):
    return [message.text for message in conversation.messages]


# ---- sending


def test_a_message_brings_its_attachments_and_the_model_reads_them(wait, desk, models, ask):
    desk.conversation.choose_model(models["greeter"])
    reply = ask(Draft("Sum up", (NOTES,)))
    asked = desk.conversation.messages[0]
    assert (asked.text, asked.attachments) == ("Sum up", (NOTES,))
    assert desk.prompts[-1][-1].content == "notes.txt\n```\none\ntwo\n```\n\nSum up"
    kept = stored(wait, desk, lambda store: store.messages(reply.conversation_id))
    assert kept[0].attachments == (NOTES,)


def test_attachments_alone_are_a_message_and_name_the_conversation(desk, models, ask):
    desk.conversation.choose_model(models["greeter"])
    ask(Draft("", (NOTES,)))
    assert desk.conversation.conversation.title == "notes.txt"


def test_an_edited_message_keeps_what_the_user_left_attached(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    ask(Draft("Sum up", (NOTES,)))
    asked = desk.conversation.messages[0]
    desk.conversation.edit(asked.id, Draft("Sum up in Korean", asked.attachments))
    wait(lambda: len(desk.ended) == 2)
    edited = desk.conversation.messages[0]
    assert (edited.text, edited.attachments) == ("Sum up in Korean", (NOTES,))
    assert len(edited.sibling_ids) == 2


def test_an_edit_ends_the_reply_that_is_being_written(desk, models, writing, wait):
    asked = writing.messages[0]
    writing.choose_model(models["greeter"])
    writing.edit(asked.id, Draft("Hello"))
    wait(lambda: len(desk.finished) == 2)
    assert [reply.state for reply in desk.finished] == ["stopped", "done"]
    assert texts(writing) == ["Hello", GREETING]


@pytest.mark.parametrize("deleted", [0, 1])
def test_what_is_left_after_a_message_was_deleted_suits_templates_whose_roles_must_alternate(
    desk, tmp_path, ask, wait, deleted
):
    template = (TEMPLATES / "mistral.jinja").read_text(encoding="utf-8")
    desk.conversation.choose_model(str(scripted(tmp_path / "strict.gguf", GREETING, template=template)))
    ask("first")
    desk.conversation.delete_message(desk.conversation.messages[deleted].id)
    wait(lambda: len(desk.conversation.messages) == 1)
    assert ask("second").text == GREETING


def test_a_reply_remembers_how_it_was_made_and_how_long_it_was_thought_about(desk, models, ask, wait):
    desk.conversation.choose_model(models["thinker"])
    desk.conversation.set_settings(GenerationOverrides(temperature=0.25))
    reply = ask("2 + 2?")
    assert (reply.reasoning, reply.text) == ("let me see", "Four.")
    assert reply.options.sampler.temperature == 0.25
    assert reply.reasoning_seconds >= 0
    kept = stored(wait, desk, lambda store: store.messages(reply.conversation_id))[-1]
    assert (kept.options, kept.reasoning_seconds) == (reply.options, reply.reasoning_seconds)


# ---- settings


def test_settings_lie_over_each_other_from_the_app_to_the_conversation(start, wait, models):
    desk = start(GenerationSettings(max_tokens=7, system_prompt="of the app"))
    persona = Persona(
        "own:1", "Tutor", settings=GenerationOverrides(temperature=0.1, system_prompt="of {{model}}")
    )
    desk.personas[persona.key] = persona
    desk.conversation.choose_model(models["greeter"])
    desk.conversation.set_persona(persona.key)
    desk.conversation.set_settings(GenerationOverrides(max_tokens=5))
    desk.conversation.send(Draft("Hello"))
    wait(lambda: desk.ended)
    options, (system, *_) = desk.ended[0].options, desk.prompts[-1]
    assert (options.sampler.temperature, options.max_tokens) == (0.1, 5)
    assert (system.role, system.content) == ("system", "of greeter")
    made = desk.conversation.conversation
    assert (made.persona, made.settings.max_tokens, made.system_prompt) == ("own:1", 5, "of the app")
    desk.conversation.set_persona("")
    wait(lambda: desk.conversation.persona == "")
    desk.conversation.send(Draft("Again"))
    wait(lambda: len(desk.finished) == 2)
    assert desk.prompts[-1][0].content == "of the app"


def test_a_persona_brings_its_model(desk, models):
    desk.personas["own:1"] = Persona("own:1", "Other", model=models["other"])
    desk.conversation.choose_model(models["greeter"])
    desk.conversation.set_persona("own:1")
    assert desk.conversation.model == models["other"]


# ---- going on


def test_a_stopped_reply_goes_on_in_the_same_message(desk, writing, wait):
    writing.stop()
    wait(lambda: desk.ended)
    stopped = desk.ended[0]
    began = []
    writing.reply_began.connect(began.append)
    writing.continue_reply(stopped.id)
    wait(lambda: began and len(desk.text) > len(stopped.text) + 50)
    assert (began[0].id, began[0].text, began[0].state) == (stopped.id, stopped.text, "writing")
    writing.stop()
    wait(lambda: len(desk.ended) == 2)
    again = desk.ended[1]
    assert again.id == stopped.id
    assert again.text == desk.text
    assert again.text.startswith(stopped.text)
    assert again.timings.reply_tokens > stopped.timings.reply_tokens
    assert len(writing.messages) == 2
    kept = stored(wait, desk, lambda store: store.messages(again.conversation_id))
    assert kept[-1].text == again.text


def test_a_character_that_was_cut_is_written_anew(desk, models, ask, wait):
    desk.conversation.choose_model(models["endless"])
    desk.conversation.set_settings(GenerationOverrides(max_tokens=4))
    reply = ask("Go on")
    cut = f"{reply.text}안\ufffd"
    stored(wait, desk, lambda store: store.finish_message(reply.id, cut, "", "cut"))
    with_cut = stored(wait, desk, lambda store: store.messages(reply.conversation_id))
    desk.conversation.open(reply.conversation_id)
    wait(lambda: desk.conversation.messages == with_cut)
    desk.conversation.continue_reply(reply.id)
    wait(lambda: len(desk.ended) == 2)
    assert desk.ended[1].text.startswith(f"{reply.text}안")
    assert "\ufffd" not in desk.ended[1].text


def test_a_whole_reply_and_one_that_is_not_last_are_not_written_on(desk, models, ask, wait, writing):
    writing.stop()
    wait(lambda: desk.ended)
    stopped = desk.ended[0]
    writing.choose_model(models["greeter"])
    whole = ask("Hello")
    writing.continue_reply(stopped.id)
    writing.continue_reply(whole.id)
    assert not desk.turns.is_busy(whole.conversation_id)


# ---- versions


def test_another_model_is_asked_once_and_the_conversation_keeps_its_own(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    first = ask("Hello")
    desk.conversation.retry_with(first.id, models["other"])
    wait(lambda: len(desk.ended) == 2)
    assert (desk.ended[1].text, desk.ended[1].model) == (OTHER, models["other"])
    assert desk.conversation.model == models["greeter"]
    assert desk.conversation.conversation.model == models["greeter"]


def test_a_version_can_be_read_while_another_is_being_written(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    first = ask("Hello")
    desk.conversation.retry_with(first.id, models["endless"])
    wait(lambda: len(desk.text) > len(first.text) + 100)
    desk.conversation.choose_sibling(first.id)
    wait(lambda: texts(desk.conversation)[-1] == first.text)
    shown = len(desk.text)
    second = desk.conversation.messages[-1].sibling_ids[1]
    desk.conversation.choose_sibling(second)
    wait(lambda: desk.conversation.messages[-1].id == second)
    assert len(texts(desk.conversation)[-1]) > shown - len(first.text)
    desk.conversation.stop()
    wait(lambda: len(desk.ended) == 2)
    assert desk.ended[1].id == second


def test_a_conversation_branches_off_and_the_old_one_stays(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    first = ask("Hello")
    ask("And then?")
    opened, made = [], []
    desk.conversation.opened.connect(lambda conversation, messages: opened.append((conversation, messages)))
    desk.conversation.conversation_made.connect(made.append)
    desk.conversation.branch_from(first.id)
    wait(lambda: opened)
    conversation, messages = opened[0]
    assert conversation.id == made[0].id != first.conversation_id
    assert [message.text for message in messages] == ["Hello", GREETING]
    assert len(stored(wait, desk, lambda store: store.messages(first.conversation_id))) == 4


def test_a_deleted_message_comes_back_where_it_was(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    first = ask("Hello")
    second = ask("And then?")
    before = desk.conversation.messages
    told = []
    desk.conversation.message_deleted.connect(lambda *ids: told.append(ids))
    desk.conversation.delete_message(first.id)
    wait(lambda: texts(desk.conversation) == ["Hello", "And then?", GREETING])
    assert told == [(first.conversation_id, first.id)]
    third = ask("More")
    desk.conversation.restore_message(*told[0])
    wait(lambda: len(desk.conversation.messages) == 6)
    assert [each.id for each in desk.conversation.messages[:4]] == [each.id for each in before]
    assert desk.conversation.messages[-1].id == third.id > second.id


def test_a_last_reply_that_was_deleted_comes_back_above_what_was_written_since(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    first = ask("Hello")
    desk.conversation.delete_message(first.id)
    wait(lambda: texts(desk.conversation) == ["Hello"])
    ask("Anyone?")
    desk.conversation.restore_message(first.conversation_id, first.id)
    wait(lambda: texts(desk.conversation) == ["Hello", GREETING, "Anyone?", GREETING])


# ---- side by side


def test_two_models_answer_side_by_side_and_one_is_gone_on_with(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    left = ask("Hello")
    besides = []
    desk.conversation.beside_changed.connect(besides.append)
    desk.conversation.ask_beside(models["other"])
    wait(lambda: len(desk.ended) == 2)
    right = desk.conversation.beside
    assert (right.text, right.parent_id) == (OTHER, left.parent_id)
    assert texts(desk.conversation) == ["Hello", GREETING]
    assert desk.conversation.messages[-1].sibling_ids == (left.id, right.id)
    assert besides[0].id == right.id
    desk.conversation.choose_beside(right.id)
    wait(lambda: desk.conversation.beside is None)
    assert texts(desk.conversation) == ["Hello", OTHER]
    ask("And?")
    assert [each.content for each in desk.prompts[-1]] == ["Hello", OTHER, "And?"]


def test_two_versions_are_side_by_side_after_a_restart(start, models, wait):
    desk = start()
    desk.conversation.choose_model(models["greeter"])
    desk.conversation.send(Draft("Hello"))
    wait(lambda: desk.ended)
    desk.conversation.ask_beside(models["other"])
    wait(lambda: len(desk.ended) == 2)
    conversation_id = desk.ended[0].conversation_id
    desk.close()
    again = start()
    again.conversation.open(conversation_id)
    wait(lambda: again.conversation.conversation)
    assert again.conversation.beside.text == OTHER
    assert texts(again.conversation) == ["Hello", GREETING]
    again.conversation.close_beside()
    wait(lambda: again.conversation.beside is None)
    assert texts(again.conversation) == ["Hello", GREETING]


def test_the_second_model_waits_for_the_first_and_both_can_be_stopped(desk, models, writing, wait):
    writing.ask_beside(models["other"])
    wait(lambda: writing.beside is not None)
    left, right = writing.messages[-1], writing.beside
    began = desk.replies.find(right.id)
    assert began.after is desk.replies.find(left.id)
    assert desk.engines.status(models["other"]).state == "cold"
    writing.stop()
    wait(lambda: len(desk.ended) == 2)
    assert {reply.state for reply in desk.ended} == {"stopped"}
    assert writing.beside.state == "stopped"


def test_the_second_model_begins_when_the_first_is_done(desk, models, wait):
    desk.conversation.choose_model(models["endless"])
    desk.conversation.set_settings(GenerationOverrides(max_tokens=300))
    desk.conversation.send(Draft("Go on"))
    wait(lambda: desk.text)
    desk.conversation.ask_beside(models["other"])
    wait(lambda: len(desk.ended) == 2)
    assert [reply.model for reply in desk.ended] == [models["endless"], models["other"]]
    assert desk.conversation.beside.text == OTHER


def test_a_message_goes_on_with_the_left_version(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    ask("Hello")
    desk.conversation.ask_beside(models["endless"])
    wait(lambda: len(desk.text) > len(GREETING) + 100)
    right = desk.conversation.beside
    desk.conversation.send(Draft("Again"))
    wait(lambda: len(desk.finished) == 3)
    assert desk.conversation.beside is None
    assert texts(desk.conversation) == ["Hello", GREETING, "Again", GREETING]
    assert stored(wait, desk, lambda store: store.message(right.id)).state == "stopped"


# ---- what waits


def test_a_message_waits_for_the_reply_and_is_then_sent(desk, models, wait):
    desk.conversation.choose_model(models["endless"])
    desk.conversation.set_settings(GenerationOverrides(max_tokens=0))
    queued = []
    desk.conversation.queued_changed.connect(queued.append)
    desk.conversation.send(Draft("Go on"))
    wait(lambda: desk.text)
    desk.conversation.send(Draft("first"))
    desk.conversation.send(Draft("second", (NOTES,)))
    assert queued[-1] == Draft("first\n\nsecond", (NOTES,))
    conversation_id = desk.conversation.conversation.id
    kept = stored(wait, desk, lambda store: store.conversation(conversation_id))
    assert kept.queued == Draft("first\n\nsecond", (NOTES,))
    assert len(desk.conversation.messages) == 2


@pytest.fixture
def queued(desk, models, wait, tmp_path):
    """A conversation with a message that waits for a reply which takes a while and then ends."""
    path = str(scripted(tmp_path / "long.gguf", " ".join(f"word{number}" for number in range(300))))
    desk.conversation.choose_model(path)
    desk.conversation.send(Draft("Go on"))
    wait(lambda: len(desk.text) > 20)
    desk.conversation.send(Draft("next"))
    return desk.conversation


def test_it_is_sent_when_the_reply_is_done_also_behind_another_conversation(desk, queued, wait, models):
    conversation_id = queued.conversation.id
    queued.new()
    turned = []
    desk.turns.turned.connect(lambda turn, _asker: turned.append(turn))
    wait(lambda: turned)
    asked = stored(wait, desk, lambda store: store.messages(conversation_id))
    assert (asked[1].state, asked[2].text) == ("done", "next")
    kept = stored(wait, desk, lambda store: store.conversation(conversation_id))
    assert kept.queued == Draft()


def test_it_goes_back_when_the_reply_is_stopped(desk, writing, wait):
    writing.send(Draft("next"))
    given_back, queued = [], []
    writing.given_back.connect(given_back.append)
    writing.queued_changed.connect(queued.append)
    writing.stop()
    wait(lambda: given_back)
    assert (given_back, queued) == ([Draft("next")], [Draft()])
    assert len(writing.messages) == 2
    kept = stored(wait, desk, lambda store: store.conversation(writing.conversation.id))
    assert (kept.draft, kept.queued) == ("next", Draft())


def test_it_goes_back_to_one_window_of_several(desk, writing, wait):
    second, given_back = desk.window(), []
    second.open(writing.conversation.id)
    wait(lambda: second.conversation)
    for window in (writing, second):
        window.given_back.connect(lambda draft, window=window: given_back.append((window, draft)))
    second.send(Draft("next"))
    writing.stop()
    wait(lambda: given_back)
    assert given_back == [(second, Draft("next"))]


def test_it_goes_back_to_a_window_that_shows_the_conversation(desk, writing, wait):
    second, given_back = desk.window(), []
    second.open(writing.conversation.id)
    wait(lambda: second.conversation)
    second.send(Draft("next"))
    second.new()
    writing.given_back.connect(given_back.append)
    writing.stop()
    wait(lambda: given_back)
    assert given_back == [Draft("next")]


def test_it_is_taken_back_by_the_user(desk, writing, wait):
    writing.send(Draft("next"))
    given_back = []
    writing.given_back.connect(given_back.append)
    writing.unqueue()
    writing.stop()
    wait(lambda: desk.ended)
    assert given_back == [Draft("next")]
    kept = stored(wait, desk, lambda store: store.conversation(writing.conversation.id))
    assert (writing.queued, kept.queued) == (Draft(), Draft())
    assert len(writing.messages) == 2


def test_it_is_in_the_draft_after_the_app_died(start, models, wait):
    desk = start()
    desk.conversation.choose_model(models["greeter"])
    desk.conversation.send(Draft("Hello"))
    wait(lambda: desk.ended)
    conversation_id = desk.ended[0].conversation_id
    stored(wait, desk, lambda store: store.set_queued(conversation_id, Draft("next", (NOTES,))))
    stored(wait, desk, lambda store: store.set_draft(conversation_id, Draft("typed")))
    desk.close()
    again = start()
    again.conversation.open(conversation_id)
    wait(lambda: again.conversation.conversation)
    assert again.conversation.draft == Draft("next\n\ntyped", (NOTES,))
    assert again.conversation.queued == Draft()


# ---- windows


def test_two_windows_follow_the_same_conversation(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    conversation_id = ask("Hello").conversation_id
    second = desk.window()
    second.open(conversation_id)
    wait(lambda: second.conversation)
    grown, ended = [], []
    second.reply_text.connect(lambda text, *_: grown.append(text))
    second.reply_ended.connect(ended.append)
    ask("Again")
    assert second.messages == desk.conversation.messages
    assert "".join(grown) == ended[0].text == GREETING
    second.set_settings(GenerationOverrides(temperature=0.5))
    wait(lambda: desk.conversation.overrides.temperature == 0.5)
    second.delete_message(second.messages[-1].id)
    wait(lambda: len(desk.conversation.messages) == 3)


def test_each_window_counts_for_itself(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    ask("Hello " * 30)
    second = desk.window()
    uses = []
    second.context_changed.connect(uses.append)
    second.new(models["greeter"])
    second.set_draft(Draft("Hi"))
    wait(lambda: uses and uses[-1] is not None)
    wait(lambda: desk.contexts and desk.contexts[-1] is not None)
    assert uses[-1].tokens < desk.contexts[-1].tokens


def test_what_is_typed_in_new_conversations_of_two_windows_is_kept_and_taken_over(start, wait):
    desk = start()
    second = desk.window()
    desk.conversation.new()
    second.new()
    desk.conversation.set_draft(Draft("in the first"))
    second.set_draft(Draft("in the second", (NOTES,)))
    desk.conversation.leave()
    third = desk.window()
    third.new()
    assert third.draft == Draft("in the first")
    desk.close()
    again = start()
    done = []
    again.drafts.read(Draft("from elsewhere"), lambda: done.append(True), done.append)
    wait(lambda: done)
    again.conversation.new()
    assert set(again.conversation.draft.text.split("\n\n")) == {
        "in the first",
        "in the second",
        "from elsewhere",
    }
    assert again.conversation.draft.attachments == (NOTES,)


# ---- long conversations


def make_long(wait, desk, count):
    def work(store):
        with store.transaction():
            conversation = store.create_conversation(model="")
            parent = None
            for number in range(count):
                role = "assistant" if number % 2 else "user"
                parent = store.add_message(conversation.id, parent, role, f"message {number}").id
        return conversation.id

    return stored(wait, desk, work)


def test_a_long_conversation_opens_from_its_end_and_a_message_waits_for_the_rest(desk, models, wait):
    conversation_id = make_long(wait, desk, 300)
    desk.conversation.choose_model(models["greeter"])
    opened, older = [], []

    def on_opened(_conversation, messages):
        opened.append(messages)
        desk.conversation.send(Draft("And now?"))

    desk.conversation.opened.connect(on_opened)
    desk.conversation.older_loaded.connect(older.append)
    desk.conversation.open(conversation_id)
    wait(lambda: desk.ended)
    assert [len(opened[0]), len(older[0])] == [60, 240]
    assert opened[0][-1].text == "message 299"
    assert older[0][0].text == "message 0"
    assert len(desk.conversation.messages) == 302
    assert desk.prompts[-1][0].content == "message 0"


def test_a_conversation_opens_at_a_message_of_another_branch(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    first = ask("Hello")
    asked = desk.conversation.messages[0]
    desk.conversation.edit(asked.id, Draft("Good morning"))
    wait(lambda: len(desk.ended) == 2)
    found = []
    desk.conversation.message_found.connect(found.append)
    desk.conversation.open(first.conversation_id, first.id)
    wait(lambda: found)
    assert found == [first.id]
    assert texts(desk.conversation) == ["Hello", GREETING]


def test_a_message_far_above_is_found_once_it_is_read(desk, models, wait):
    conversation_id = make_long(wait, desk, 200)
    wanted = stored(wait, desk, lambda store: store.messages(conversation_id)[10].id)
    found = []
    desk.conversation.message_found.connect(found.append)
    desk.conversation.open(conversation_id, wanted)
    wait(lambda: found)
    assert found == [wanted]


def test_where_a_conversation_was_left_is_remembered(desk, models, ask, wait):
    desk.conversation.choose_model(models["greeter"])
    reply = ask("Hello")
    desk.conversation.keep_place(ReadingPlace(reply.id, 12))
    desk.conversation.new()
    desk.conversation.open(reply.conversation_id)
    wait(lambda: desk.conversation.conversation)
    assert desk.conversation.conversation.place == ReadingPlace(reply.id, 12)
