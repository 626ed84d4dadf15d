"""The lines of the Models window's list, built from what the window was told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QLocale

from desktop_chat.models.catalog import SKILL_WORDS, CatalogModel, Unavailable
from desktop_chat.models.fit import Fit
from desktop_chat.models.hub.download import Download, Progress
from desktop_chat.models.hub.listing import RepositorySummary
from desktop_chat.models.library import KnownModel
from desktop_chat.models.recommend import Recommendation
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.models import words
from desktop_chat.ui.models.choosing import best_choice
from desktop_chat.ui.models.download_texts import latest, state_text
from desktop_chat.ui.models.entries import EntryKey, Shelf
from desktop_chat.ui.sentences import file_size, parameter_count, sentence

Section = Literal["downloading", "installed", "recommended", "catalog", "hub"]
RowKind = Literal["heading", "entry", "offer", "download", "action", "note"]
RowAction = Literal["search", "retry", "settings"]


class Row(Struct, frozen=True):
    """One line as it is drawn; `mark` stands at its right in the colour of a theme's token."""

    kind: RowKind
    title: str
    facts: str = ""
    mark: str = ""
    token: str = "text_muted"
    badge: str = ""
    share: float | None = None  # of a download, from 0 to 1
    key: EntryKey | None = None
    action: RowAction | None = None
    searched: str = ""  # what typing looks through, in small letters

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(filter(None, (self.title, self.facts, self.badge, self.mark)))


def heading(section: Section, query: str = "") -> Row:
    """Name a section of the list."""
    titles = {
        "downloading": QCoreApplication.translate("ModelEntries", "Downloading"),
        "installed": QCoreApplication.translate("ModelEntries", "On this PC"),
        "recommended": QCoreApplication.translate("ModelEntries", "Recommended for this PC"),
        "catalog": QCoreApplication.translate("ModelEntries", "More models"),
        "hub": QCoreApplication.translate("ModelEntries", "From the hub"),
    }
    return Row("heading", f"{titles[section]}: “{query}”" if query else titles[section])


def rows_of(section: Section, shelf: Shelf) -> list[Row]:
    """Give the lines of a section of the shelf."""
    if section == "downloading":
        return [download_row(one, shelf.progress.get(one.id)) for one in shelf.unfinished()]
    if section == "installed":
        return [installed_row(model, is_resident=model.path in shelf.resident) for model in shelf.installed]
    if section == "recommended":
        return [offer_row(offer, shelf) for offer in shelf.offers]
    if section == "catalog":
        offered = {offer.model.id for offer in shelf.offers}
        rest = [model for model in shelf.catalog.values() if model.id not in offered]
        return [catalog_row(model, shelf) for model in sorted(rest, key=_by_family)]
    return [hub_row(summary) for summary in shelf.hub_found]


def row_of(key: EntryKey, shelf: Shelf) -> Row | None:
    """Give the line of a download or of a model of the catalog."""
    if key.kind == "download":
        download = shelf.download(key.id)
        return download_row(download, shelf.progress.get(key.id)) if download is not None else None
    model = shelf.catalog_model(key)
    return catalog_row(model, shelf) if model is not None else None


def installed_row(model: KnownModel, *, is_resident: bool) -> Row:
    """Show a model of this PC."""
    title = model.title
    facts = words.joined(parameter_count(model.parameters), model.quantization, file_size(model.size_bytes))
    mark, token = _state(model, is_resident=is_resident)
    badge = words.place(model.place)
    searched = _folded(title, facts, badge, model.architecture, Path(model.path).name, model.repository)
    key = EntryKey("installed", model.path)
    return Row("entry", title, facts, mark, token, badge, key=key, searched=searched)


def offer_row(offer: Recommendation, shelf: Shelf) -> Row:
    """Show a recommended model and why it is."""
    model = offer.model
    mark, token = _catalog_mark(model, shelf) or _fit_mark(offer.fit)
    key = EntryKey("catalog", model.id)
    return Row(
        "offer", model.name, words.reason(offer.reason), mark, token, key=key, searched=_catalog_text(model)
    )


def catalog_row(model: CatalogModel, shelf: Shelf) -> Row:
    """Show a model of the catalog."""
    key = EntryKey("catalog", model.id)
    languages = ", ".join(words.language(code) for code in model.languages[:2])
    facts = words.joined(model.maker, parameter_count(model.parameters), languages)
    choice = best_choice(shelf, key)
    fit = shelf.fit(key, choice.name) if choice else None
    mark, token = _catalog_mark(model, shelf) or (_fit_mark(fit) if fit else ("", "text_muted"))
    return Row("entry", model.name, facts, mark, token, key=key, searched=_catalog_text(model))


def hub_row(summary: RepositorySummary) -> Row:
    """Show a repository of the hub."""
    facts = words.joined(
        summary.owner,
        f"↓ {words.count(summary.downloads)}",
        f"♥ {words.count(summary.likes)}",
        words.day(summary.updated_at) if summary.updated_at else "",
    )
    gated = "" if summary.gate == "open" else QCoreApplication.translate("ModelEntries", "Asks for consent")
    searched = _folded(summary.id, summary.architecture, summary.licence)
    return Row(
        "entry", summary.name, facts, gated, "warning", key=EntryKey("hub", summary.id), searched=searched
    )


def download_row(download: Download, progress: Progress | None) -> Row:
    """Show a download and how far it is."""
    title = words.joined(download.request.title, download.request.quantization)
    token = "danger" if download.state == "failed" else "text_muted"
    return Row(
        "download",
        title,
        download_status(download, progress),
        token=token,
        share=done_share(download, progress),
        key=EntryKey("download", download.id),
        searched=_folded(title, download.request.repository),
    )


