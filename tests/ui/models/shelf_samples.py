"""What a Models window is told in tests: a library, a catalog, downloads and finds of the hub."""

from desktop_chat.engine.protocol import LoadPlan
from desktop_chat.faults import Fault
from desktop_chat.models.catalog import CatalogFile, CatalogModel, Licence, Shape, Unavailable
from desktop_chat.models.fit import Fit, Part
from desktop_chat.models.hub.download import Download, DownloadRequest, Progress
from desktop_chat.models.hub.listing import HubFile, ModelFiles, Repository, RepositorySummary
from desktop_chat.models.library import KnownModel, ModelSettings
from desktop_chat.models.recommend import Recommendation
from desktop_chat.ui.models.entries import EntryKey

GB = 1_000_000_000
SHAPE = Shape(32, 4096, 14336, 32, 8, 128, 128256)

APACHE = Licence(
    "apache-2.0",
    "Apache 2.0",
    "https://www.apache.org/licenses/LICENSE-2.0",
    "Free to use, also for business.",
    "사업용으로도 자유롭게 쓸 수 있습니다.",
)
LLAMA = Licence(
    "llama-3.1",
    "Llama 3.1 Community License",
    "https://www.llama.com/llama3_1/license/",
    "Free to use up to 700 million users a month, with rules on what it may be used for.",
    "월 사용자 7억 명까지 자유롭게 쓸 수 있으며, 사용 목적에 대한 규칙이 있습니다.",
    needs_acceptance=True,
)
RESEARCH = Licence(
    "research", "For research only", "", "Not for business.", "사업용으로 쓸 수 없습니다.",
    allows_commercial_use=False,
)  # fmt: skip


