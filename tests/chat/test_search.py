"""Finding messages and titles by what is typed, in Korean and English, as it is typed."""

import random
import sqlite3
import unicodedata

import pytest

from desktop_chat.chat.messages import Attachment
from desktop_chat.chat.searching import SearchQuery
from desktop_chat.chat.store import open_store
from desktop_chat.chat.words import index_words


@pytest.fixture
def say(store):
    """Add a conversation of messages in a row and index it; gives its id and those of the messages."""

    def add(*texts, role="user", title="", **options):
        conversation = store.create_conversation(**options)
        if title:
            store.set_title(conversation.id, title, "user")
        ids = []
        for text in texts:
            ids.append(store.add_message(conversation.id, ids[-1] if ids else None, role, text).id)
        while store.index_some(100):
            pass
        return conversation.id, ids

    return add


def found(store, text, limit=50, **filters):
    return store.search(SearchQuery(text, **filters), limit)


def texts(hits):
    return [hit.excerpt for hit in hits]


def marked(hit):
    return [hit.excerpt[start:end] for start, end in hit.marks]


def index_size(path):
    """Give how many words of messages the index still knows."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'message_words', 'row')")
    ((count,),) = connection.execute("SELECT count(*) FROM temp.terms WHERE doc > 0")
    connection.close()
    return count


def file_bytes(path):
    """Give what is in the database file, the write-ahead log folded in."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path.read_bytes()


# ---- words


@pytest.mark.parametrize(
    ("text", "query", "marks"),
    [
        ("제주도어디가 좋아요?", "어디", ["어디"]),
        ("제주도어디가 좋아요?", "디", ["디"]),
        ("제주도어디가 좋아요?", "도어디가", ["도어디가"]),
        ("제주도 맛집을 알려 줘", "제주 맛집", ["제주", "맛집"]),
        ("東京タワーへ行く", "タワー", ["タワー"]),
        ("東京タワーへ行く", "京", ["京"]),
        ("我想学习中文", "学习", ["学习"]),
        ("อยากกินข้าวผัด", "ข้าว", ["ข้าว"]),
        ("हिन्दी में लिखो", "हिन्दी", ["हिन्दी"]),
        ("A quiet morning", "morn", ["morn"]),
        ("A quiet morning", "quiet a m", ["A", "quiet", "m"]),
        ("Café crème", "cafe CREME", ["Café", "crème"]),
        ("cafe creme", "Café", ["cafe"]),
        ("ＦＵＬＬ ｗｉｄｔｈ", "full width", ["ＦＵＬＬ", "ｗｉｄｔｈ"]),
        ("Straße und Fluß", "strasse", ["Straße"]),
        ("the ﬁnal word", "final", ["ﬁnal"]),
        ("Привет, Ёлка", "елка", ["Ёлка"]),
        ("co\u00adopera\u200btion", "cooperation", ["co\u00adopera\u200btion"]),
        ("GPT4를 써요", "gpt4를", ["GPT4를"]),
        ("GPT4를 써요", "를", ["를"]),
        ("call get_user_name()", "user_name", ["user_name"]),
        ("don't panic", "don't", ["don't"]),
        ("it costs 3.14 won", "3.14", ["3.14"]),
        ("ㅋㅋㅋ 웃겨", "ㅋㅋ", ["ㅋㅋ"]),
    ],
)
def test_a_message_is_found_by_its_words_and_parts_of_words(store, say, text, query, marks):
    say("nothing of the kind", text, "다른 말")
    (hit,) = [hit for hit in found(store, query) if hit.excerpt == text]
    assert marked(hit) == marks


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("query_form", ["NFC", "NFD"])
def test_composed_and_decomposed_texts_find_each_other(store, say, form, query_form):
    say(unicodedata.normalize(form, "서울 카페 crème"))
    (hit,) = found(store, unicodedata.normalize(query_form, "카페 crème"))
    assert [unicodedata.normalize("NFC", mark) for mark in marked(hit)] == ["카페", "crème"]


def test_all_words_must_be_there_in_any_order(store, say):
    say("red apple", "green apple", "apple, quite red")
    assert texts(found(store, "red apple ")) == ["apple, quite red", "red apple"]


def test_a_word_that_is_not_the_last_is_taken_whole(store, say):
    say("morning star", "morn star")
    assert texts(found(store, "morn star")) == ["morn star"]


