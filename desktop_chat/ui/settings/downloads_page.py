"""The page of the settings about downloads and the network."""

from __future__ import annotations

from desktop_chat.faults import Fault
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.settings.addresses import hub_address, proxy_address
from desktop_chat.ui.settings.editors import LineEditor, NumberEditor, RateEditor, SwitchEditor
from desktop_chat.ui.settings.form import Form
from desktop_chat.ui.settings.models_folder_row import ModelsFolderRow
from desktop_chat.ui.settings.token_row import TokenRow
from desktop_chat.updates.source import repository


class DownloadsPage(Form):
    """Where downloaded models are kept, whether and how the network is used."""

    def __init__(self, *, is_portable: bool = False) -> None:
        super().__init__(self.tr("Downloads and network"))
        self.folder = ModelsFolderRow()
        self.token = TokenRow(is_portable=is_portable)
        self.add_widget(self.folder)
        self.add(
            self.tr("Stay offline"),
            self.tr("Nothing is looked up or downloaded. The models on this PC work as always."),
            SwitchEditor(("network", "offline")),
        )
        self._add_updates()
        self.add_widget(self.token)
        self.add(
            self.tr("Speed limit"),
            self.tr("Of all downloads together, so that others in the house have a share."),
            RateEditor(("downloads", "rate_limit"), special=self.tr("None")),
        )
        self.add(
            self.tr("Downloads at the same time"),
            self.tr("The others wait for their turn."),
            NumberEditor(("downloads", "at_once")),
        )
        self.fold(self.tr("For experts"))
        self.add(
            self.tr("Connections for a download, at most"),
            self.tr("More can be faster, if the server lets them."),
            NumberEditor(("downloads", "connections")),
        )
        self.add(
            self.tr("Address of the hub"),
            self.tr("Of a mirror, such as https://example.org. Empty: the hub's own."),
            LineEditor(
                ("network", "endpoint"),
                parse=hub_address,
                problem=self.tr("Not an address. It begins with https:// and has no spaces."),
            ),
        )
        self.add(
            self.tr("Proxy"),
            self.tr("Such as http://10.0.0.1:8080. Empty: the system's."),
            LineEditor(
                ("network", "proxy"),
                parse=proxy_address,
                problem=self.tr("Not an address of a proxy, such as http://10.0.0.1:8080."),
            ),
        )

    def _add_updates(self) -> None:
        hint = self.tr(
            "Once a day, from where its releases are published. Off: only when you ask for it in the menu."
        )
        if not repository():
            hint = sentence(Fault("updates_no_address"))
        self.add(self.tr("Look for updates of the app"), hint, SwitchEditor(("updates", "look")))
