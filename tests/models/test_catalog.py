import re
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from desktop_chat.engine import families
from desktop_chat.faults import FaultError
from desktop_chat.models.architectures import CHAT_ARCHITECTURES, SLIDING
from desktop_chat.models.catalog import Catalog, CatalogFile, CatalogModel, Shape, load_catalog
from desktop_chat.models.gguf import read_header
from desktop_chat.models.hub.quantizations import quality_of, quantization_of
from desktop_chat.models.memory import kv_bytes
from tests.support.gguf_factory import ARCHITECTURES, tiny
from tests.support.gguf_layouts import LAYOUTS

CATALOG = load_catalog()
MODELS = {model.id: model for model in CATALOG.models}
BITS = {
    "IQ2_M": (2.4, 3.3), "Q2_K": (2.7, 3.4), "Q3_K_M": (3.6, 4.7), "Q4_0": (4.4, 5.0), "MXFP4": (4.2, 4.8),
    "Q4_K_M": (4.6, 6.6), "Q5_K_M": (5.4, 7.2), "Q6_K": (6.4, 8.5), "Q8_0": (8.4, 11.5), "F16": (15.8, 16.3),
}  # fmt: skip
"""Bits of a weight; more where a file holds the embedding a second time, as the output."""

PUBLISHED = {
    ("llama-2-7b-chat", "Q4_K_M"): 4.08,
    ("llama-2-13b-chat", "Q4_K_M"): 7.87,
    ("llama-2-70b-chat", "Q4_K_M"): 41.4,
    ("llama-3.1-8b", "Q4_K_M"): 4.92,
    ("llama-3.1-8b", "Q8_0"): 8.54,
    ("llama-3.2-3b", "Q4_K_M"): 2.02,
    ("vicuna-7b", "Q6_K"): 5.53,
    ("dolly-v2-12b", "Q4_K_M"): 7.58,
    ("mpt-7b-chat", "Q4_K_M"): 4.39,
    ("phi-3-mini", "Q4_K_M"): 2.39,
    ("phi-4", "Q4_K_M"): 9.05,
    ("gemma-2-9b", "Q4_K_M"): 5.76,
    ("gemma-3-4b", "Q4_K_M"): 2.49,
    ("gemma-3-12b", "Q4_K_M"): 7.30,
    ("gemma-4-12b", "Q4_K_M"): 7.12,
    ("qwen2.5-7b", "Q4_K_M"): 4.68,
    ("qwen3-8b", "Q4_K_M"): 5.03,
    ("qwen3.5-9b", "Q4_K_M"): 5.68,
    ("mistral-nemo-12b", "Q4_K_M"): 7.48,
    ("ministral-3-14b", "Q4_K_M"): 8.24,
    ("exaone-3.5-7.8b", "Q4_K_M"): 4.77,
    ("solar-10.7b", "Q4_K_M"): 6.46,
    ("gpt-oss-20b", "MXFP4"): 12.11,
    ("kanana-2-3b", "Q8_0"): 3.73,
}
"""Sizes in GB that the repositories or public notes on them tell."""

