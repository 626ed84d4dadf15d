"""What a screen reader is told of a window: the tree of Qt's accessible objects, as text, and what is wrong in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import shiboken6
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
MOST_CHILDREN = 80
"""Children of one object that are looked at: rows of long lists are all alike."""

USED = {
    *(Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.RadioButton),
    *(Role.EditableText, Role.ComboBox, Role.SpinBox, Role.Slider, Role.Link, Role.MenuItem, Role.PageTab),
    *(Role.List, Role.Tree, Role.Table, Role.ListItem, Role.TreeItem),
}
"""Roles of what people use: each needs a name."""

PLAIN = {Role.NoRole, Role.Client, Role.Pane, Role.Whitespace, Role.Grouping, Role.LayeredPane}
"""Roles that say nothing of what a thing is for: nothing that takes the focus may have one."""

# What Qt makes itself, and says itself how it is used.
INNER = {"qt_spinbox_lineedit", "qt_scrollarea_vcontainer", "qt_scrollarea_hcontainer"}


class Node(NamedTuple):
    """One accessible object."""

    depth: int
    role: QAccessible.Role
    name: str
    kind: str  # the class of its object
    is_focusable: bool
    is_visible: bool
    is_inner: bool  # a part of a control, which has the name
    path: tuple[str, ...]  # the names around it
    description: str

    def __str__(self) -> str:
        marks = "".join(mark for mark, is_set in (("*", self.is_focusable),) if is_set)
        name = self.name.replace("\n", "⏎")[:90]
        return f"{'  ' * self.depth}{self.role.name}{marks} “{name}” {self.kind}"


def nodes(window: QWidget) -> list[Node]:
    """Give all that is visible in a window, from the top down."""
    found = QAccessible.queryAccessibleInterface(window)
    return list(_walk(found, 0, (), is_inner=False))


def _walk(
    found: QAccessibleInterface, depth: int, path: tuple[str, ...], *, is_inner: bool
) -> Iterator[Node]:
    node = _node(found, depth, path, is_inner=is_inner)
    if not node.is_visible:
        return
    yield node
    around = (*path, node.name) if node.name else path
    is_control = node.role in {Role.ComboBox, Role.SpinBox}
    for at in range(min(found.childCount(), MOST_CHILDREN)):
        child = found.child(at)
        if child is not None and child.isValid():
            yield from _walk(child, depth + 1, around, is_inner=is_inner or is_control)


def _node(found: QAccessibleInterface, depth: int, path: tuple[str, ...], *, is_inner: bool) -> Node:
    thing, state = found.object(), found.state()
    is_widget = isinstance(thing, QWidget) and shiboken6.isValid(thing)
    is_hidden = (is_widget and not thing.isVisible()) or state.invisible
    return Node(
        depth,
        QAccessible.Role(found.role()),
        _name(found),
        type(thing).__name__ if thing is not None else "",
        bool(state.focusable),
        not is_hidden,
        is_inner or (is_widget and thing.objectName() in INNER),
        path,
        found.text(QAccessible.Text.Description),
    )


def _name(found: QAccessibleInterface) -> str:
    """Give the name; of a combo box Qt gives the choice in use, and readers say the label that belongs to it."""
    if found.role() != Role.ComboBox:
        return found.text(QAccessible.Text.Name)
    labels = [each for each, flag in found.relations() if flag & QAccessible.RelationFlag.Label]
    return " ".join(each.text(QAccessible.Text.Name) for each in labels)


def faults(tree: list[Node]) -> list[str]:
    """Say what a screen reader could not tell people in a tree."""
    wrong = []
    for node in tree:
        if node.is_inner:
            continue
        if (node.is_focusable or node.role in USED) and not node.name.strip():
            wrong.append(f"no name: {str(node).strip()} in {' › '.join(node.path[-2:])}")
        if node.is_focusable and node.role in PLAIN:
            wrong.append(f"no role: {str(node).strip()}")
        if node.name.strip(" .…") == "" and node.name.strip():
            wrong.append(f"a name that says nothing: {str(node).strip()}")
    told = [node for node in tree if node.role in USED and node.name and not node.is_inner]
    twice = Counter((node.path, node.role, node.name, node.description) for node in told)
    wrong += [
        f"{count} times the same: {role.name} “{name[:60]}” in {' › '.join(path[-2:])}"
        for (path, role, name, _), count in twice.items()
        if count > 1 and role not in {Role.ListItem, Role.TreeItem}
    ]
    return wrong


def dump(tree: list[Node]) -> str:
    """Give a tree as text, one object a line."""
    return "\n".join(map(str, tree))
