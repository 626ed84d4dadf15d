"""Exporting as Markdown, HTML and text, whole or not at all."""

import html.parser
import os
import sys
from pathlib import Path

import pytest

from desktop_chat.chat.exporting.contents import Contents
from desktop_chat.chat.exporting.json_file import json_schema
from desktop_chat.chat.messages import Attachment
from desktop_chat.faults import FaultError
from tests.chat.exporting.samples import export, steps_of
from tests.chat.importing.in_one_go import carry_out

REPLY = (
    "Here is **code**:\n\n```python\ndef f(x):\n    return x + 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
)
HOSTILE = (
    "</style><script>alert(1)</script> ![x](https://tracker.example/a.png) "
    "[js](javascript:alert(1)) <img src=x onerror=y>"
)


@pytest.fixture
def talk(store):
    """Make a conversation with everything that is shown of one; gives its id."""
    one = store.create_conversation(model="/models/Qwen 2.5.gguf", system_prompt="Be **kind**")
    store.set_title(one.id, "제주도 <여행>", "user")
    asked = store.add_message(
        one.id, None, "user", "어디가 # 좋아?", attachments=(Attachment("a.py", "```\nx = 1\n"),)
    )
    store.add_message(one.id, asked.id, "assistant", "another version")
    reply = store.add_message(
        one.id, asked.id, "assistant", "", state="writing", model="C:\\models\\Gemma.gguf"
    )
    store.finish_message(reply.id, REPLY, "I think *hard*", "done")
    return one.id


def written(store, path, kind, *ids):
    export(store, path, kind, list(ids))
    return path.read_text("utf-8")


def test_markdown_holds_the_shown_branch_word_for_word(store, tmp_path, talk):
    text = written(store, tmp_path / "a.md", "markdown", talk)
    assert text.startswith("# 제주도 <여행>\n\n## 시스템 프롬프트\n\nBe **kind**\n\n## 나\n\n*20")
    assert "\n\n어디가 # 좋아?\n\n**a.py**\n\n````py\n```\nx = 1\n````\n\n## Gemma\n\n" in text
    assert "<details><summary>생각</summary>\n\nI think *hard*\n\n</details>\n\n" + REPLY.strip() in text
    assert "another version" not in text


def test_text_has_no_marks_of_markdown(store, tmp_path, talk):
    text = written(store, tmp_path / "a.txt", "text", talk)
    assert "Here is code:" in text
    assert "    return x + 1" in text
    assert "a\tb\n1\t2" in text
    assert "어디가 # 좋아?" in text
    assert "```python" not in text
    assert "[생각]\nI think hard" in text


