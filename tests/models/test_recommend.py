import pytest
from msgspec.structs import replace

from desktop_chat.engine.protocol import Device
from desktop_chat.models.catalog import (
    Catalog,
    CatalogFile,
    CatalogModel,
    Licence,
    Shape,
    Skill,
    load_catalog,
)
from desktop_chat.models.fit import READING_RATE
from desktop_chat.models.hardware import Hardware
from desktop_chat.models.recommend import MOST, Recommendation, first_start, recommend
from desktop_chat.models.speed import MachineSpeed

GB = 1_000_000_000
WHOLE = load_catalog()


def pc(total: float, free: float, gpu: float = 0, name: str = "CUDA0") -> Hardware:
    """Give a PC with so many GB of memory, so many of them free, and a GPU with so many."""
    device = Device(name, "A GPU", "gpu", int(gpu * GB), int(0.95 * gpu * GB))
    return Hardware(8, 4, int(total * GB), int(free * GB), (device,) if gpu else ())


PCS = {
    "4 GB": (pc(4, 2.2), 12),
    "8 GB laptop": (pc(8, 4.5), 25),
    "8 GB laptop, busy": (pc(8, 2.5), 25),
    "16 GB laptop": (pc(16, 10), 35),
    "Apple, 16 GB": (pc(16, 11, 11, "MTL0"), 60),
    "32 GB": (pc(32, 24), 45),
    "64 GB, GPU of 24 GB": (pc(64, 50, 24), 50),
    "128 GB": (pc(128, 110), 80),
}
LAPTOP, LAPTOP_SPEED = PCS["16 GB laptop"][0], MachineSpeed(35 * GB)


def everything(found: tuple[Recommendation, ...]) -> list[str]:
    return [f"{one.reason} {one.model.id} {one.file.quantization}" for one in found]


def model(name: str, billions: float, quality: int, *skills: Skill, **changes: object) -> CatalogModel:
    """Give a model of the catalog, with the usual choice of files, by its size in billions of weights."""
    size = int(billions * GB)
    plain = CatalogModel(
        id=name,
        family=name,
        name=name,
        maker="Maker",
        about="",
        about_ko="",
        repository=f"maker/{name}-GGUF",
        licence="open",
        languages=("en", "ko"),
        skills=skills or ("chat",),
        parameters=size,
        context_length=32_768,
        architecture="qwen3",
        shape=Shape(32, 4096, 12288, 32, 8, 128, 150_000),
        files=tuple(
            CatalogFile(kind, f"{name}-{kind}.gguf", int(size * bits / 8))
            for kind, bits in (("Q2_K", 3), ("Q3_K_M", 4), ("Q4_K_M", 5), ("Q6_K", 6.6), ("Q8_0", 8.5))
        ),
        released="2026-01",
        quality=quality,
        is_confirmed=True,
    )
    return replace(plain, **changes)


def catalog(*models: CatalogModel) -> Catalog:
    terms = Licence("terms", "Terms", "https://example.org", "", "", needs_acceptance=True)
    return Catalog((Licence("open", "Open", "https://example.org", "", ""), terms), models)


SMALL, MIDDLE, LARGE = model("small", 1, 45), model("middle", 4, 65), model("large", 8, 75)
ALL = catalog(SMALL, MIDDLE, LARGE)


# ---- the whole catalog on many PCs


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", PCS)
def test_every_pc_gets_models_that_fit_and_are_not_slow(name: str, language: str) -> None:
    hardware, rate = PCS[name]
    found = recommend(WHOLE, hardware, MachineSpeed(rate * GB), language)

    assert 1 <= len(found) <= MOST
    assert len({one.model.id for one in found}) == len({one.reason for one in found}) == len(found)
    for one in found:
        assert one.fit.verdict in ("fits", "tight")
        assert one.fit.reply_rate >= READING_RATE
        assert one.file in one.model.files
        assert one.model.is_confirmed
        assert not one.model.is_historic


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", PCS)
def test_every_pc_gets_a_model_to_begin_with(name: str, language: str) -> None:
    hardware, rate = PCS[name]
    first = first_start(WHOLE, hardware, MachineSpeed(rate * GB), language)

    assert first is not None
    assert first.file.size <= 5 * GB
    assert first.fit.verdict == "fits"
    assert language in first.model.languages
    assert not first.model.is_gated
    licence = WHOLE.licence(first.model.licence)
    assert licence is not None
    assert not licence.needs_acceptance


def test_a_better_pc_gets_a_better_model() -> None:
    names = ("4 GB", "8 GB laptop", "16 GB laptop", "32 GB", "128 GB")
    pcs = (PCS[name] for name in names)
    best = [
        next(one for one in recommend(WHOLE, hardware, MachineSpeed(rate * GB), "en") if one.reason == "best")
        for hardware, rate in pcs
    ]
    qualities = [one.model.quality for one in best]

    assert qualities == sorted(qualities)
    assert qualities[0] < qualities[-1]


@pytest.mark.parametrize("name", PCS)
def test_who_speaks_korean_gets_a_korean_model_first(name: str) -> None:
    hardware, rate = PCS[name]
    first = recommend(WHOLE, hardware, MachineSpeed(rate * GB), "ko")[0]

    assert first.reason == "korean"
    assert "korean" in first.model.skills


def test_the_same_pc_gets_the_same_models_in_whatever_order_they_are_listed() -> None:
    twins = catalog(model("one", 4, 65), model("other", 4, 65), SMALL)
    for listed in (WHOLE, twins):
        turned = replace(listed, models=listed.models[::-1])

        assert everything(recommend(listed, LAPTOP, LAPTOP_SPEED, "ko")) == everything(
            recommend(turned, LAPTOP, LAPTOP_SPEED, "ko")
        )