def download_status(download: Download, progress: Progress | None) -> str:
    """Say in a line what a download is doing."""
    now = latest(download, progress)
    amount = words.amount_of(now.done_bytes, now.total_bytes)
    if download.state == "running":
        rate = words.rate(now.rate) if now.rate else ""
        left = words.time_left(now.seconds_left) if now.seconds_left is not None else ""
        return words.joined(amount, rate, left)
    if download.state == "queued" and not now.done_bytes:
        amount = file_size(now.total_bytes)
    return words.joined(_state_word(download), amount)


def done_share(download: Download, progress: Progress | None) -> float:
    """Give how much of a download is there, from 0 to 1."""
    now = latest(download, progress)
    return now.done_bytes / now.total_bytes if now.total_bytes else 0.0


def note(text: str, *, token: str = "text_muted") -> Row:
    """Say something in the list."""
    return Row("note", text, token=token)


def hub_status(shelf: Shelf) -> list[Row]:
    """Say what the search of the hub is doing where it has found nothing."""
    if shelf.hub_state == "searching":
        return [note(QCoreApplication.translate("ModelEntries", "Searching the hub…"))]
    if shelf.hub_state == "failed" and shelf.hub_fault is not None:
        return [note(sentence(shelf.hub_fault)), _way_out(shelf)]
    if shelf.hub_state == "found" and not shelf.hub_found:
        return [
            note(
                QCoreApplication.translate(
                    "ModelEntries", "The hub has nothing for this. Try fewer or other words."
                )
            )
        ]
    return []


def search_row(text: str) -> Row:
    """Offer to search the hub for a text."""
    if not text:
        return Row("action", QCoreApplication.translate("ModelEntries", "Browse the hub"), action="search")
    title = QCoreApplication.translate("ModelEntries", "Search the hub for “{text}”").format(text=apart(text))
    return Row("action", title, action="search")


def offline_rows() -> list[Row]:
    """Say that the hub is not asked, and offer to change that."""
    return [
        note(
            QCoreApplication.translate(
                "ModelEntries", "The app is set to stay offline, so the hub is not searched."
            )
        ),
        _settings_row(),
    ]


def empty_library_note() -> Row:
    """Say what to do without a model."""
    return note(
        QCoreApplication.translate(
            "ModelEntries", "No model yet. Download one of those below, or open a file you have."
        )
    )


def nothing_here_note() -> Row:
    """Say that nothing of what is known matches."""
    return note(
        QCoreApplication.translate("ModelEntries", "Nothing on this PC or in the list of models matches.")
    )


def unavailable_rows(shelf: Shelf, text: str) -> list[Row]:
    """Say why a model that is looked for cannot run here, and show what is nearest."""
    found = next((one for one in shelf.unavailable if _is_meant(one, text)), None)
    if found is None:
        return []
    is_korean = QLocale().language() == QLocale.Language.Korean
    reason = found.reason_ko if is_korean else found.reason
    nearest = [shelf.catalog[name] for name in found.nearest if name in shelf.catalog]
    return [note(f"{found.name}: {reason}"), *(catalog_row(model, shelf) for model in nearest)]


def _is_meant(one: Unavailable, text: str) -> bool:
    return any(re.search(word, text.casefold()) for word in one.words)


def _way_out(shelf: Shelf) -> Row:
    if shelf.hub_fault is not None and shelf.hub_fault.code == "offline":
        return _settings_row()
    return Row("action", QCoreApplication.translate("ModelEntries", "Try again"), action="retry")


def _settings_row() -> Row:
    return Row("action", QCoreApplication.translate("ModelEntries", "Open the settings"), action="settings")


def _state(model: KnownModel, *, is_resident: bool) -> tuple[str, str]:
    if not model.exists:
        return QCoreApplication.translate("ModelEntries", "File missing"), "danger"
    if model.has_changed:
        return QCoreApplication.translate("ModelEntries", "File changed"), "warning"
    return (
        (QCoreApplication.translate("ModelEntries", "In memory"), "accent")
        if is_resident
        else ("", "text_muted")
    )


def _catalog_mark(model: CatalogModel, shelf: Shelf) -> tuple[str, str] | None:
    if shelf.download_of(EntryKey("catalog", model.id)):
        return QCoreApplication.translate("ModelEntries", "Downloading"), "accent"
    if shelf.copies_of(model.id):
        return QCoreApplication.translate("ModelEntries", "On this PC"), "accent"
    return None


def _fit_mark(fit: Fit) -> tuple[str, str]:
    return words.verdict(fit.verdict), words.VERDICT_SIGNS[fit.verdict][1]


def _state_word(download: Download) -> str:
    if download.state == "waiting" and download.retry_at:
        text = QCoreApplication.translate("ModelEntries", "Tries again at {time}")
        return text.format(time=words.clock(download.retry_at))
    return state_text(download.state)


def _by_family(model: CatalogModel) -> tuple[bool, str, int]:
    return model.is_historic, model.family.casefold(), model.parameters


def _catalog_text(model: CatalogModel) -> str:
    languages = map(words.language, model.languages)
    skills = map(words.skill, model.skills)
    common = (SKILL_WORDS[skill] for skill in model.skills)
    about = model.about_ko if QLocale().language() == QLocale.Language.Korean else model.about
    names = (model.name, *model.aliases, model.family, model.maker, parameter_count(model.parameters))
    return _folded(*names, about, *languages, *skills, *common, model.repository)


def _folded(*parts: str) -> str:
    return "\n".join(parts).casefold()