def test_a_last_word_with_a_space_after_it_is_taken_whole(store, say):
    say("morning", "morn", "한", "하나")
    assert texts(found(store, "morn ")) == ["morn"]
    assert texts(found(store, "한 ")) == ["한"]
    assert len(found(store, "morn")) == 2


def test_quotes_give_the_exact_phrase(store, say):
    say("to be or not to be", "be to or", "to, be", "not to\nbe")
    assert texts(found(store, '"to be"')) == ["not to be", "to, be", "to be or not to be"]
    assert texts(found(store, "“to be or”")) == ["to be or not to be"]
    say("제주도 어디가 좋을까", "어디가 제주도")
    assert texts(found(store, '"제주도 어디"')) == ["제주도 어디가 좋을까"]
    assert texts(found(store, '"주도 어디가"')) == ["제주도 어디가 좋을까"]
    assert texts(found(store, '"도 어"')) == ["제주도 어디가 좋을까"]


def test_a_phrase_is_found_while_it_is_typed(store, say):
    say("to be or not to be", "제주도 하나뿐인 곳")
    assert len(found(store, '"not to b')) == 1
    assert len(found(store, '"제주도 한')) == 1
    assert found(store, '"to not') == []


# ---- Hangul as it is composed


KEYS = {
    "하나": ["ㅎ", "하", "한", "하나"],
    "제주도": ["ㅈ", "제", "젲", "제주", "제줃", "제주도"],
    "한글날": ["ㅎ", "하", "한", "한ㄱ", "한그", "한글", "한글ㄴ", "한글나", "한글날"],
    "닭고기": ["ㄷ", "다", "달", "닭", "닭ㄱ", "닭고", "닭곡", "닭고기"],
    "달기": ["ㄷ", "다", "달", "닭", "달기"],
    "과일": ["ㄱ", "고", "과", "광", "과이", "과일"],
    "의사": ["ㅇ", "으", "의", "읫", "의사"],
    "앉아": ["ㅇ", "아", "안", "앉", "앉ㅇ", "앉아"],
    "값이": ["ㄱ", "가", "갑", "값", "값ㅇ", "값이"],
    "있어요": ["ㅇ", "이", "있", "있ㅇ", "있어", "있엉", "있어요"],
    "아빠": ["ㅇ", "아", "아ㅃ", "아빠"],
    "웬일": ["ㅇ", "우", "웨", "웬", "웬ㅇ", "웬이", "웬일"],
}


@pytest.mark.parametrize("word", KEYS)
@pytest.mark.parametrize("around", ["{}", "아주{}가 있다", "gpt{}"])
def test_a_word_is_found_at_every_key_it_is_typed_with(store, say, word, around):
    text = around.format(word)
    say(text)
    before = around.partition("{}")[0]
    for typed in KEYS[word]:
        assert texts(found(store, typed)) == [text], typed
        assert texts(found(store, before + typed)) == [text], before + typed


def test_a_syllable_that_is_settled_finds_no_other(store, say):
    say("하나", "한", "핞", "항")
    assert texts(found(store, "한ㄱ")) == ["한"]
    assert texts(found(store, "하나")) == ["하나"]
    assert set(texts(found(store, "한"))) == {"하나", "한", "핞"}
    assert found(store, "둘하ㄴ") == []


# ---- anything may be typed


@pytest.mark.parametrize(
    "query",
    [
        *[
            '"',
            '""',
            '"""',
            '" "',
            "*",
            "a*",
            "^a",
            "a:b",
            "words:a",
            "NEAR(a b)",
            "a AND",
            "OR",
            "NOT a",
            "(",
            "{a}",
        ],
        *[
            "-",
            "+a",
            "a-b",
            "\0",
            "a\0b",
            "'",
            "''",
            "\\",
            "%",
            "_",
            "a\nb",
            "\ue000",
            "\ue000a",
            "\ud83d",
            "👍",
            "́",
        ],
        *[
            "«a» b",
            "“",
            "ㅏ",
            "ㅏㅏ",
            "ㄳ",
            "ㄸ",
            "가ㅏ",
            "ᄒ",
            "ᅡ",
            "한",
            "\u200b",
            "\ufeffa",
            "İ",
            "ǆ",
            "ﷺ",
            "ß" * 100,
        ],
        *["가" * 1000, "a" * 100_000, "a " * 5000, "가 나 " * 500, '"' + "a b " * 1000, "ﷺ" * 500],
    ],
)
def test_nothing_that_is_typed_is_an_error(store, say, query):
    say("a b 가 나 words NEAR NOT OR AND")
    assert len(found(store, query)) <= 1