def test_a_pc_without_memory_gets_none() -> None:
    assert recommend(WHOLE, pc(2, 0.3), MachineSpeed(10 * GB), "en") == ()
    assert first_start(WHOLE, pc(2, 0.3), MachineSpeed(10 * GB), "en") is None


# ---- what is chosen, and why


def test_the_best_that_is_comfortable_to_read_is_best() -> None:
    assert everything(recommend(ALL, LAPTOP, MachineSpeed(100 * GB), "en"))[0] == "best large Q4_K_M"
    assert everything(recommend(ALL, LAPTOP, MachineSpeed(28 * GB), "en"))[0] == "best middle Q4_K_M"


def test_a_faster_one_is_offered_beside_it() -> None:
    assert everything(recommend(ALL, LAPTOP, MachineSpeed(40 * GB), "en")) == [
        "best large Q4_K_M",
        "fast small Q8_0",
    ]


def test_nothing_faster_is_offered_where_the_best_is_fast() -> None:
    models = catalog(SMALL, MIDDLE)

    assert everything(recommend(models, pc(64, 50, 24), LAPTOP_SPEED, "en")) == ["best middle Q8_0"]


def test_plentiful_memory_takes_a_larger_quantization_and_little_a_smaller_one() -> None:
    fast = MachineSpeed(300 * GB)
    chosen = [
        recommend(catalog(LARGE), pc(2 * free, free), fast, "en")[0].file.quantization
        for free in (5.5, 7.5, 40)
    ]

    assert chosen == ["Q3_K_M", "Q4_K_M", "Q8_0"]


def test_before_the_memory_is_measured_a_common_laptop_is_assumed() -> None:
    huge = model("huge", 70, 99)

    assert [one.model.id for one in recommend(catalog(SMALL, huge), pc(128, 110), None, "en")] == ["small"]


def test_a_model_that_is_there_is_not_recommended() -> None:
    found = recommend(ALL, LAPTOP, MachineSpeed(40 * GB), "en", installed={"large"})

    assert "large" not in {one.model.id for one in found}


def test_only_models_of_today_that_answer_are_recommended() -> None:
    old = model("old", 4, 99, is_historic=True)
    unseen = model("unseen", 4, 99, is_confirmed=False)
    base = model("base", 4, 99, "completion")
    models = catalog(SMALL, old, unseen, base)

    assert [one.model.id for one in recommend(models, LAPTOP, LAPTOP_SPEED, "en")] == ["small"]


def test_a_model_for_programming_is_offered() -> None:
    coder = model("coder", 4, 60, "coding", "chat")

    assert "coding coder Q4_K_M" in everything(recommend(catalog(MIDDLE, coder), LAPTOP, LAPTOP_SPEED, "en"))


def test_one_that_speaks_the_language_is_better_than_one_that_does_not() -> None:
    english = model("english", 4, 70, languages=("en",))
    models = catalog(MIDDLE, english)

    assert recommend(models, LAPTOP, LAPTOP_SPEED, "en")[0].model.id == "english"
    assert recommend(models, LAPTOP, LAPTOP_SPEED, "ko")[0].model.id == "middle"


# ---- the first one


def test_the_first_model_is_soon_downloaded() -> None:
    assert first_start(ALL, pc(64, 50, 24), LAPTOP_SPEED, "en") is not None
    sizes = [
        first.file.size / GB
        for total, free in ((4, 2.5), (8, 5), (64, 50))
        if (first := first_start(ALL, pc(total, free), LAPTOP_SPEED, "en"))
    ]

    assert [size <= most for size, most in zip(sizes, (1.2, 3, 5), strict=True)] == [True] * 3


def test_the_first_model_asks_for_no_consent_where_another_does_not() -> None:
    asking = model("asking", 4, 90, licence="terms")
    gated = model("gated", 4, 90, is_gated=True)

    first = first_start(catalog(SMALL, asking, gated), LAPTOP, LAPTOP_SPEED, "en")
    only = first_start(catalog(asking), LAPTOP, LAPTOP_SPEED, "en")

    assert first is not None
    assert first.model.id == "small"
    assert only is not None
    assert only.model.id == "asking"


def test_the_first_model_speaks_the_users_language_where_one_does() -> None:
    english = model("english", 4, 90, languages=("en",))

    first = first_start(catalog(SMALL, english), LAPTOP, LAPTOP_SPEED, "ko")
    only = first_start(catalog(english), LAPTOP, LAPTOP_SPEED, "ko")

    assert first is not None
    assert first.model.id == "small"
    assert only is not None
    assert only.model.id == "english"


def test_on_a_pc_where_all_are_slow_the_smallest_of_use_is_the_first() -> None:
    crawling = MachineSpeed(0.5e9)

    first = first_start(ALL, LAPTOP, crawling, "en")

    assert first is not None
    assert recommend(ALL, LAPTOP, crawling, "en") == (first,)
    assert first.reason == "small"
    assert first.fit.verdict == "slow"
    assert first.file.size < 1.2e9


def test_what_is_recommended_leaves_a_fifth_of_the_memory_to_other_things() -> None:
    found = recommend(WHOLE, pc(25, 24), LAPTOP_SPEED, "en")

    assert found
    assert all(one.fit.needed_bytes <= 0.8 * 25 * GB for one in found)
