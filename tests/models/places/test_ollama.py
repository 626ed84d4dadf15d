"""Layouts: manifest/paths.go and manifest/manifest.go in ollama/ollama; server/modelpath.go for the older one."""

import json
import sys
from pathlib import Path

import pytest

from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import Candidate
from desktop_chat.models.places.ollama import candidates

DIGEST = "60e05f2100071479f596b964f89f510f057ce397ea22f2833a0cfe029bfc2463"
PROJECTOR = "f" * 64


def pull(models: Path, name: str, digest: str = DIGEST, *, separator: str = "-") -> Path:
    """Lay down what `ollama pull` does: the manifest of a name, and its layers as blobs."""
    layers = [
        {"mediaType": "application/vnd.ollama.image.projector", "digest": f"sha256:{PROJECTOR}", "size": 4},
        {"mediaType": "application/vnd.ollama.image.model", "digest": f"sha256:{digest}", "size": 4},
        {"mediaType": "application/vnd.ollama.image.template", "digest": f"sha256:{'0' * 64}", "size": 4},
    ]
    config = {"mediaType": "application/vnd.docker.container.image.v1+json", "digest": "sha256:x", "size": 1}
    manifest = models / "manifests" / name
    manifest.parent.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps({"schemaVersion": 2, "config": config, "layers": layers}))
    blobs = models / "blobs"
    blobs.mkdir(exist_ok=True)
    for one in (PROJECTOR, digest):
        (blobs / f"sha256{separator}{one}").write_bytes(b"GGUF")
    return blobs / f"sha256{separator}{digest}"


def found(folders: Folders) -> list[Candidate]:
    return list(candidates(folders, lambda: False))


@pytest.mark.parametrize(
    ("manifest", "name", "repository"),
    [
        ("registry.ollama.ai/library/llama3.1/8b", "llama3.1:8b", ""),
        ("registry.ollama.ai/library/qwen2.5/latest", "qwen2.5:latest", ""),
        ("registry.ollama.ai/someone/kovicuna/7b", "someone/kovicuna:7b", ""),
        ("hf.co/owner/Name-GGUF/Q4_K_M", "hf.co/owner/Name-GGUF:Q4_K_M", "owner/Name-GGUF"),
        ("registry.example.org/team/model/v1", "registry.example.org/team/model:v1", ""),
    ],
)
def test_a_model_is_found_under_the_name_ollama_lists(folders, manifest, name, repository):
    blob = pull(folders.home / ".ollama" / "models", manifest)

    assert found(folders) == [Candidate(blob, name, repository)]


def test_two_names_of_one_blob_are_one_model_with_the_telling_name(folders):
    pull(folders.home / ".ollama" / "models", "registry.ollama.ai/library/llama3.1/latest")
    blob = pull(folders.home / ".ollama" / "models", "registry.ollama.ai/library/llama3.1/8b")

    assert found(folders) == [Candidate(blob, "llama3.1:8b")]


def test_the_variable_and_the_service_are_looked_into(folders, tmp_path):
    named = Folders(folders.home, {"OLLAMA_MODELS": str(tmp_path / "set")}, "linux", folders.root)
    one = pull(tmp_path / "set", "registry.ollama.ai/library/one/1b")
    two = pull(
        folders.root / "usr/share/ollama/.ollama/models", "registry.ollama.ai/library/two/2b", "a" * 64
    )

    assert found(named) == [Candidate(one, "one:1b"), Candidate(two, "two:2b")]


def test_the_service_is_one_of_linux(folders):
    pull(folders.root / "usr/share/ollama/.ollama/models", "registry.ollama.ai/library/two/2b")

    assert found(Folders(folders.home, {}, "darwin", folders.root)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="allows no colon in names")
def test_blobs_of_older_versions_are_found(folders):
    blob = pull(folders.home / ".ollama" / "models", "registry.ollama.ai/library/old/7b", separator=":")

    assert found(folders) == [Candidate(blob, "old:7b")]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        '{"layers": 3}',
        '{"layers": []}',
        '{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:../../secret"}]}',
        '{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:'
        + "1" * 64
        + '"}]}',
    ],
)
def test_a_manifest_that_names_no_blob_is_passed_over(folders, content):
    models = folders.home / ".ollama" / "models"
    blob = pull(models, "registry.ollama.ai/library/good/7b")
    bad = models / "manifests" / "registry.ollama.ai" / "library" / "bad" / "7b"
    bad.parent.mkdir()
    bad.write_text(content)

    assert [candidate.path for candidate in found(folders)] == [blob]


def test_stray_files_among_the_manifests_do_no_harm(folders):
    models = folders.home / ".ollama" / "models"
    blob = pull(models, "registry.ollama.ai/library/good/7b")
    for folder in ("manifests", "manifests/registry.ollama.ai", "manifests/registry.ollama.ai/library"):
        (models / folder / ".DS_Store").write_bytes(b"\0")

    assert [candidate.path for candidate in found(folders)] == [blob]