ORIGINS = {
    "Llama 2": ["llama-2-7b-chat", "llama-2-13b-chat", "llama-2-70b-chat"],
    "Llama 3": ["llama-3-8b", "llama-3.1-8b", "llama-3.2-1b", "llama-3.2-3b", "llama-3.3-70b"],
    "Alpaca": ["alpaca-7b"],
    "Vicuna": ["vicuna-7b", "vicuna-13b", "kovicuna-7b"],
    "KoAlpaca": ["koalpaca-llama-7b", "koalpaca-5.8b", "koalpaca-12.8b"],
    "Polyglot-Ko": ["polyglot-ko-1.3b", "polyglot-ko-3.8b", "polyglot-ko-5.8b", "polyglot-ko-12.8b"],
    "Phi": ["phi-3-mini", "phi-3.5-mini", "phi-4", "phi-4-mini"],
    "Dolly": ["dolly-v2-3b", "dolly-v2-7b", "dolly-v2-12b"],
    "Cerebras-GPT": ["cerebras-gpt-111m", "cerebras-gpt-1.3b", "cerebras-gpt-13b"],
    "Gemma": ["gemma-1-2b", "gemma-2-9b", "gemma-3-1b", "gemma-3-27b", "gemma-3n-e2b", "gemma-4-e4b"],
    "MPT": ["mpt-7b-chat", "mpt-7b-instruct"],
    "Falcon": ["falcon-7b"],
    "Korean": ["exaone-3.5-2.4b", "exaone-4.0-1.2b", "exaone-deep-7.8b", "kanana-1.5-8b", "ax-4.0-light",
               "hyperclovax-seed-1.5b", "midm-2.0-mini", "solar-10.7b"],
    "Today": ["qwen3-4b-2507", "qwen3.5-4b", "mistral-small-3.2", "smollm3-3b", "gpt-oss-20b", "granite-4.1-3b"],
}  # fmt: skip


def every_model() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("model", CATALOG.models, ids=list(MODELS))


def texts() -> list[tuple[str, str]]:
    about = [(model.about, model.about_ko) for model in CATALOG.models]
    licences = [(licence.summary, licence.summary_ko) for licence in CATALOG.licences]
    return about + licences + [(one.reason, one.reason_ko) for one in CATALOG.unavailable]


# ---- what it says


@pytest.mark.parametrize("family", ORIGINS)
def test_every_family_of_the_origins_is_listed(family: str) -> None:
    assert [model for model in ORIGINS[family] if model not in MODELS] == []


def test_ids_and_repositories_are_told_once() -> None:
    assert len(MODELS) == len(CATALOG.models)
    assert len({model.repository.casefold() for model in CATALOG.models}) == len(CATALOG.models)
    assert len({licence.id for licence in CATALOG.licences}) == len(CATALOG.licences)


@every_model()
def test_an_entry_names_what_there_is(model: CatalogModel) -> None:
    known = {family.name for family in families.families()} | {families.FILE}

    assert CATALOG.licence(model.licence) is not None
    assert model.architecture in CHAT_ARCHITECTURES
    assert model.template in known
    assert model.repository.count("/") == 1
    assert re.fullmatch(r"20\d\d-[01]\d", model.released)
    assert 0 < model.quality <= 100


@every_model()
def test_files_are_told_apart_and_grow(model: CatalogModel) -> None:
    sizes = [file.size for file in model.files]
    names = [file.pattern.replace("*", "") for file in model.files]

    assert sizes == sorted(set(sizes)) and sizes
    assert all(file.pattern.endswith(".gguf") for file in model.files)
    assert all(
        [file.matches(name) for file in model.files].count(True) == 1 for name in names if "[" not in name
    )
    for file in model.files:
        told = quantization_of(file.pattern.replace("[Mm][Xx][Ff][Pp]4", "MXFP4").replace("*", ""))
        assert quality_of(file.quantization)
        assert file.quantization.startswith(told) and told


@every_model()
def test_sizes_agree_with_parameters(model: CatalogModel) -> None:
    for file in model.files:
        low, high = BITS[file.quantization.removeprefix("UD-")]
        bits = 8 * file.size / model.parameters
        assert low < bits < high * (1.3 if model.parameters < 6e8 else 1), file.quantization


@pytest.mark.parametrize(("choice", "gigabytes"), PUBLISHED.items())
def test_sizes_of_well_known_files_are_right(choice: tuple[str, str], gigabytes: float) -> None:
    file = MODELS[choice[0]].file_for(choice[1])

    assert file is not None
    assert file.size / 1e9 == pytest.approx(gigabytes, rel=0.02)


