"""How the window looks now: builds the stylesheet and palette of a theme and follows the system live."""

from __future__ import annotations

from functools import lru_cache
from string import Template
from typing import Final, Literal

from msgspec import structs
from PySide6.QtCore import QDir, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from desktop_chat.paths import assets_folder
from desktop_chat.ui.fonts import TextSize, interface_font, monospace_font, point_size
from desktop_chat.ui.icons import icon
from desktop_chat.ui.theme import DARK, LIGHT, Theme

Appearance = Literal["system", "light", "dark"]

_SCHEMES: Final = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class ThemeManager(QObject):
    """Dresses the application in a theme; one exists, made with the QApplication.

    Signals:
        changed(Theme): colours or text sizes are different now; the stylesheet, palette and font of the
            application are already the new ones.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, appearance: Appearance = "system", text_scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._appearance: Appearance = appearance
        self._text_scale = text_scale
        self._is_motion_reduced = False
        self._has_effects = app.isEffectEnabled(Qt.UIEffect.UI_General)
        QDir.setSearchPaths("controls", [str(assets_folder() / "icons" / "controls")])
        app.setStyle("Fusion")
        self._ask_for_scheme()
        self._theme = self._wanted()
        self._dress()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._theme

    @property
    def text_scale(self) -> float:
        """The factor on all text sizes."""
        return self._text_scale

    @property
    def is_motion_reduced(self) -> bool:
        """Whether nothing is to glide or fade."""
        return self._is_motion_reduced

    def font(self, size: TextSize = TextSize.BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Build the font of the interface at the text scale in use."""
        return interface_font(size, self._text_scale, weight)

    def monospace_font(self) -> QFont:
        """Build the font for code at the text scale in use."""
        return monospace_font(self._text_scale)

    def icon(self, name: str, token: str = "text_muted") -> QIcon:
        """Give an icon in a colour of the theme in use, named by its token such as `accent`."""
        return icon(name, getattr(self._theme, token))

    def set_appearance(self, appearance: Appearance) -> None:
        """Use light, dark, or whichever the system uses, from now on."""
        self._appearance = appearance
        self._ask_for_scheme()
        self._use(self._wanted(), self._text_scale)

    def set_text_scale(self, text_scale: float) -> None:
        """Use a factor on all text sizes, 1.0 being the platform's usual."""
        self._use(self._theme, text_scale)

    def set_motion_reduced(self, reduced: bool) -> None:
        """Let nothing glide or fade from now on, menus and tooltips included, or let it again."""
        self._is_motion_reduced = reduced
        self._app.setEffectEnabled(Qt.UIEffect.UI_General, self._has_effects and not reduced)

    @Slot(Qt.ColorScheme)
    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        if self._appearance == "system":
            self._use(_theme_of(scheme), self._text_scale)

    def _ask_for_scheme(self) -> None:
        # Makes the title bar and native dialogs follow too.
        self._app.styleHints().setColorScheme(_SCHEMES[self._appearance])

    def _wanted(self) -> Theme:
        if self._appearance == "system":
            return _theme_of(self._app.styleHints().colorScheme())
        return _theme_of(_SCHEMES[self._appearance])

    def _use(self, theme: Theme, text_scale: float) -> None:
        if (theme, text_scale) == (self._theme, self._text_scale):
            return
        self._theme, self._text_scale = theme, text_scale
        self._dress()
        self.changed.emit(theme)

    def _dress(self) -> None:
        self._app.setPalette(build_palette(self._theme))
        self._app.setFont(self.font())
        self._app.setStyleSheet(build_stylesheet(self._theme, self._text_scale))


@lru_cache(maxsize=4)
def build_stylesheet(theme: Theme, text_scale: float = 1.0) -> str:
    """Fill `assets/style.qss` with a theme's colours and the sizes of its text."""
    sizes = {size.name.lower(): str(point_size(size, text_scale)) for size in TextSize}
    source = (assets_folder() / "style.qss").read_text(encoding="utf-8")
    return Template(source).substitute(structs.asdict(theme), **sizes)


def build_palette(theme: Theme) -> QPalette:
    """Give the palette of a theme, for everything the stylesheet does not reach."""
    palette = QPalette()
    for role, color in _roles(theme).items():
        palette.setColor(role, QColor(color))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(disabled, role, QColor(theme.text_faint))
    return palette


def _theme_of(scheme: Qt.ColorScheme) -> Theme:
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def _roles(theme: Theme) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.sidebar,
        role.Text: theme.text,
        role.PlaceholderText: theme.text_muted,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Light: theme.border,
        role.Midlight: theme.border,
        role.Mid: theme.border_strong,
        role.Dark: theme.border_strong,
        role.Shadow: theme.border_strong,
    }