def test_random_queries_find_the_text_they_were_cut_from(store, say):
    draw = random.Random(5)
    letters = "ab cé ß가각하 한ㅎ글날漢字かナ,.\"'-_\n\t１ﬁё👍"
    samples = ["".join(draw.choices(letters, k=draw.randint(1, 30))) for _ in range(150)]
    _, ids = say(*samples)
    for message_id, text in zip(ids, samples, strict=True):
        words = text.replace('"', " ").split()
        word = draw.choice(words) if words else ""
        hits = found(store, word, limit=200)
        if any(character.isalnum() for character in unicodedata.normalize("NFKD", word)):
            assert message_id in {hit.message_id for hit in hits}, (word, text)


def test_no_words_find_nothing(store, say):
    say("hello")
    assert found(store, "") == found(store, " ?! ") == []


# ---- what is found, and in which order


def test_hits_say_where_they_are(store, say):
    conversation_id, (message_id,) = say("Hello there", title="Greetings", role="assistant")
    (hit,) = found(store, "hell")
    assert (hit.conversation_id, hit.message_id, hit.title, hit.role) == (
        conversation_id,
        message_id,
        "Greetings",
        "assistant",
    )
    assert hit.created_at == store.message(message_id).created_at
    assert (hit.excerpt, hit.marks) == ("Hello there", ((0, 4),))


def test_titles_come_first_and_leave_room_for_messages(store, say):
    for number in range(20):
        say(f"apple pie {number}", title=f"apples {number}")
    hits = found(store, "apple", limit=10)
    assert [hit.message_id is None for hit in hits] == [True] * 2 + [False] * 8
    assert texts(hits)[:3] == ["apples 19", "apples 18", "apple pie 19"]
    assert (hits[0].role, marked(hits[0])) == ("", ["apple"])