@every_model()
def test_the_shape_makes_up_the_parameters(model: CatalogModel) -> None:
    shape = model.shape
    embeddings = shape.vocabulary * (shape.embedding + shape.token_values * shape.layers)
    kv = shape.kv_heads * shape.key_length
    attention = shape.embedding * 2 * (shape.heads * shape.key_length + kv)
    is_plain = model.architecture in {"gptneox", "gpt2", "mpt", "falcon"}
    feed_forward = (2 if is_plain else 3) * shape.embedding * shape.feed_forward
    experts = 3 * shape.embedding * shape.expert_feed_forward * shape.experts
    layers = shape.layers * (attention + (experts or feed_forward))

    assert model.parameters == pytest.approx(embeddings * (1 if shape.ties_output else 2) + layers, rel=0.3)
    assert model.parameters > 0.75 * layers


def test_both_languages_are_there_and_say_it_each_in_their_own_way() -> None:
    for english, korean in texts():
        assert english.isascii() or re.search(r"[“”]", english)
        assert re.search(r"[가-힣]", korean)
        assert english.endswith(".")
        assert korean.endswith(("다.", "시오."))
        assert not re.search(
            r"powerful|state-of-the-art|cutting-edge|leading|강력한|최첨단|혁신", english + korean
        )


@every_model()
def test_what_is_said_about_a_model_is_short(model: CatalogModel) -> None:
    assert 20 < len(model.about) <= 160
    assert 10 < len(model.about_ko) <= 160


@every_model()
def test_korean_models_are_marked(model: CatalogModel) -> None:
    assert ("korean" in model.skills) == (model.languages[0] == "ko")
    assert "completion" not in model.skills or "chat" not in model.skills


def test_licences_that_ask_are_those_that_ask() -> None:
    asking = {licence.id for licence in CATALOG.licences if licence.needs_acceptance}
    private = {licence.id for licence in CATALOG.licences if not licence.allows_commercial_use}

    assert asking >= {"llama2", "llama3", "llama3.1", "llama3.2", "llama3.3", "gemma", "exaone-1.2-nc"}
    assert not asking & {"apache-2.0", "mit"}
    assert private == {"llama1", "exaone-1.1-nc", "exaone-1.2-nc", "cc-by-nc-4.0", "cc-by-nc-sa-4.0"}
    assert all(licence.link.startswith("https://") for licence in CATALOG.licences)
    assert {model.licence for model in CATALOG.models} == {licence.id for licence in CATALOG.licences}


def test_no_historic_model_is_ranked_among_the_best() -> None:
    best = sorted(CATALOG.models, key=lambda model: -model.quality)[:40]

    assert not any(model.is_historic for model in best)


def test_the_page_on_models_tells_of_each_where_it_is_and_whether_that_is_sure() -> None:
    page = (Path(__file__).parents[2] / "docs" / "models.md").read_text("utf-8")
    rows = {row.split(" | ")[1]: row for row in page.splitlines() if row.startswith("| ")}

    for model in CATALOG.models:
        assert f"[{model.repository}](" in rows[model.name]
        assert rows[model.name].endswith("yes |" if model.is_confirmed else "**no** |")
        assert f"`{model.architecture}` " in rows[model.name] and f" {model.licence} " in rows[model.name]


# ---- looking up


def test_models_are_found_by_any_of_their_words() -> None:
    def ids(text: str) -> set[str]:
        return {model.id for model in CATALOG.find(text)}

    assert ids("") == set(MODELS)
    assert {"gemma-4-e4b", "gemma-3-4b"} <= ids("젬마")
    assert ids("QWEN 코딩") >= {"qwen2.5-coder-7b", "qwen3.5-9b"}
    assert ids("한국어 카카오") == {"kanana-2-3b", "kanana-1.5-2.1b", "kanana-1.5-8b"}
    assert ids("llama 3.1") == {"llama-3.1-8b"}
    assert ids("no such model") == set()


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("GPT-4", "gpt-oss-20b"),
        ("chatgpt", "gpt-oss-20b"),
        ("챗GPT", "gpt-oss-20b"),
        ("PaLM 2", "gemma-4-e4b"),
        ("LaMDA", "gemma-4-e4b"),
        ("Gemini Nano", "gemma-4-e4b"),
        ("제미나이", "gemma-4-e4b"),
        ("ELMAR", "granite-4.1-3b"),
        ("claude", "qwen3.5-9b"),
        ("HyperCLOVA X", "hyperclovax-seed-1.5b"),
        ("dolly-v1-6b", "dolly-v2-3b"),
        ("GPT-J 6B", "dolly-v2-3b"),
        ("KoGPT", "kanana-1.5-2.1b"),
    ],
)
def test_what_cannot_be_had_is_told_with_what_is_nearest(text: str, nearest: str) -> None:
    found = CATALOG.unavailable_for(text)

    assert found is not None
    assert found.nearest[0] == nearest


