import pytest

from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.chat.summarizing import Summary, SummarySizes, to_summarize

SIZES = SummarySizes(piece=100, summary=20)


def words(text):
    """A count that is easy to follow: a word is a token."""
    return len(text.split())


def text_of(count, word="word"):
    return "".join(f"{word}{number}\n" for number in range(count))


def run(summary, answer):
    """Answer every request; gives the texts that were asked about."""
    asked = []
    while not summary.is_done:
        (request,) = summary.request()
        asked.append(request.content)
        summary.take(answer(len(asked)))
    return asked


def test_a_short_text_is_asked_about_once():
    summary = Summary("a.txt", text_of(50), SIZES, words)
    asked = run(summary, lambda _number: "Short.")
    assert len(asked) == 1
    assert "a.txt" in asked[0]
    assert summary.text == "Short."


def test_every_word_of_a_long_text_is_asked_about_once():
    text = text_of(450)
    asked = run(Summary("a.txt", text, SIZES, words), lambda number: f"Summary {number}.")
    parts = [each.split("\n\n", 1)[1] for each in asked[:-1]]
    assert "".join(parts) == text
    assert all(words(part) <= SIZES.piece for part in parts)


def test_the_summaries_of_the_parts_are_put_together():
    summary = Summary("a.txt", text_of(450), SIZES, words)
    asked = run(summary, lambda number: f"Summary {number}.")
    assert asked[-1].endswith("\n\n".join(f"Summary {number}." for number in range(1, len(asked))))
    assert summary.text == f"Summary {len(asked)}."


def test_summaries_that_are_too_long_together_are_put_together_in_parts():
    summary = Summary("a.txt", text_of(1000), SIZES, words)
    asked = run(summary, lambda number: " ".join([f"s{number}"] * SIZES.summary))
    wholes = [each for each in asked if each.startswith("These are summaries")]
    assert len(wholes) >= 3  # some are put together, and then those
    assert all(words(each.split("\n\n", 1)[1]) <= SIZES.piece for each in asked)
    assert summary.text.startswith(f"s{len(asked)} ")


def test_progress_never_says_more_parts_than_there_are():
    summary = Summary("a.txt", text_of(450), SIZES, words)
    while not summary.is_done:
        assert 1 <= summary.part <= summary.total
        summary.take("Summary.")


def test_a_part_that_is_too_long_for_the_model_is_halved_and_nothing_is_left_out():
    text = text_of(400)
    summary = Summary("a.txt", text, SummarySizes(400, 20), words)
    assert summary.split()
    asked = run(summary, lambda _number: "Summary.")
    parts = [each.split("\n\n", 1)[1] for each in asked if each.startswith("Summarize ")]
    assert "".join(parts) == text
    assert len(parts) > 1


def test_a_summary_stays_shorter_than_its_part():
    summary = Summary("a.txt", text_of(400), SummarySizes(400, 100), words)
    assert summary.most_tokens == 100
    assert summary.split()
    assert summary.split()
    assert summary.most_tokens <= 50


def test_a_model_that_makes_nothing_shorter_comes_to_an_end():
    summary = Summary("a.txt", text_of(450), SIZES, words)
    asked = run(summary, lambda number: text_of(120, f"said{number}-"))
    assert len(asked) < 20
    assert "said1-0" in summary.text


def test_the_parts_after_one_that_was_halved_are_as_short():
    summary = Summary("a.txt", text_of(1000), SummarySizes(400, 20), words)
    assert summary.split()
    asked = run(summary, lambda _number: "Summary.")
    assert all(words(each.split("\n\n", 1)[1]) <= 200 for each in asked)


def test_a_part_that_is_short_already_is_not_halved():
    assert not Summary("a.txt", text_of(40), SIZES, words).split()


def test_a_model_that_says_nothing_gives_no_summary():
    summary = Summary("a.txt", text_of(450), SIZES, words)
    run(summary, lambda _number: " \n")
    assert summary.text == ""


def test_a_part_about_which_nothing_is_said_is_left_out():
    summary = Summary("a.txt", text_of(250), SIZES, words)
    asked = run(summary, lambda number: "" if number == 1 else f"Summary {number}.")
    assert "Summary 2.\n\nSummary 3." in asked[-1]


@pytest.mark.parametrize(
    ("text", "word"), [("한국어로 쓴 글입니다. " * 20, "요약"), ("Words in English. " * 20, "Summarize")]
)
def test_the_model_is_asked_in_the_language_of_the_text(text, word):
    assert word in Summary("a.txt", text, SIZES, words).request()[0].content


def test_braces_in_a_text_stay_as_they_are():
    summary = Summary("{name}.txt", "{text} and {number} " * 3, SIZES, words)
    assert "{text} and {number} {text}" in summary.request()[0].content


def test_a_text_of_one_endless_line_is_cut():
    summary = Summary("a.txt", "x" * 5000, SummarySizes(100, 20), len)
    asked = run(summary, lambda _number: "s")
    parts = [each.split("\n\n", 1)[1] for each in asked if each.startswith("Summarize ")]
    assert "".join(parts) == "x" * 5000


@pytest.mark.parametrize("context", [256, 512, 2048, 4096, 131_072])
def test_pieces_fit_into_the_context_and_summaries_are_shorter(context):
    sizes = SummarySizes.of(context)
    assert sizes.piece >= 2 * sizes.summary
    assert sizes.piece + sizes.summary <= context


def draft(*lengths):
    return Draft("?", tuple(Attachment(f"{at}.txt", text_of(length)) for at, length in enumerate(lengths)))


def test_the_longest_attachments_are_chosen_until_it_fits():
    assert to_summarize(draft(50, 500, 300), 100, SIZES, words) == [1]
    assert to_summarize(draft(50, 500, 300), 490, SIZES, words) == [1, 2]


def test_what_is_short_already_is_not_summarized():
    assert to_summarize(draft(30, 500), 10_000, SIZES, words) == [1]
    assert to_summarize(draft(30), 10_000, SIZES, words) == []