def test_the_newest_messages_come_first_however_they_came_in(store, say, path):
    _, ids = say(*(f"apple {number}" for number in range(6)))
    connection = sqlite3.connect(path)
    for place, message_id in enumerate((3, 0, 5, 1, 4, 2)):
        connection.execute(
            "UPDATE message SET created_at = ?, word_key = NULL WHERE id = ?",
            (1e9 + 60 * place, ids[message_id]),
        )
    connection.execute("INSERT INTO message_words (message_words) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    for _ in range(6):
        store.index_some(1)
    expected = [f"apple {number}" for number in (2, 4, 1, 5, 0, 3)]
    assert texts(found(store, "apple")) == expected
    assert texts(found(store, "apple", limit=2)) == expected[:2]


def test_many_messages_of_the_same_second_all_have_a_place(store, say, path):
    say(*(f"apple {number}" for number in range(40)))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE message SET created_at = 1e9, word_key = NULL")
    connection.execute("INSERT INTO message_words (message_words) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    while store.index_some(7):
        pass
    assert len(found(store, "apple", limit=100)) == 40


@pytest.mark.parametrize("time", [-1e300, -5.0, 0.0, 1e15, 1e300, float("inf")])
def test_a_time_that_cannot_be_is_no_hindrance(store, say, path, time):
    say("apple")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE message SET created_at = ?, word_key = NULL", (time,))
    connection.commit()
    connection.close()
    store.index_some(10)
    assert texts(found(store, "apple")) == ["apple"]
    assert (found(store, "apple", after=2e9) == []) == (time < 2e9)
    assert (found(store, "apple", before=2e9) == []) == (time > 2e9)


def test_other_versions_and_archived_conversations_are_found_and_deleted_ones_are_not(store, say):
    conversation_id, (question,) = say("an apple?")
    first = store.add_message(conversation_id, question, "assistant", "apple one")
    store.add_message(conversation_id, question, "assistant", "apple two")
    store.set_archived(conversation_id, True)
    gone, _ = say("a deleted apple", title="deleted apple")
    store.delete(gone)
    store.index_some(10)
    assert texts(found(store, "apple")) == ["apple two", "apple one", "an apple?"]
    store.delete_message(first.id)
    assert texts(found(store, "apple")) == ["apple two", "an apple?"]
    store.restore(gone)
    assert len(found(store, "apple")) == 4


def test_reasoning_is_not_searched_and_attachments_are(store, say):
    conversation_id, (question,) = say("see the file")
    reply = store.add_message(conversation_id, question, "assistant", "", state="writing")
    store.finish_message(reply.id, "done", "think of pineapples", "done")
    notes = (Attachment("notes.txt", "buy\npapayas"),)
    store.add_message(conversation_id, reply.id, "user", "and this", attachments=notes)
    store.index_some(10)
    assert found(store, "pineapples") == []
    (hit,) = found(store, "papaya")
    assert (hit.excerpt, marked(hit)) == ("and this notes.txt buy papayas", ["papaya"])
    assert len(found(store, "notes.txt")) == 1


def test_a_message_that_is_being_written_is_indexed_when_it_is_done(store, say):
    conversation_id, (question,) = say("?")
    reply = store.add_message(conversation_id, question, "assistant", "apple", state="writing")
    assert store.index_some(10) == 0
    assert found(store, "apple") == []
    store.finish_message(reply.id, "apple pie", "", "done")
    assert store.index_some(10) == 0
    assert len(found(store, "apple pie")) == 1


def test_indexing_goes_in_steps_and_says_what_is_left(store):
    conversation = store.create_conversation()
    for number in range(5):
        store.add_message(conversation.id, None, "user", f"apple {number}")
    assert store.index_some(2) == 3
    assert texts(found(store, "apple")) == ["apple 4", "apple 3"]
    assert [store.index_some(2), store.index_some(2), store.index_some(2)] == [1, 0, 0]
    assert len(found(store, "apple")) == 5


LONG = "".join(f"line {number} 제주도 {number}번 길\n" for number in range(8000))


def test_a_long_message_is_indexed_in_many_steps_and_found_at_every_place(store):
    conversation = store.create_conversation()
    long = (Attachment("long.txt", f"첫 마디 {LONG} the end"),)
    store.add_message(conversation.id, None, "user", "?", attachments=long)
    steps = 1
    while store.index_some(100):
        steps += 1
    assert steps > 5
    for query in ("첫 마디", "the en", '"line 0 제주도 0번 길 line 1 제주"', "ㄱ"):
        assert len(found(store, query)) == 1, query
    for number in range(0, 7999, 397):
        assert len(found(store, f'"{number}번 길 line {number + 1} 제주도"')) == 1


def test_the_words_of_a_long_text_are_those_of_its_lines():
    parts = (LONG, "가" * 70_000, "crème\u0301 " * 9000, " \u0308é\u1100\u1161 ΑΣ\u2028" * 9000)
    text = "\n".join(parts)
    *pieces, beginnings = index_words(text)
    lines = [tuple(index_words(line)) for line in text.split("\n")]
    assert len(pieces) > 10
    assert " ".join(pieces).split() == " ".join(words for *found, _ in lines for words in found).split()
    assert set(beginnings.split()) == {one for *_, begun in lines for one in begun.split()}


@pytest.mark.parametrize("text", ["pear", f"pear {LONG}"])
def test_a_long_message_that_changes_while_it_is_indexed_is_found_by_its_new_words(store, text):
    conversation = store.create_conversation()
    message = store.add_message(conversation.id, None, "user", f"apple {LONG}")
    for _ in range(5):
        assert store.index_some(10) == 1
    store.finish_message(message.id, text, "", "done")
    while store.index_some(10):
        pass
    assert [len(found(store, word)) for word in ("apple", "pear", "제주도")] == [0, 1, text != "pear"]


def test_a_long_message_that_goes_while_it_is_indexed_keeps_no_other_from_it(store, path):
    conversation = store.create_conversation()
    message = store.add_message(conversation.id, None, "user", "apple")
    gone = store.add_message(conversation.id, message.id, "user", f"pear {LONG}")
    for _ in range(5):
        assert store.index_some(1) == 2
    store.delete_message(gone.id)
    store.purge_deleted(before=float("inf"))
    while store.remove_purged(10):
        pass
    while store.index_some(10):
        pass
    assert [len(found(store, word)) for word in ("apple", "pear")] == [1, 0]
    assert index_size(path) == 2


# ---- what goes, goes from the index


def test_a_changed_text_is_found_by_its_new_words_only(store, say):
    _, (message_id,) = say("apple pie")
    store.finish_message(message_id, "banana split", "", "done")
    assert found(store, "apple") == found(store, "banana") == []
    while store.index_some(10):
        pass
    assert found(store, "apple") == []
    assert len(found(store, "banana")) == 1


def test_words_of_a_purged_conversation_are_gone_from_the_index(store, say, path):
    conversation_id, (question, *_) = say("apple 사과 pie", "cherry 체리")
    attached = (Attachment("a.txt", "quince 모과"),)
    store.add_message(conversation_id, question, "user", "with", attachments=attached)
    store.index_some(10)
    assert index_size(path) > 0
    store.purge(conversation_id)
    assert found(store, "apple") == []
    while store.remove_purged(1):
        pass
    assert index_size(path) == 0


def test_words_of_a_purged_message_are_gone_from_the_index(store, say, path):
    conversation_id, (first, second) = say("apple", "banana")
    attached = (Attachment("a.txt", "quince"),)
    last = store.add_message(conversation_id, second, "user", "cherry", attachments=attached)
    store.index_some(10)
    for message_id in (second, last.id):
        store.delete_message(message_id)
    store.purge_deleted(before=float("inf"))
    while store.remove_purged(10):
        pass
    store.index_some(10)
    alone = index_size(path)
    assert [len(found(store, word)) for word in ("apple", "banana", "cherry", "quince")] == [1, 0, 0, 0]
    store.finish_message(first, "", "", "done")
    assert (alone, index_size(path)) == (2, 0)


def test_words_of_what_was_removed_are_gone_from_the_file(store, say, path):
    conversation_id, _ = say("zanzibar 잔지바르", *("apple pie" for _ in range(300)))
    for word in ("quince", "medlar", "papaya"):
        say(word)
    assert b"anzibar" in file_bytes(path)
    store.purge(conversation_id)
    while store.remove_purged(100):
        pass
    while store.index_some(100):
        pass
    assert b"anzibar" not in file_bytes(path)
    assert "잔지".encode() not in file_bytes(path)
    assert len(found(store, "medlar")) == 1


def test_the_index_is_kept_when_the_store_is_opened_again(path):
    first = open_store(path).store
    conversation = first.create_conversation()
    message = first.add_message(conversation.id, None, "user", "apple")
    first.index_some(10)
    first.close()
    second = open_store(path).store
    assert texts(found(second, "app")) == ["apple"]
    second.finish_message(message.id, "pear", "", "done")
    assert index_size(path) == 0
    second.close()


# ---- filters


def test_hits_can_be_of_a_folder_an_archive_a_model_or_a_time(store, say):
    folder = store.create_folder("fruit")
    one, _ = say("apple one", folder_id=folder.id, model="/a.gguf")
    two, (second,) = say("apple two", model="/b.gguf", title="apple two")
    store.set_archived(two, True)
    reply = store.add_message(one, None, "assistant", "apple of b", model="/b.gguf")
    store.index_some(10)
    assert texts(found(store, "apple", folder_id=folder.id)) == ["apple of b", "apple one"]
    assert texts(found(store, "apple", archived="only")) == ["apple two", "apple two"]
    assert texts(found(store, "apple", archived="without")) == ["apple of b", "apple one"]
    assert texts(found(store, "apple", model="/b.gguf")) == ["apple two", "apple of b", "apple two"]
    at = store.message(reply.id).created_at
    assert texts(found(store, "apple", after=at)) == ["apple of b"]
    assert store.message(second).created_at < at
    assert texts(found(store, "apple", before=at, archived="without")) == ["apple one"]


# ---- excerpts


def test_an_excerpt_is_one_line_around_the_first_match(store, say):
    say("start " * 50 + "\n\n  before\tthe   needle\r\nafter " + "end " * 100)
    (hit,) = found(store, "needle")
    assert hit.excerpt.startswith("…start")
    assert "before the needle after end" in hit.excerpt
    assert hit.excerpt.endswith("…")
    assert "  " not in hit.excerpt
    assert len(hit.excerpt) <= 202
    assert marked(hit) == ["needle"]


def test_marks_are_in_order_and_do_not_overlap(store, say):
    say("abc ABC 가나다 abcabc 나다")
    (hit,) = found(store, "나다 가나 abc")
    assert marked(hit) == ["abc", "ABC", "가나다", "abc", "나다"]


def test_a_match_behind_letters_of_another_length_is_marked_exactly(store, say):
    say("ﬁﬁ ßß e\u0301e\u0301 … İ 한글 needle".replace("한글", unicodedata.normalize("NFD", "한글")))
    (hit,) = found(store, "needle")
    assert marked(hit) == ["needle"]
