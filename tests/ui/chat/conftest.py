"""A message's text, shown as the transcript shows it."""

import pytest

from desktop_chat.markdown.parsing import parse
from desktop_chat.ui.chat.block_view import BlockView
from tests.ui.chat.samples import document_style


@pytest.fixture
def show_blocks(qtbot, theme_manager):
    """Shows Markdown, or blocks, in a view as wide as is said and as tall as it wants."""

    def show(content, width=500):
        view = BlockView(theme_manager, document_style(theme_manager))
        qtbot.addWidget(view)
        view.set_blocks(parse(content) if isinstance(content, str) else content)
        view.fit_width(width)
        view.expose(0, 100_000)
        view.resize(width, view.content_height)
        view.height_changed.connect(lambda: view.resize(view.width(), view.content_height))
        if view.content_height:
            with qtbot.waitActive(view):
                view.show()
                view.activateWindow()
        return view

    return show