class Page(html.parser.HTMLParser):
    """Notes what a page would load and run."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.open = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag not in {"meta", "br", "hr", "img", "input", "col"}:
            self.open.append(tag)
        self.addresses += [
            value for name, value in attributes if name in {"src", "href"} or name.startswith("on")
        ]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_page_is_sound_and_in_colours(store, tmp_path, talk):
    text = written(store, tmp_path / "a.html", "html", talk)
    page = Page(text)
    assert page.open == []
    assert '<html lang="ko">' in text
    assert "<title>제주도 &lt;여행&gt;</title>" in text
    assert '<span class="c-k">def</span>' in text
    assert ".c-k " in text
    assert "<strong>code</strong>" in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text
    assert {"table", "details", "article", "time"} <= page.tags


def test_a_page_loads_nothing_and_runs_nothing(store, tmp_path):
    one = store.create_conversation(system_prompt=HOSTILE)
    store.set_title(one.id, HOSTILE, "user")
    asked = store.add_message(one.id, None, "user", HOSTILE, attachments=(Attachment(HOSTILE, HOSTILE),))
    store.finish_message(
        store.add_message(one.id, asked.id, "assistant", "", model=HOSTILE).id,
        f"```{HOSTILE}\n{HOSTILE}\n```\n{HOSTILE}",
        HOSTILE,
        "done",
    )
    text = written(store, tmp_path / "a.html", "html", one.id)
    page = Page(text)
    assert not page.tags & {"script", "img", "iframe", "link", "object", "video", "audio", "svg"}
    assert all(address.startswith(("https://", "http://", "mailto:")) for address in page.addresses)
    assert "default-src 'none'" in text
    assert "url(" not in text
    assert "@import" not in text


def test_several_conversations_go_into_a_folder_with_names_of_their_own(store, tmp_path, talk):
    folder = store.create_folder("일/기록")
    for title in ("Plan", "plan", ""):
        one = store.create_conversation(folder_id=folder.id)
        store.add_message(one.id, None, "user", "hi")
        store.set_title(one.id, title, "user")
    target = tmp_path / "exported"
    assert export(store, target, "markdown", None, is_folder=True) == 4
    assert sorted(path.relative_to(target).as_posix() for path in target.rglob("*.md")) == sorted(
        ["제주도 여행.md", "일 기록/제목 없음.md", "일 기록/plan.md", "일 기록/Plan (2).md"]
    )


@pytest.mark.parametrize("is_folder", [False, True])
@pytest.mark.parametrize("kind", ["json", "markdown"])
def test_an_export_that_is_given_up_leaves_nothing(store, tmp_path, talk, kind, is_folder):
    store.duplicate(talk)
    steps = steps_of(store, tmp_path / "a", kind, None, is_folder=is_folder)
    next(steps)
    steps.close()
    assert [path.name for path in tmp_path.iterdir() if path.name != "대화"] == []


def test_steps_tell_how_far_it_is(store, tmp_path, talk):
    store.duplicate(talk)
    told = list(steps_of(store, tmp_path / "a.json", "json", None))
    assert [(one.done, one.total) for one in told][-2:] == [(2, 2), (2, 2)]
    assert [one.done for one in told] == sorted(one.done for one in told)


def test_an_earlier_file_is_replaced_whole_and_an_earlier_folder_is_not_touched(store, tmp_path, talk):
    path = tmp_path / "a.json"
    path.write_text("earlier")
    export(store, path, "json", [talk])
    assert path.read_text("utf-8").startswith('{"format":"desktop-chat"')
    (tmp_path / "b").mkdir()
    with pytest.raises(FaultError) as raised:
        export(store, tmp_path / "b", "html", None, is_folder=True)
    assert raised.value.fault.code == "export_failed"
    assert list((tmp_path / "b").iterdir()) == []


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="root may write anywhere",
)
def test_a_place_that_cannot_be_written_to_is_told(store, tmp_path, talk):
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(FaultError) as raised:
        export(store, tmp_path / "closed" / "a.json", "json", None)
    assert raised.value.fault.code == "export_failed"


def test_a_file_where_a_folder_should_be_is_told(store, tmp_path, talk):
    (tmp_path / "file").write_text("")
    with pytest.raises(FaultError) as raised:
        export(store, tmp_path / "file" / "a.json", "json", [talk])
    assert raised.value.fault.code == "export_failed"


@pytest.mark.parametrize(
    ("kind", "between"), [("markdown", "\n---\n\n# "), ("text", "\n---\n\n"), ("html", "<main>")]
)
def test_several_conversations_go_into_one_file_one_after_the_other(store, tmp_path, talk, kind, between):
    other = store.create_conversation()
    store.set_title(other.id, "The second", "user")
    store.add_message(other.id, None, "user", "What else?")
    text = written(store, tmp_path / "a", kind, talk, other.id)
    first, second = text.split(between)[-2:]
    assert "어디가 # 좋아?" in first
    assert "The second" in second
    assert "What else?" in second
    if kind == "html":
        assert Page(text).open == []


def test_a_conversation_that_is_gone_is_left_out(store, tmp_path, talk):
    other = store.create_conversation()
    store.delete(other.id)
    store.purge(other.id)
    assert export(store, tmp_path / "a.md", "markdown", [other.id, talk]) == 1


@pytest.mark.parametrize("kind", ["json", "markdown", "html", "text"])
def test_reasoning_is_left_out_where_it_is_not_wanted(store, tmp_path, talk, kind):
    path = tmp_path / "a"
    export(store, path, kind, [talk], Contents(reasoning=False))
    text = path.read_text("utf-8")
    assert "I think" not in text
    assert "another version" in text or kind != "json"


def test_json_of_what_is_shown_alone_is_read_back_as_one_branch(store, tmp_path, talk):
    shown = store.messages(talk)
    store.delete_message(shown[0].id)
    path = tmp_path / "a.json"
    export(store, path, "json", [talk], Contents(all_versions=False))
    store.purge(talk)
    carry_out(store, path)
    (back,) = store.conversations()
    assert [each.text for each in store.messages(back.id)] == [REPLY]
    assert "another version" not in path.read_text("utf-8")


def test_half_of_a_character_goes_out_as_a_question_mark_or_its_replacement(store, tmp_path):
    one = store.create_conversation()
    store.add_message(one.id, None, "user", "half \ud83d")
    for kind in ("json", "markdown", "html", "text"):
        assert "half " in written(store, tmp_path / f"a.{kind}", kind, one.id)


def test_the_schema_beside_the_description_is_that_of_the_records():
    kept = Path(__file__).parents[3] / "docs" / "export-format.schema.json"
    assert kept.read_bytes() == json_schema() + b"\n"
