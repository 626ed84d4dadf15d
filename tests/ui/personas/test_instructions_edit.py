import pytest
from PySide6.QtCore import QLocale

from desktop_chat.ui.personas.instructions_edit import KNOWN, InstructionsEdit
from desktop_chat.ui.personas.variables_popup import VariablesPopup


@pytest.fixture
def edit(qtbot, theme_manager, request):
    edit = InstructionsEdit(theme_manager, lines=4, has_blanks=getattr(request, "param", False))
    qtbot.addWidget(edit)
    edit.describe("Instructions")
    edit.show()
    return edit


def marked(edit):
    return [each.cursor.selectedText() for each in edit.field.extraSelections()]


def test_variables_are_marked_and_unknown_ones_named(edit):
    edit.show_text("😀 {{ Date }} 그리고 {{이름}}, {{date}} {date}")
    assert marked(edit) == ["{{ Date }}", "{{이름}}", "{{date}}"]
    assert edit.note.endswith("{{이름}}")


@pytest.mark.parametrize("edit", [True], indirect=True)
def test_unknown_names_are_blanks_in_prompts(edit):
    edit.show_text("{{두 낱말}} {{date}}")
    assert edit.note == "Blanks to fill in: {{두 낱말}}"


def test_a_variable_is_chosen_from_the_list_and_put_in_where_the_cursor_is(qtbot, edit):
    edit.show_text("Today is .")
    cursor = edit.field.textCursor()
    cursor.setPosition(9)
    edit.field.setTextCursor(cursor)
    edit.variables_button.click()
    popup = edit.findChild(VariablesPopup)
    assert len(popup.buttons) == len(KNOWN)
    with qtbot.waitSignal(edit.edited):
        popup.buttons[0].click()
        edit.flush()
    assert edit.field.toPlainText() == "Today is {{date}}."
    qtbot.waitUntil(lambda: edit.findChild(VariablesPopup) is None)


@pytest.fixture
def korean():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Korean))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("korean")
def test_the_list_names_just_the_variables_there_are(qtbot, theme_manager):
    popup = VariablesPopup(theme_manager, has_blanks=False)
    qtbot.addWidget(popup)
    names = {each.accessibleName().split("{{")[1].removesuffix("}}") for each in popup.buttons}
    assert names == KNOWN
    assert all(each.accessibleDescription() for each in popup.buttons)


def test_what_is_read_only_has_no_list_of_variables(edit):
    edit.show_text("x")
    edit.set_read_only(True)
    assert not edit.variables_button.isVisible()
