"""The details of one entry: what it is, whether it fits, which file to take, what to do with it."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.models.fit import Fit
from desktop_chat.models.library import KnownModel
from desktop_chat.ui.accessible_roles import describe_roles
from desktop_chat.ui.models.action_row import ActionRow
from desktop_chat.ui.models.actions import actions_of, copy_of
from desktop_chat.ui.models.choices import ChoiceList
from desktop_chat.ui.models.choosing import best_choice
from desktop_chat.ui.models.details_head import DetailsHead
from desktop_chat.ui.models.details_texts import facts, head, licence_of, licence_summary
from desktop_chat.ui.models.download_card import DownloadCard
from desktop_chat.ui.models.entries import Choice, EntryKey, Shelf
from desktop_chat.ui.models.facts import FactTable
from desktop_chat.ui.models.fit_card import FitCard
from desktop_chat.ui.models.own_part import OwnPart
from desktop_chat.ui.models.parts import heading, part
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.following_area import FollowingArea

_WIDEST = 720
_MARGIN = 4 * SPACING


class DetailsView(FollowingArea):
    """Shows one entry of the shelf and says what the user wants done with it.

    Signals:
        download_requested(EntryKey, str): download the choice with this name.
        again_requested(EntryKey): what could not be found out is to be asked again.
        chat_requested(str), folder_requested(str), remove_requested(str), template_requested(str): of the
            file at this path.
        notes_changed(str, str), settings_changed(str, ModelSettings): of the file at this path.
        link_chosen(str): open this address.
        settings_requested(): show the settings of the network.
    """

    download_requested = Signal(object, str)
    again_requested = Signal(object)
    chat_requested = Signal(str)
    folder_requested = Signal(str)
    remove_requested = Signal(str)
    template_requested = Signal(str)
    notes_changed = Signal(str, str)
    settings_changed = Signal(str, object)
    link_chosen = Signal(str)
    settings_requested = Signal()

    accessible_role = QAccessible.Role.Document

    def __init__(self, theme_manager: ThemeManager, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        describe_roles()
        self._theme_manager = theme_manager
        self._shelf = shelf
        self._key: EntryKey | None = None
        self._picked: dict[EntryKey, str] = {}  # choices of the user's own
        self._head = DetailsHead(theme_manager)
        self._actions = ActionRow(theme_manager)
        self.download_card = DownloadCard(theme_manager)
        self._fit = FitCard(theme_manager)
        self._choices_title = heading()
        self._choices = ChoiceList(theme_manager)
        self._looking = QLabel()
        self._looking.setProperty("tone", "muted")
        self._own: OwnPart | None = None  # built with the first model of this PC
        self._facts_title = heading()
        self._facts = FactTable()
        self._licence_title = heading()
        self._licence = QLabel()
        self._licence.setWordWrap(True)
        self._licence_link = QPushButton()
        self._licence_link.setProperty("kind", "link")
        self._licence_link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def key(self) -> EntryKey | None:
        """The entry shown."""
        return self._key

    def show_entry(self, key: EntryKey) -> None:
        """Show another entry, from its top."""
        self._key = key
        self.refresh()
        self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show what is known of the entry now."""
        if self._key is None:
            return
        shelf, key = self._shelf, self._key
        texts = head(shelf, key)
        self._head.show_texts(texts.title, texts.facts, texts.about, list(texts.chips))
        self._refresh_actions(key)
        self.refresh_fit()
        self._refresh_own(key)
        shown_facts = facts(shelf, key)
        self._facts.show_facts(shown_facts)
        self._facts_part.setVisible(any(fact.value for fact in shown_facts))
        self._refresh_licence(key)

    def refresh_fit(self) -> None:
        """Show how the choices fit, as far as it is known now."""
        key = self._key
        if key is None:
            return
        choices, choice = self._shelf.choices(key), self.choice()
        fit = self._fit_of(key, choice)
        self._fit.show_fit(fit, is_resident=key.kind == "installed" and key.id in self._shelf.resident)
        known = self._shelf.known_model(key.id) if key.kind == "installed" else None
        self._fit.setVisible(fit is not None or self._expects_fit(key, known))
        here = frozenset(one.name for one in choices if copy_of(self._shelf, key, one))
        current = choice.name if choice else ""
        self._choices.show_choices(choices, lambda name: self._shelf.fit(key, name), current, here)
        self._choices_part.setVisible(key.kind in ("catalog", "hub"))
        self._looking.setVisible(not choices and key not in self._shelf.faults)
        is_listed = key.id in self._shelf.repositories
        self._looking.setText(
            self.tr("It has no files this app can use.") if is_listed else self.tr("Looking at its files…")
        )

    def refresh_progress(self) -> None:
        """Show how far the download is."""
        download = self._shelf.download_of(self._key) if self._key else None
        if download is not None:
            self.download_card.show_progress(self._shelf.progress.get(download.id))

    def choice(self) -> Choice | None:
        """Give the file that is chosen now."""
        if self._key is None:
            return None
        picked = self._picked.get(self._key)
        choices = self._shelf.choices(self._key)
        chosen = next((choice for choice in choices if choice.name == picked), None)
        return chosen or best_choice(self._shelf, self._key)

    def do_main(self) -> None:
        """Do what the main button does."""
        key, choice = self._key, self.choice()
        if key is None:
            return
        known = self._shelf.known_model(key.id) if key.kind == "installed" else None
        copy = known or copy_of(self._shelf, key, choice)
        if self._shelf.download_of(key) is not None:
            self.download_card.do_main()
        elif copy is not None and copy.exists:
            self.chat_requested.emit(copy.path)
        elif copy is None and not self._shelf.is_offline:
            self._ask_for(key, choice)

    def _ask_for(self, key: EntryKey, choice: Choice | None) -> None:
        if choice is not None:
            self.download_requested.emit(key, choice.name)
        elif key in self._shelf.faults:
            self.again_requested.emit(key)

    def flush(self) -> None:
        """Tell now what was typed last."""
        if self._own is not None:
            self._own.flush()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self.setAccessibleName(self.tr("About this model"))
        self._choices_title.setText(self.tr("Choose a file"))
        self._facts_title.setText(self.tr("Facts"))
        self._licence_title.setText(self.tr("Licence"))
        self._licence_link.setText(self.tr("Read the licence"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language or text size."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange and self.widget() is not None:
            self._limit_width()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the width for the text size in use."""
        self._limit_width()
        super().showEvent(event)

    def _expects_fit(self, key: EntryKey, known: KnownModel | None) -> bool:
        """Whether it is being found out what an entry needs; of gated files it is not before the download."""
        if key in self._shelf.faults or key.kind == "download":
            return False
        summary = self._shelf.summary(key.id) if key.kind == "hub" else None
        is_gated = summary is not None and summary.gate != "open"
        return not is_gated and (known is None or known.exists)

    def _fit_of(self, key: EntryKey, choice: Choice | None) -> Fit | None:
        fit = self._shelf.fit(key, choice.name if choice else "")
        download = self._shelf.download(key.id) if key.kind == "download" else None
        if fit is not None or download is None:
            return fit
        origin = EntryKey("catalog", download.request.catalog_id)
        names = (
            one.name
            for one in self._shelf.choices(origin)
            if one.quantization == download.request.quantization
        )
        return self._shelf.fit(origin, next(names, ""))

    def _refresh_actions(self, key: EntryKey) -> None:
        download = self._shelf.download_of(key)
        self._actions.setVisible(download is None)
        self.download_card.setVisible(download is not None)
        if download is None:
            actions = actions_of(self._shelf, key, self.choice())
            fit = self._fit_of(key, self.choice())
            is_advised = fit is None or fit.verdict != "does_not_fit"
            self._actions.show_actions(replace(actions, is_advised=is_advised))
        else:
            queue = self._shelf.unfinished()
            progress = self._shelf.progress.get(download.id)
            self.download_card.show_download(download, progress, queue.index(download), len(queue))

    def _refresh_own(self, key: EntryKey) -> None:
        known = self._shelf.known_model(key.id) if key.kind == "installed" else None
        if known is not None and self._own is None:
            self._own = self._build_own()
        if self._own is not None:
            self._own.setVisible(known is not None)
        if self._own is not None and known is not None:
            header = self._shelf.headers.get(known.path)
            self._own.show_model(known, len(header.layers) if header else 0)

    def _build_own(self) -> OwnPart:
        own = OwnPart()
        own.notes_changed.connect(self.notes_changed)
        own.settings_changed.connect(self.settings_changed)
        own.template_requested.connect(self.template_requested)
        self._column.insertWidget(self._column.indexOf(self._facts_part), own)
        return own

    def _refresh_licence(self, key: EntryKey) -> None:
        licence = licence_of(self._shelf, key)
        self._licence_part.setVisible(licence is not None)
        if licence is not None:
            self._licence.setText(f"{licence.name}. {licence_summary(licence)}")
            self._licence_link.setVisible(bool(licence.link))

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # most of it is to be read: arrows scroll it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        ground.setObjectName("ground")
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACING)
        for widget in (self._head, self._actions, self.download_card, self._fit):
            self._column.addWidget(widget)
        self._choices_part = part(self._choices_title, self._looking, self._choices)
        self._facts_part = part(self._facts_title, self._facts)
        self._licence_part = part(self._licence_title, self._licence, self._licence_link)
        for widget in (self._choices_part, self._facts_part, self._licence_part):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        row = QHBoxLayout(ground)
        row.setContentsMargins(_MARGIN, 3 * SPACING, _MARGIN, _MARGIN)
        row.addWidget(self._inside, 1000)
        row.addStretch(1)
        self.setWidget(ground)

    def _connect(self) -> None:
        self._head.link_chosen.connect(self.link_chosen)
        self._actions.main_requested.connect(self.do_main)
        self._actions.folder_requested.connect(lambda: self._key and self.folder_requested.emit(self._key.id))
        self._actions.remove_requested.connect(lambda: self._key and self.remove_requested.emit(self._key.id))
        self._actions.settings_requested.connect(self.settings_requested)
        self._choices.chosen.connect(self._pick)
        self._licence_link.clicked.connect(self._open_licence)

    def _pick(self, name: str) -> None:
        if self._key is not None:
            self._picked[self._key] = name
            self._refresh_actions(self._key)
            self.refresh_fit()

    def _open_licence(self) -> None:
        licence = licence_of(self._shelf, self._key) if self._key else None
        if licence is not None:
            self.link_chosen.emit(licence.link)

    def _limit_width(self) -> None:
        self._inside.setMaximumWidth(round(_WIDEST * self._theme_manager.text_scale))
