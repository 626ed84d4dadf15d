"""The settings lead to exporting, importing and backups."""

import pytest

from desktop_chat.ui.backups.dialog import BackupsDialog
from desktop_chat.ui.exchange.export_dialog import ExportDialog
from desktop_chat.ui.exchange.import_dialog import ImportDialog
from desktop_chat.ui.settings.dialog import SettingsDialog


@pytest.mark.parametrize(
    ("button", "kind"),
    [
        ("Export all conversations…", ExportDialog),
        ("Import conversations…", ImportDialog),
        ("Backups…", BackupsDialog),
    ],
)
def test_the_page_of_storage_leads_there(person, button, kind):
    person.add("Trip", "Hello")
    person.press("Ctrl+,")
    settings = person.dialog(SettingsDialog)
    settings.show_page("storage")
    person.click(person.button(button, settings))
    assert person.dialog(kind).isVisible()
    assert not person.is_shown(SettingsDialog)