def catalog_model(name, *, parameters=8_000_000_000, licence=APACHE, **more):
    values = {
        "id": name.lower().replace(" ", "-"),
        "family": name.split()[0],
        "name": name,
        "maker": "Alibaba",
        "about": "A small all-rounder that answers in many languages and explains well.",
        "about_ko": "여러 언어로 대답하고 설명을 잘하는 작은 만능 모델입니다.",
        "repository": f"makers/{name.replace(' ', '-')}-GGUF",
        "licence": licence.id,
        "languages": ("en", "ko"),
        "skills": ("chat", "korean", "writing"),
        "parameters": parameters,
        "context_length": 32768,
        "architecture": "qwen3",
        "shape": SHAPE,
        "files": (
            CatalogFile("Q3_K_M", f"{name}*Q3_K_M.gguf", parameters // 2 - GB // 10),
            CatalogFile("Q4_K_M", f"{name}*Q4_K_M.gguf", parameters * 6 // 10),
            CatalogFile("Q8_0", f"{name}*Q8_0.gguf", parameters * 11 // 10),
        ),
        "released": "2025-04",
        "source": "Qwen/Qwen3",
    }
    return CatalogModel(**(values | more))


def fit(verdict="fits", *, needed=5 * GB, free=12 * GB, total=16 * GB, rate=12.0, longest=16384):
    plan = LoadPlan(
        8192, weights_bytes=needed * 7 // 10, kv_bytes=needed * 2 // 10, compute_bytes=needed // 20
    )
    parts = (
        Part("weights", plan.weights_bytes),
        Part("context", plan.kv_bytes),
        Part("working_memory", plan.compute_bytes),
        Part("app", needed - plan.total_bytes),
    )
    advice = ("close_programs",) if verdict == "tight" else ()
    return Fit(plan, verdict, needed, free, longest, 9 * GB, total, rate, parts, advice=advice)


QWEN = catalog_model("Qwen3 8B", parameters=8_200_000_000)
EXAONE = catalog_model("EXAONE 4.0 1.2B", parameters=1_280_000_000, maker="LG AI Research", licence=RESEARCH)
LLAMA_8B = catalog_model(
    "Llama 3.1 8B Instruct", maker="Meta", licence=LLAMA, is_gated=True, languages=("en", "de", "fr", "es")
)
ALPACA = catalog_model("Alpaca 7B", maker="Stanford", is_historic=True, parameters=6_740_000_000)
CATALOG = (QWEN, EXAONE, LLAMA_8B, ALPACA)
LICENCES = (APACHE, LLAMA, RESEARCH)
UNAVAILABLE = (
    Unavailable(
        "GPT-4",
        (r"\bgpt-?4", "chatgpt"),
        "OpenAI keeps it to itself, so it cannot run on a PC. The nearest one that can:",
        "OpenAI가 공개하지 않아 PC에서 쓸 수 없습니다. 가장 가까운 모델:",
        ("qwen3-8b",),
    ),
)


def fits_of(model, *verdicts):
    return {file.pattern: fit(one, needed=file.size) for file, one in zip(model.files, verdicts, strict=True)}


OFFERS = [
    Recommendation(QWEN, QWEN.files[1], fit(), "best"),
    Recommendation(EXAONE, EXAONE.files[2], fit(needed=2 * GB, rate=40.0), "korean"),
]

SMALL = KnownModel(
    "/models/qwen2.5-7b-instruct-q4_k_m.gguf",
    "Qwen2.5 7B Instruct",
    4_683_000_000,
    "qwen2",
    "Q4_K_M",
    7_620_000_000,
    32768,
    last_used=1_780_000_000.0,
    place="own",
    notes="Answers best in Korean.",
    settings=ModelSettings(context_tokens=8192, temperature=0.3),
    reply_rate=9.4,
    copies=("/home/a/.lmstudio/models/qwen2.5-7b-instruct-q4_k_m.gguf",),
    repository="Qwen/Qwen2.5-7B-Instruct-GGUF",
)
OLLAMA = KnownModel(
    "/home/a/.ollama/models/blobs/sha256-00e1317cbf74d901080d7100f57580ba8dd8de57203072dc6f668324ba545f29",
    "llama3.2:3b",
    2_019_000_000,
    "llama",
    "Q4_K_M",
    3_210_000_000,
    131072,
    last_used=1_779_000_000.0,
    place="ollama",
)
GONE = KnownModel(
    "/media/usb/vicuna-7b.Q5_K_M.gguf", "Vicuna 7B", 4_780_000_000, "llama", "Q5_K_M", exists=False
)
CHANGED = KnownModel(
    "/models/tiny.gguf", "", 638_000_000, "llama", "Q4_0", 1_100_000_000, 2048, has_changed=True
)
INSTALLED = [SMALL, OLLAMA, CHANGED, GONE]


def download(name, state="running", *, done=1_200_000_000, size=4_100_000_000, **more):
    files = (HubFile(f"{name}-Q4_K_M.gguf", size),)
    request = DownloadRequest(
        f"makers/{name.replace(' ', '-')}-GGUF",
        files,
        name,
        quantization="Q4_K_M",
        catalog_id=more.pop("catalog_id", ""),
    )
    return Download(f"id-{name}", request, state, done, size, **more)


RUNNING = download("Gemma 3 4B")
QUEUED = download("Phi-4 mini", "queued", done=0, size=2_500_000_000)
FAILED = download(
    "EXAONE", "failed", fault=Fault("hub_unreachable", {"host": "hub.example", "reason": "timed out"})
)
DOWNLOADS = (RUNNING, QUEUED, FAILED)
PROGRESS = Progress(1_300_000_000, 4_100_000_000, 12_000_000.0, 233.0)

SUMMARY = RepositorySummary(
    "bartowski/Qwen3-14B-GGUF", 1_234_567, 321, 1_775_000_000.0, "apache-2.0", "open", ("en", "ko"),
    14_800_000_000, "qwen3",
)  # fmt: skip
GATED = RepositorySummary(
    "google/gemma-3-4b-it-qat-q4_0-gguf", 45_678, 120, 1_765_000_000.0, "gemma", "manual"
)
FOUND = (SUMMARY, GATED)


def repository(
    summary=SUMMARY, names=("Q2_K", "Q3_K_M", "Q4_K_S", "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "F16")
):
    choices = tuple(
        ModelFiles(name, (HubFile(f"{summary.name}-{name}.gguf", (5 + 2 * at) * GB),))
        for at, name in enumerate(names)
    )
    return Repository(summary, "abc123", choices, base_models=("Qwen/Qwen3-14B",))


QWEN_KEY = EntryKey("catalog", QWEN.id)
SMALL_KEY = EntryKey("installed", SMALL.path)