@pytest.mark.parametrize(
    "text", ["gpt-oss", "Cerebras-GPT", "KoGPT2", "dolly-v2-3b", "HyperCLOVAX-SEED", "gemma", ""]
)
def test_what_can_be_had_is_not_called_unavailable(text: str) -> None:
    assert CATALOG.unavailable_for(text) is None


def test_no_model_of_the_list_is_called_unavailable() -> None:
    named = [
        model.id for model in CATALOG.models if CATALOG.unavailable_for(f"{model.name} {model.repository}")
    ]

    assert named == []


def test_what_is_unavailable_points_to_models_of_the_list() -> None:
    for one in CATALOG.unavailable:
        assert one.nearest and all(CATALOG.model(model) for model in one.nearest)
        assert not set(one.architectures) & CHAT_ARCHITECTURES


def test_a_file_of_an_architecture_that_does_not_run_is_explained() -> None:
    found = CATALOG.unavailable_for_architecture("gptj")

    assert found is not None
    assert found.nearest == ("dolly-v2-3b", "dolly-v2-7b")
    assert CATALOG.unavailable_for_architecture("llama") is None


@pytest.mark.parametrize(
    ("file", "model"),
    [
        ("llama-2-7b-chat.Q4_0.gguf", "llama-2-7b-chat"),
        ("Meta-Llama-3.1-8B-Instruct-IQ4_XS.gguf", "llama-3.1-8b"),
        ("Qwen3.6-35B-A3B-UD-Q4_K_XL.gguf", "qwen3.6-35b-a3b"),
        ("qwen2.5-7b-instruct-q4_k_m-00001-of-00002.gguf", "qwen2.5-7b"),
        ("folder/google_gemma-3-4b-it-Q4_K_M.gguf", "gemma-3-4b"),
        ("C:\\models\\phi-4-Q6_K.gguf", "phi-4"),
        ("gpt-oss-20b-MXFP4.gguf", "gpt-oss-20b"),
    ],
)
def test_a_file_is_known_by_its_name_whoever_quantized_it(file: str, model: str) -> None:
    found = CATALOG.entry_for(file_name=file)

    assert found is not None
    assert found.id == model


@pytest.mark.parametrize(
    "file", ["ggml-model-q4_k.gguf", "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf", "x.gguf", ""]
)
def test_a_file_whose_name_says_nothing_belongs_to_no_model(file: str) -> None:
    assert CATALOG.entry_for(file_name=file) is None


def test_every_model_is_known_by_its_repository_and_its_own_files() -> None:
    for model in CATALOG.models:
        assert CATALOG.entry_for(repository=model.repository.upper()) == model
        for file in model.files:
            name = file.pattern.replace("[Mm][Xx][Ff][Pp]4", "mxfp4").replace("*", "")
            assert file.matches(f"folder/{name}")
            assert CATALOG.entry_for(file_name=name) in ({model} if "ggml-model" not in name else {None})


# ---- the header it stands for


def shrunk(model: CatalogModel) -> CatalogModel:
    """The model with heads of two values, so that a file of its shape is small."""
    shape = replace(model.shape, embedding=2 * model.shape.heads, key_length=2, vocabulary=100)
    return replace(model, shape=shape, context_length=32768)


