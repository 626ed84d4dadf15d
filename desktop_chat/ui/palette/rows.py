"""What the palette lists for what is typed: actions, conversations, models, and a search of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from desktop_chat.chat.messages import ConversationSummary
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.palette.actions import Action, ModelChoice
from desktop_chat.ui.palette.fuzzy import Match, Query, Titles
from desktop_chat.ui.sidebar.dates import short_date
from desktop_chat.ui.sidebar.rows import shown_title

RowKind = Literal["heading", "action", "conversation", "model", "search"]

_MOST: Final = {"action": 12, "conversation": 20, "model": 8}
_MOST_RECENT: Final = 5
_WORST: Final = 8  # behind every way of matching


class Row(Struct, frozen=True):
    """One line."""

    kind: RowKind
    text: str
    id: str | int = ""  # of the action, the conversation or the model (its path); what to search for
    marks: tuple[tuple[int, int], ...] = ()
    icon: str = ""
    keys: str = ""
    note: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether it can be chosen."""
        return self.kind != "heading"

    @property
    def spoken(self) -> str:
        """What screen readers say of it."""
        return ", ".join(filter(None, (self.text, self.note, self.keys)))


class _Group(NamedTuple):
    closeness: int
    heading: str
    rows: list[Row]


class Finder:
    """Knows everything that can be found, and finds it."""

    def __init__(self) -> None:
        self._actions: Sequence[Action] = ()
        self._recent: Sequence[str] = ()
        self._conversations: Sequence[ConversationSummary] = ()
        self._models: Sequence[ModelChoice] = ()
        self._action_titles, self._action_ids = Titles(()), Titles(())
        self._titles, self._model_titles = Titles(()), Titles(())

    def set_actions(self, actions: Sequence[Action], recent: Sequence[str]) -> None:
        """Offer these actions, those used last first."""
        order = {action_id: at for at, action_id in enumerate(recent)}
        self._actions = sorted(actions, key=lambda one: order.get(one.id, len(order)))
        self._recent = [one.id for one in self._actions if one.id in order][:_MOST_RECENT]
        self._action_titles = Titles([one.text for one in self._actions])
        self._action_ids = Titles([one.id.replace("-", " ") for one in self._actions])

    def set_conversations(self, conversations: Sequence[ConversationSummary]) -> None:
        """Offer these conversations, newest first; the same ones again cost nothing."""
        if conversations is not self._conversations:
            self._conversations = conversations
            self._titles = Titles([shown_title(one.title) for one in conversations])

    def set_models(self, models: Sequence[ModelChoice]) -> None:
        """Offer these models."""
        self._models = models
        self._model_titles = Titles([one.title for one in models])

    def rows(self, text: str, today: date) -> list[Row]:
        """Give the lines for what is typed, the closest group first; for nothing, what is of use anyway."""
        query = Query(text)
        if query.is_empty:
            return list(self._for_nothing(today))
        groups = [
            self._found_actions(query),
            self._found_conversations(query, today),
            self._found_models(query),
        ]
        listed = [
            row for group in sorted(groups, key=lambda one: one.closeness) for row in _with_heading(group)
        ]
        return [*listed, _search_row(text.strip())]

    def _for_nothing(self, today: date) -> Iterator[Row]:
        recent = [_of_action(one) for one in self._actions if one.id in self._recent]
        yield from _with_heading(_Group(0, _tr_recent(), recent))
        newest = [one for one in self._conversations if one.archived_at is None][:_MOST_RECENT]
        yield from _with_heading(
            _Group(0, _tr_conversations(), [_of_conversation(one, today) for one in newest])
        )
        others = [_of_action(one) for one in self._actions if one.id not in self._recent]
        yield from _with_heading(_Group(0, _tr_actions(), others))

    def _found_actions(self, query: Query) -> _Group:
        limit = _MOST["action"]
        found = self._action_titles.find(query, limit)
        known = {match.at for match in found}
        by_id = [match for match in self._action_ids.find(query, limit) if match.at not in known]
        rows = [_of_action(self._actions[match.at], match) for match in found]
        rows += [_of_action(self._actions[match.at]) for match in by_id]
        return _Group(_best(found), _tr_actions(), rows[:limit])

    def _found_conversations(self, query: Query, today: date) -> _Group:
        found = self._titles.find(query, _MOST["conversation"])
        rows = [_of_conversation(self._conversations[match.at], today, match) for match in found]
        return _Group(_best(found), _tr_conversations(), rows)

    def _found_models(self, query: Query) -> _Group:
        found = self._model_titles.find(query, _MOST["model"])
        rows = [_of_model(self._models[match.at], match) for match in found]
        return _Group(_best(found), QCoreApplication.translate("Palette", "Models"), rows)


def _best(found: Sequence[Match]) -> int:
    return min((match.closeness for match in found), default=_WORST)


def _with_heading(group: _Group) -> list[Row]:
    return [Row("heading", group.heading), *group.rows] if group.rows else []


def _of_action(action: Action, match: Match | None = None) -> Row:
    marks = match.marks if match else ()
    return Row("action", action.text, action.id, marks, action.icon, action.keys)


def _of_conversation(one: ConversationSummary, today: date, match: Match | None = None) -> Row:
    is_archived = one.archived_at is not None
    note = (
        QCoreApplication.translate("Palette", "Archive") if is_archived else short_date(one.updated_at, today)
    )
    return Row(
        "conversation", shown_title(one.title), one.id, match.marks if match else (), "chat", note=note
    )


def _of_model(model: ModelChoice, match: Match) -> Row:
    return Row("model", model.title, model.path, match.marks, "model", note=model.note)


def _search_row(text: str) -> Row:
    said = QCoreApplication.translate("Palette", "Search all messages for “{text}”")
    return Row("search", said.format(text=apart(text)), text, icon="search")


def _tr_actions() -> str:
    return QCoreApplication.translate("Palette", "Actions")


def _tr_conversations() -> str:
    return QCoreApplication.translate("Palette", "Conversations")


def _tr_recent() -> str:
    return QCoreApplication.translate("Palette", "Recently used")
