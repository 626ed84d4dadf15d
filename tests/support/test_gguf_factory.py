from pathlib import Path

import pytest

from desktop_chat.models.gguf import read_header
from tests.support.bare_model import bare_model
from tests.support.gguf_factory import ARCHITECTURES, LLAMA2, SLOW, endless, llama2_shape, scripted, tiny
from tests.support.gguf_layouts import Shape

ANY_TEXT = "Hello, world!\n안녕하세요 뷁 쀍 🙂👩‍👩‍👧‍👦 é\t x  y\r\n\u3000끝 \U0010ffff"
REPLY = (
    "<think>Let me see.</think>\n\n**Hello** the the the 안녕하세요 🙂!\n```python\nprint('hi')\n```\nthe end"
)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_tiny_model_of_every_architecture_generates(tmp_path: Path, architecture: str) -> None:
    path = tiny(tmp_path / "model.gguf", architecture)

    with bare_model(path) as model:
        pieces, _ = model.reply("Hi <|im_start|>안녕", 20)

    assert len(set(pieces)) > 3
    assert path.stat().st_size < 1_500_000


@pytest.mark.parametrize("architecture", ["llama", "gptneox", "qwen2", "falcon", "mpt", "exaone"])
def test_any_text_survives_the_tokenizer(tmp_path: Path, architecture: str) -> None:
    with bare_model(tiny(tmp_path / "model.gguf", architecture)) as model:
        tokens = model.tokens(ANY_TEXT)

        assert b"".join(map(model.piece, tokens)).decode() == ANY_TEXT


@pytest.mark.parametrize("architecture", ["llama", "gptneox"])
def test_chat_marks_are_one_token_each(tmp_path: Path, architecture: str) -> None:
    with bare_model(tiny(tmp_path / "model.gguf", architecture)) as model:
        assert len(model.tokens("<|im_start|><|im_end|>")) == 2
        assert len(model.tokens("<|im_start|><|im_end|>", special=False)) > 2


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    one, two, other = (tmp_path / name for name in "abc")

    assert tiny(one, seed=1).read_bytes() == tiny(two, seed=1).read_bytes() != tiny(other).read_bytes()


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_scripted_model_says_its_reply_after_any_prompt(tmp_path: Path, architecture: str) -> None:
    with bare_model(scripted(tmp_path / "model.gguf", REPLY, architecture)) as model:
        for prompt in ("<|im_start|>user\nhi<|im_end|>\n", "the", "끝", "Hello the end."):
            pieces, ended = model.reply(prompt)

            assert b"".join(pieces).decode() == REPLY
            assert ended


def test_a_scripted_model_splits_characters_over_tokens_when_asked(tmp_path: Path) -> None:
    with bare_model(scripted(tmp_path / "model.gguf", "한 🙂", split_bytes=True)) as model:
        pieces, _ = model.reply("x")

    assert pieces == [bytes([byte]) for byte in "한 🙂".encode()]


def test_a_scripted_model_cuts_its_tokens_where_it_is_told(tmp_path: Path) -> None:
    with bare_model(scripted(tmp_path / "model.gguf", ["Hello wo", "rld, STO", "P here"])) as model:
        pieces, _ = model.reply("x")

    assert pieces == [b"Hello wo", b"rld, STO", b"P here"]


def test_a_long_scripted_reply_is_exact(tmp_path: Path) -> None:
    reply = " ".join(f"word{number}" for number in range(400))

    with bare_model(scripted(tmp_path / "model.gguf", reply), 1024) as model:
        pieces, ended = model.reply("x", 1000)

    assert b"".join(pieces).decode() == reply
    assert ended


def test_an_endless_model_repeats_itself(tmp_path: Path) -> None:
    with bare_model(endless(tmp_path / "model.gguf", "on and on, ")) as model:
        pieces, ended = model.reply("x", 200)

    assert b"".join(pieces).decode().startswith("on and on, on and on, on and on, ")
    assert not ended


def test_a_slow_model_takes_little_room_on_disk(tmp_path: Path) -> None:
    path = endless(tmp_path / "model.gguf", **SLOW)

    with bare_model(path, 256) as model:
        assert model.reply("x", 2)[0]
    assert path.stat().st_size > 100 * getattr(path.stat(), "st_blocks", 0) * 512


def test_llama2_shapes_have_the_real_numbers_of_weights() -> None:
    sizes = {
        name: shape.layers * (4 * shape.embedding**2 + 3 * shape.embedding * shape.feed_forward)
        for name, shape in LLAMA2.items()
    }

    assert {name: round(size / 1e9, 1) for name, size in sizes.items()} == {"7b": 6.5, "13b": 12.7}


def test_a_llama2_shape_speaks_and_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = Shape(layers=8, embedding=256, feed_forward=512, heads=8, kv_heads=8, context=4096)
    monkeypatch.setitem(LLAMA2, "small", small)
    path = llama2_shape(tmp_path / "model.gguf", "small")
    written = path.stat().st_mtime_ns

    with bare_model(path) as model:
        pieces, _ = model.reply("Hello world, 안녕하세요", 10)

    assert len(set(pieces)) > 3
    header = read_header(path)
    assert (header.quantization, header.vocabulary, len(header.layers)) == ("Q4_K_M", 32000, 8)
    assert llama2_shape(path, "small").stat().st_mtime_ns == written
