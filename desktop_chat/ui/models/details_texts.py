"""What the details of an entry say: head, chips and facts, built from what the window was told."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_chat.models.catalog import CatalogModel, Licence
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.hub.listing import RepositorySummary
from desktop_chat.models.library import KnownModel
from desktop_chat.ui.models import words
from desktop_chat.ui.models.details_head import Chip
from desktop_chat.ui.models.entries import EntryKey, Shelf
from desktop_chat.ui.sentences import file_size, parameter_count

_MOST_LANGUAGES = 6


class Head(NamedTuple):
    """The texts at the top of the details."""

    title: str
    facts: str = ""
    about: str = ""
    chips: tuple[Chip, ...] = ()


class Fact(NamedTuple):
    """A line of the table of facts; one that is a path is cut in the middle where it is long."""

    name: str
    value: str
    is_path: bool = False


def head(shelf: Shelf, key: EntryKey) -> Head:
    """Say what an entry is."""
    if key.kind == "installed" and (known := shelf.known_model(key.id)) is not None:
        return _installed_head(shelf, known)
    if key.kind == "download" and (download := shelf.download(key.id)) is not None:
        model = shelf.catalog_model(key)
        request = download.request
        facts = words.joined(request.quantization, file_size(request.size), request.repository)
        return Head(request.title, facts, _about(model), _catalog_chips(shelf, model))
    if key.kind == "hub" and (summary := shelf.summary(key.id)) is not None:
        return _hub_head(shelf, summary)
    model = shelf.catalog_model(key)
    return _catalog_head(shelf, model) if model is not None else Head(key.id)


def facts(shelf: Shelf, key: EntryKey) -> list[Fact]:
    """Give what else is known of an entry."""
    if key.kind == "installed" and (known := shelf.known_model(key.id)) is not None:
        return _installed_facts(known, shelf.headers.get(key.id))
    if key.kind == "hub" and (summary := shelf.summary(key.id)) is not None:
        return _hub_facts(shelf, summary)
    model = shelf.catalog_model(key)
    return _catalog_facts(model) if model is not None else []


def licence_of(shelf: Shelf, key: EntryKey) -> Licence | None:
    """Give the terms of an entry, where the catalog knows them."""
    model = shelf.catalog_model(key)
    return shelf.licences.get(model.licence) if model is not None else None


def licence_summary(licence: Licence) -> str:
    """Say in a few words what a licence allows, in the language in use."""
    return licence.summary_ko if _is_korean() else licence.summary


def needs_consent(shelf: Shelf, key: EntryKey) -> bool:
    """Whether terms are to be read before the download, and were not accepted yet."""
    licence, model = licence_of(shelf, key), shelf.catalog_model(key)
    if licence is not None and licence.needs_acceptance and licence.id not in shelf.accepted:
        return True
    summary = shelf.summary(key.id) if key.kind == "hub" else None
    is_gated = summary.gate != "open" if summary is not None else model is not None and model.is_gated
    return is_gated and (model.repository if model else key.id) not in shelf.accepted


# ---- heads


def _installed_head(shelf: Shelf, known: KnownModel) -> Head:
    model = shelf.catalog.get(known.catalog_id)
    title = known.title
    line = words.joined(
        model.maker if model else "",
        parameter_count(known.parameters),
        known.quantization,
        file_size(known.size_bytes),
    )
    chips = _catalog_chips(shelf, model) if model else ()
    if not chips and known.licence:
        chips = (Chip(known.licence),)
    place = words.place(known.place)
    return Head(title, line, _about(model), (*((Chip(place),) if place else ()), *chips))


def _catalog_head(shelf: Shelf, model: CatalogModel) -> Head:
    line = words.joined(
        model.maker,
        model.family if model.family.casefold() not in model.name.casefold() else "",
        parameter_count(model.parameters),
        words.month(model.released),
    )
    return Head(model.name, line, _about(model), _catalog_chips(shelf, model))


def _hub_head(shelf: Shelf, summary: RepositorySummary) -> Head:
    line = words.joined(
        summary.owner,
        parameter_count(summary.parameters),
        f"↓ {words.count(summary.downloads)}",
        f"♥ {words.count(summary.likes)}",
        words.day(summary.updated_at) if summary.updated_at else "",
    )
    repository = shelf.repositories.get(summary.id)
    licence = Chip(summary.licence, link=repository.licence_link if repository else "")
    chips = [*_language_chips(summary.languages), *([licence] if summary.licence else [])]
    if summary.gate != "open":
        chips.append(Chip(QCoreApplication.translate("ModelDetails", "Asks for consent"), "warning"))
    return Head(summary.name, line, "", tuple(chips))


def _about(model: CatalogModel | None) -> str:
    if model is None:
        return ""
    return model.about_ko if _is_korean() else model.about


def _catalog_chips(shelf: Shelf, model: CatalogModel | None) -> tuple[Chip, ...]:
    if model is None:
        return ()
    chips = [*_language_chips(model.languages), *(Chip(words.skill(one)) for one in model.skills)]
    licence = shelf.licences.get(model.licence)
    if licence is not None:
        chips.append(Chip(licence.name, link=licence.link))
    if licence is not None and not licence.allows_commercial_use:
        text = QCoreApplication.translate("ModelDetails", "Not for commercial use")
        chips.append(Chip(text, "warning"))
    if model.is_gated:
        chips.append(Chip(QCoreApplication.translate("ModelDetails", "Asks for consent"), "warning"))
    if model.is_historic:
        chips.append(Chip(QCoreApplication.translate("ModelDetails", "Of historic interest"), "warning"))
    return tuple(chips)


def _language_chips(codes: tuple[str, ...]) -> list[Chip]:
    chips = [Chip(words.language(code)) for code in codes[:_MOST_LANGUAGES]]
    rest = len(codes) - _MOST_LANGUAGES
    if rest > 0:
        text = QCoreApplication.translate("ModelDetails", "and {count} more", "languages")
        chips.append(Chip(text.format(count=rest)))
    return chips


# ---- facts


def _installed_facts(known: KnownModel, header: GgufHeader | None) -> list[Fact]:
    found = [
        _measured_speed(known),
        Fact(QCoreApplication.translate("ModelDetails", "Last used"), words.day(known.last_used)),
        *_file_facts(known, header),
        Fact(QCoreApplication.translate("ModelDetails", "File"), known.path, is_path=True),
    ]
    copies = QCoreApplication.translate("ModelDetails", "The same model is also here")
    found += [Fact(copies if at == 0 else "", path, is_path=True) for at, path in enumerate(known.copies)]
    if known.repository:
        found.append(Fact(QCoreApplication.translate("ModelDetails", "Downloaded from"), known.repository))
    if known.licence:
        found.append(Fact(QCoreApplication.translate("ModelDetails", "Licence"), known.licence))
    return found


def _measured_speed(known: KnownModel) -> Fact:
    name = QCoreApplication.translate("ModelDetails", "Speed on this PC")
    if not known.reply_rate:
        return Fact(name, QCoreApplication.translate("ModelDetails", "Not measured yet"))
    rate = QLocale().toString(known.reply_rate, "f", 1)
    text = QCoreApplication.translate("ModelDetails", "{words} ({rate} tokens a second)")
    return Fact(name, text.format(words=words.words_a_second(known.reply_rate), rate=rate))


def _file_facts(known: KnownModel, header: GgufHeader | None) -> list[Fact]:
    layers = str(len(header.layers)) if header else "…"
    return [
        Fact(QCoreApplication.translate("ModelDetails", "Architecture"), known.architecture),
        Fact(QCoreApplication.translate("ModelDetails", "Parameters"), parameter_count(known.parameters)),
        Fact(QCoreApplication.translate("ModelDetails", "Layers"), layers),
        _trained_context(known.context_length),
        Fact(QCoreApplication.translate("ModelDetails", "Quantization"), known.quantization),
    ]


def _catalog_facts(model: CatalogModel) -> list[Fact]:
    return [
        Fact(QCoreApplication.translate("ModelDetails", "Architecture"), model.architecture),
        Fact(QCoreApplication.translate("ModelDetails", "Parameters"), parameter_count(model.parameters)),
        Fact(QCoreApplication.translate("ModelDetails", "Layers"), str(model.shape.layers)),
        _trained_context(model.context_length),
        Fact(QCoreApplication.translate("ModelDetails", "Files from"), model.repository),
        Fact(QCoreApplication.translate("ModelDetails", "Original"), model.source),
    ]


def _hub_facts(shelf: Shelf, summary: RepositorySummary) -> list[Fact]:
    repository = shelf.repositories.get(summary.id)
    bases = ", ".join(repository.base_models) if repository else ""
    return [
        Fact(QCoreApplication.translate("ModelDetails", "Architecture"), summary.architecture),
        Fact(QCoreApplication.translate("ModelDetails", "Parameters"), parameter_count(summary.parameters)),
        Fact(QCoreApplication.translate("ModelDetails", "Made from"), bases),
        Fact(QCoreApplication.translate("ModelDetails", "Files from"), summary.id),
    ]


def _trained_context(length: int) -> Fact:
    name = QCoreApplication.translate("ModelDetails", "Trained context")
    text = QCoreApplication.translate("ModelDetails", "{count} tokens")
    return Fact(name, text.format(count=words.tokens(length)) if length else "")


def _is_korean() -> bool:
    return QLocale().language() == QLocale.Language.Korean
