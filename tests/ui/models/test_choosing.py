from desktop_chat.ui.models.choosing import best_choice
from desktop_chat.ui.models.entries import EntryKey, Shelf
from tests.ui.models import shelf_samples as samples

KEY = EntryKey("hub", samples.SUMMARY.id)


def shelf(verdicts=None, names=("Q2_K", "Q3_K_M", "Q4_K_S", "Q4_K_M", "Q6_K", "Q8_0")):
    repository = samples.repository(names=names)
    made = Shelf(repositories={repository.summary.id: repository})
    if verdicts:
        made.fits[KEY] = {
            choice.name: samples.fit(verdict)
            for choice, verdict in zip(repository.choices, verdicts, strict=True)
        }
    return made


def chosen(made, key=KEY):
    return best_choice(made, key).quantization


def test_what_is_recommended_is_chosen():
    made = Shelf(catalog={samples.QWEN.id: samples.QWEN}, offers=samples.OFFERS)
    assert chosen(made, samples.QWEN_KEY) == "Q4_K_M"
    made.catalog[samples.EXAONE.id] = samples.EXAONE
    assert chosen(made, EntryKey("catalog", samples.EXAONE.id)) == "Q8_0"


def test_while_nothing_is_known_the_best_balance_is_chosen():
    assert chosen(shelf()) == "Q4_K_M"
    assert chosen(shelf(names=("Q2_K", "IQ4_XS", "Q8_0"))) == "IQ4_XS"
    assert chosen(shelf(names=("Q2_K", "Q3_K_M", "Q8_0"))) == "Q3_K_M"
    assert chosen(shelf(names=("F16",))) == "F16"


def test_a_file_that_fits_goes_before_a_better_one_that_does_not():
    assert chosen(shelf(["fits", "fits", "fits", "tight", "tight", "does_not_fit"])) == "Q4_K_S"
    assert chosen(shelf(["fits", "fits", "tight", "tight", "tight", "does_not_fit"])) == "Q3_K_M"
    assert chosen(shelf(["tight", *["does_not_fit"] * 5])) == "Q2_K"
    assert chosen(shelf(["slow"] * 6)) == "Q4_K_M"


def test_where_nothing_fits_the_smallest_is_shown():
    assert chosen(shelf(["does_not_fit"] * 6)) == "Q2_K"


def test_without_files_nothing_is_chosen():
    assert best_choice(Shelf(), KEY) is None
