"""Small real vocabularies: an SPM-like and a byte-level BPE one, both exact for any UTF-8 text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gguf import TokenType

SPM_PIECES = (
    *(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"),
    "th", "he", "in", "er", "an", "re", "on", "at", "en", "nd", "ing",
    " t", " a", " th", " the", " an", " and",
    *"가고그기나는다대도로를리만서수시아에은을의이인있자정지하한안녕요세어",
    "안녕", "하세", "하세요", "합니", "니다", "합니다", "습니다", "니", "합", "습",
)  # fmt: skip
BPE_MERGES = (
    "th", "he", "in", "er", "ing", " t", " a", " th", " the",
    "안", "녕", "하", "세", "요", "한", "국", "안녕", "하세", "하세요",
)  # fmt: skip
BYTES = tuple(f"<0x{byte:02X}>" for byte in range(256))


@dataclass(frozen=True)
class Specials:
    """The special tokens of a real vocabulary, and what its tokenizer puts before a text."""

    bos: str
    eos: str  # may be the same token
    control: tuple[str, ...] = ()
    text: tuple[str, ...] = ()  # tokens of their own that are shown, as GGUF's user-defined ones
    eot: str = ""  # the end of a turn, where the file names it
    adds_bos: bool | None = None  # None: as the tokenizer's kind does
    adds_space: bool = False


SPM_CHATML = Specials("<s>", "</s>", ("<|im_start|>", "<|im_end|>"))
BPE_CHATML = Specials("<|endoftext|>", "<|endoftext|>", ("<|im_start|>", "<|im_end|>"))


@dataclass
class Vocabulary:
    """Tokens with their scores and types, as the keys of `tokenizer.ggml` hold them."""

    model: str
    pre: str
    tokens: list[str] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    bos: int = 1
    eos: int = 2
    eot: int | None = None
    adds_bos: bool = True
    adds_space: bool = False

    def add(self, token: str, kind: TokenType, score: float = 0.0) -> int:
        """Add a token and give its id; llama.cpp aborts on a token that is there twice."""
        self.tokens.append(token)
        self.types.append(int(kind))
        self.scores.append(score)
        return len(self.tokens) - 1

    def add_specials(self, specials: Specials) -> None:
        """Add special tokens that are not there yet, and say which of them begin and end."""
        for kind, tokens in (
            (TokenType.CONTROL, (specials.bos, specials.eos, specials.eot, *specials.control)),
            (TokenType.USER_DEFINED, specials.text),
        ):
            for token in tokens:
                if token and token not in self.tokens:
                    self.add(token, kind)
        self.bos, self.eos = self.tokens.index(specials.bos), self.tokens.index(specials.eos)
        self.eot = self.tokens.index(specials.eot) if specials.eot else None
        self.adds_bos = self.adds_bos if specials.adds_bos is None else specials.adds_bos
        self.adds_space = specials.adds_space

    def is_special(self, token: str) -> bool:
        """Whether a text is one of the special tokens."""
        special = (TokenType.CONTROL, TokenType.USER_DEFINED)
        return token in self.tokens and self.types[self.tokens.index(token)] in special

    def written(self, piece: bytes) -> str:
        """Give how this vocabulary writes a piece of text; an SPM one can write whole characters only."""
        if self.model == "llama":
            return piece.decode().replace(" ", "▁")
        letters = byte_letters()
        return "".join(letters[byte] for byte in piece)

    def __len__(self) -> int:
        return len(self.tokens)


def vocabulary_of(tokenizer: str, specials: Specials | None = None) -> Vocabulary:
    """A vocabulary of a kind: "spm", or the pre-tokenizer of a BPE one."""
    if tokenizer == "spm":
        return spm_vocabulary(specials=specials or SPM_CHATML)
    return bpe_vocabulary(tokenizer, specials or BPE_CHATML)


def spm_vocabulary(extra: Iterable[str] = (), specials: Specials = SPM_CHATML) -> Vocabulary:
    """A Llama-like vocabulary: special tokens, 256 byte tokens, pieces, and `extra` pieces after them."""
    vocabulary = Vocabulary("llama", "default")
    vocabulary.add("<unk>", TokenType.UNKNOWN)
    vocabulary.add(specials.bos, TokenType.CONTROL)
    vocabulary.add(specials.eos, TokenType.CONTROL)
    for token in BYTES:
        vocabulary.add(token, TokenType.BYTE)
    vocabulary.add_specials(specials)
    pieces = dict.fromkeys(piece.replace(" ", "▁") for piece in (*SPM_PIECES, *extra))
    for rank, piece in enumerate(pieces):
        vocabulary.add(piece, TokenType.NORMAL, -float(rank))
    return vocabulary


def byte_letters() -> dict[int, str]:
    """The printable letter that stands for each byte in a GPT-2 vocabulary."""
    printable = [byte for byte in range(256) if chr(byte).isprintable() and chr(byte) != " "]
    letters = {byte: chr(byte) for byte in printable}
    others = (byte for byte in range(256) if byte not in letters)
    return letters | {byte: chr(256 + place) for place, byte in enumerate(others)}


def bpe_vocabulary(pre: str = "gpt-2", specials: Specials = BPE_CHATML) -> Vocabulary:
    """A byte-level BPE vocabulary: 256 bytes, the merges that build some pieces, and special tokens."""
    vocabulary = Vocabulary("gpt2", pre, adds_bos=False)
    letters = byte_letters()
    for byte in range(256):
        vocabulary.add(letters[byte], TokenType.NORMAL)
    for piece in BPE_MERGES:
        _merge_up(vocabulary, [letters[byte] for byte in piece.encode()])
    vocabulary.add_specials(specials)
    return vocabulary


def _merge_up(vocabulary: Vocabulary, letters: list[str]) -> None:
    whole = letters[0]
    for letter in letters[1:]:
        merge, whole = f"{whole} {letter}", whole + letter
        if whole not in vocabulary.tokens:
            vocabulary.merges.append(merge)
            vocabulary.add(whole, TokenType.NORMAL)