@pytest.mark.parametrize(
    "model",
    [
        model
        for model in CATALOG.models
        if model.architecture in ARCHITECTURES
        and model.architecture != "gemma3n"  # a table of megabytes a layer
    ],
    ids=lambda model: model.id,
)
def test_the_kv_cache_of_an_entry_is_that_of_a_file_of_its_shape(tmp_path: Path, model: CatalogModel) -> None:
    small = shrunk(model)
    shape, rule = small.shape, SLIDING.get(model.architecture)
    extra = {}
    if shape.sliding_window and not LAYOUTS[model.architecture].is_sliding:
        extra = {f"{model.architecture}.attention.sliding_window": shape.sliding_window}
    path = tiny(
        tmp_path / "x.gguf",
        model.architecture,
        layers=shape.layers,
        embedding=shape.embedding,
        feed_forward=2,
        heads=shape.heads,
        kv_heads=shape.kv_heads,
        context=32768,
        sliding_window=shape.sliding_window,
        sliding_pattern=rule.period if rule else 1,
        extra=extra,
    )
    real, told = read_header(path), small.header(small.files[0])

    assert told.layers == real.layers
    for context in (2048, 32768):
        assert kv_bytes(told, context, "f16") == kv_bytes(real, context, "f16") > 0


@pytest.mark.parametrize(
    ("model", "context", "kibibytes"),
    [
        ("llama-2-7b-chat", 4096, 4096 * 512),
        ("llama-3.1-8b", 8192, 8192 * 128),
        ("qwen2.5-7b", 8192, 8192 * 56),
        ("qwen3.5-9b", 8192, 8192 * 32 + 24 * 548_864 * 4 // 1024),
        ("gemma-4-12b", 32768, 32768 * 16 + (1024 + 128) // 256 * 256 * 320 + 256 * 320),
    ],
)
def test_the_kv_cache_is_what_public_notes_say(model: str, context: int, kibibytes: int) -> None:
    entry = MODELS[model]

    assert kv_bytes(entry.header(entry.files[0]), context, "f16") / 1024 == kibibytes


@every_model()
def test_a_header_accounts_for_the_whole_file(model: CatalogModel) -> None:
    for file in model.files:
        header = model.header(file)
        assert header.tensor_bytes == file.size
        assert 0 <= header.lookup_bytes <= header.output_bytes < file.size
        assert header.expert_bytes + header.output_bytes < 1.1 * file.size
        assert len(header.layers) == model.shape.layers


def test_shared_layers_keep_nothing_of_the_context() -> None:
    model = MODELS["gemma-4-e4b"]
    layers = model.header(model.files[0]).layers

    assert [layer.kv_heads for layer in layers] == [2] * 24 + [0] * 18
    assert [layer.key_length for layer in layers[:6]] == [256] * 5 + [512]


# ---- reading it


def minimal(**changes: object) -> bytes:
    content = {"licences": [], "models": [], **changes}
    return msgspec.toml.encode(content)


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_bytes(minimal())

    assert load_catalog(tmp_path / "catalog.toml") == Catalog((), ())


@pytest.mark.parametrize("content", [b"", b"\xff", b"models = 3", minimal(colours=["red"])])
def test_a_list_that_cannot_be_read_is_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "catalog.toml").write_bytes(content)

    with pytest.raises(FaultError) as caught:
        load_catalog(tmp_path / "catalog.toml")

    assert caught.value.fault.code == "catalog_missing"


def test_a_list_that_is_missing_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultError) as caught:
        load_catalog(tmp_path / "catalog.toml")

    assert caught.value.fault.code == "catalog_missing"


def test_parts_of_a_split_file_are_of_one_choice() -> None:
    file = CatalogFile("Q4_K_M", "big-q4_k_m*.gguf", 1)

    assert file.matches("folder/big-q4_k_m-00002-of-00003.gguf")
    assert not file.matches("big-q5_k_m-00001-of-00003.gguf")


def test_a_shape_needs_no_more_than_its_sizes() -> None:
    shape = Shape(2, 64, 128, 4, 2, 16, 100)

    assert (shape.sliding_window, shape.experts, shape.ties_output) == (0, 0, False)
