"""Colours, type and spacing of every screen, in light, dark and high contrast."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication

from equilibre.resources import resource
from equilibre.sessions.settings import SCALES as SCALES
from equilibre.sessions.settings import THEMES as THEMES

FONT = "Inter"


class Colours(NamedTuple):
    """The colours of one theme; pairs were checked for contrast and for colour blindness."""

    background: str  # charts and cards
    panel: str  # the window
    text: str
    secondary: str
    disabled: str
    accent: str
    on_accent: str
    focus: str
    border: str
    axis: str
    grid: str
    families: dict[str, str]
    devices: dict[str, str]
    phases: dict[str, str]  # by group of life-cycle phases
    signs: dict[str, str]
    idle: str
    warning_text: str
    warning_background: str
    error_text: str
    error_background: str
    info_background: str


LIGHT = Colours(
    background="#FFFFFF",
    panel="#F5F6F8",
    text="#1B1F24",
    secondary="#4B5563",
    disabled="#8A929C",
    accent="#00568F",
    on_accent="#FFFFFF",
    focus="#00568F",
    border="#7C8591",
    axis="#6B7280",
    grid="#E7E9ED",
    families={
        "linear": "#0060A8",
        "polynomial": "#C05000",
        "kernel": "#2A9D8F",
        "network": "#4A1A5C",
    },
    devices={"cpu": "#0072B2", "memory": "#7B2D6B", "gpu": "#C05000", "rest": "#6B7280"},
    phases={
        "production": "#8A4B08",
        "distribution": "#8E4585",
        "training": "#003F7D",
        "inference": "#4A9AD4",
        "use": "#B38600",
        "end_of_life": "#6B7280",
        "whole": "#1B1F24",
    },
    signs={"less": "#0060A8", "more": "#B34A00", "undetermined": "#6B7280"},
    idle="#8A939E",
    warning_text="#7A4B00",
    warning_background="#FFF4DC",
    error_text="#9B1C1C",
    error_background="#FDECEC",
    info_background="#E8F1F8",
)
DARK = Colours(
    background="#16191D",
    panel="#20242A",
    text="#E8EAED",
    secondary="#AEB6C0",
    disabled="#717A85",
    accent="#6CC0F5",
    on_accent="#10151A",
    focus="#FFD166",
    border="#79828D",
    axis="#8A939E",
    grid="#2A2F36",
    families={
        "linear": "#7CC4F5",
        "polynomial": "#FFB84D",
        "kernel": "#009E73",
        "network": "#D66BB0",
    },
    devices={"cpu": "#3A8FD9", "memory": "#F5B5DA", "gpu": "#F08A24", "rest": "#9AA3AE"},
    phases={
        "production": "#E69F00",
        "distribution": "#C44E8C",
        "training": "#3A8FD9",
        "inference": "#9AD1F5",
        "use": "#F2E394",
        "end_of_life": "#9AA3AE",
        "whole": "#E8EAED",
    },
    signs={"less": "#56B4E9", "more": "#F0A030", "undetermined": "#9AA3AE"},
    idle="#7A838E",
    warning_text="#FFD88A",
    warning_background="#3A2F16",
    error_text="#FFB4B4",
    error_background="#43201F",
    info_background="#1B2E3C",
)
CONTRAST = Colours(
    background="#000000",
    panel="#000000",
    text="#FFFFFF",
    secondary="#FFFFFF",
    disabled="#8C8C8C",
    accent="#FFD800",
    on_accent="#000000",
    focus="#00E5FF",
    border="#FFFFFF",
    axis="#FFFFFF",
    grid="#3A3A3A",
    families={
        "linear": "#7CC4F5",
        "polynomial": "#FFB84D",
        "kernel": "#3DDBA8",
        "network": "#F08FD0",
    },
    devices={"cpu": "#5CB0FF", "memory": "#F5B5DA", "gpu": "#FFA040", "rest": "#9AA3AE"},
    phases={
        "production": "#E69F00",
        "distribution": "#F08FD0",
        "training": "#5CB0FF",
        "inference": "#9AD1F5",
        "use": "#F2E394",
        "end_of_life": "#9AA3AE",
        "whole": "#FFFFFF",
    },
    signs={"less": "#56B4E9", "more": "#F0A030", "undetermined": "#C8CED6"},
    idle="#B8C0CA",
    warning_text="#FFE08A",
    warning_background="#000000",
    error_text="#FFB4B4",
    error_background="#000000",
    info_background="#000000",
)

FAMILY_SHAPES = {"linear": "o", "polynomial": "s", "kernel": "t1", "network": "d"}
"""Marker of each family, in pyqtgraph's names: disc, square, triangle, diamond."""


class Theme:
    """The theme in use: colours, and sizes multiplied by the user's text scale."""

    def __init__(self, name: str = "light", scale_percent: int = 100) -> None:
        self.name = name
        self.scale_percent = scale_percent
        self.colours = {"dark": DARK, "contrast": CONTRAST}.get(name, LIGHT)

    def px(self, size: float) -> int:
        """Return a length of *size* pixels at 100 %."""
        return max(1, round(size * self.scale_percent / 100))

    def font(self, size: float = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the program's font, with digits of equal width."""
        font = QFont(FONT)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def colour(self, name: str, alpha: int = 255) -> QColor:
        """Return a colour of the theme by the name of its field."""
        colour = QColor(getattr(self.colours, name))
        colour.setAlpha(alpha)
        return colour

    def palette(self) -> QPalette:
        """Return the palette of every widget."""
        colours = self.colours
        palette = QPalette()
        role = QPalette.ColorRole
        for where, value in (
            (role.Window, colours.panel),
            (role.WindowText, colours.text),
            (role.Base, colours.background),
            (role.AlternateBase, colours.panel),
            (role.Text, colours.text),
            (role.Button, colours.background),
            (role.ButtonText, colours.text),
            (role.BrightText, colours.error_text),
            (role.Highlight, colours.accent),
            (role.HighlightedText, colours.on_accent),
            (role.ToolTipBase, colours.background),
            (role.ToolTipText, colours.text),
            (role.PlaceholderText, colours.secondary),
            (role.Link, colours.accent),
            (role.LinkVisited, colours.accent),
            (role.Mid, colours.border),
            (role.Midlight, colours.grid),
            (role.Light, colours.background),
            (role.Dark, colours.border),
            (role.Shadow, colours.border),
            (role.Accent, colours.accent),
        ):
            palette.setColor(where, QColor(value))
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.disabled))
        return palette

    def style_sheet(self) -> str:
        """Return the shapes that a palette cannot say: rounded borders, focus rings, cards."""
        c, px = self.colours, self.px
        hover = QColor(c.accent)
        hover = hover.darker(112) if self.name == "light" else hover.lighter(112)
        handle = px(4) + 2 * px(6)  # as high as the groove and the margins around it
        return f"""
        QToolTip {{ background: {c.background}; color: {c.text}; border: 1px solid {c.border};
            padding: {px(4)}px; }}
        QMenuBar {{ background: {c.panel}; color: {c.text}; padding: 0 {px(8)}px; }}
        QMenuBar::item {{ padding: {px(4)}px {px(8)}px; border-radius: {px(4)}px; }}
        QMenuBar::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
        QMenu {{ background: {c.background}; color: {c.text}; border: 1px solid {c.grid};
            padding: {px(4)}px; }}
        QMenu::item {{ padding: {px(5)}px {px(24)}px {px(5)}px {px(24)}px;
            border-radius: {px(4)}px; }}
        QMenu::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
        QMenu::item:disabled {{ color: {c.disabled}; }}
        QMenu::separator {{ height: 1px; background: {c.grid}; margin: {px(4)}px; }}
        QTabBar::tab {{ background: transparent; color: {c.secondary};
            padding: {px(7)}px {px(16)}px; border: none;
            border-bottom: {px(3)}px solid transparent; }}
        QTabBar::tab:selected {{ color: {c.text}; font-weight: 600;
            border-bottom: {px(3)}px solid {c.accent}; }}
        QTabBar::tab:focus {{ color: {c.accent}; }}
        QTabWidget::pane {{ border: none; border-top: 1px solid {c.grid}; }}
        QPushButton, QToolButton {{ background: {c.background}; color: {c.text};
            border: 1px solid {c.border}; border-radius: {px(6)}px; icon-size: {px(16)}px;
            padding: 0 {px(10)}px; min-height: {px(28)}px; }}
        QPushButton:hover, QToolButton:hover {{ border-color: {c.accent}; }}
        QPushButton:pressed, QToolButton:pressed {{ background: {c.grid}; }}
        QPushButton:disabled, QToolButton:disabled {{ color: {c.disabled};
            border-color: {c.grid}; }}
        QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.focus}; }}
        QPushButton:checked, QToolButton:checked {{ background: {c.info_background};
            border: 2px solid {c.accent}; font-weight: 600; }}
        QPushButton[primary="true"] {{ background: {c.accent}; color: {c.on_accent};
            border: 1px solid {c.accent}; font-weight: 600; min-height: {px(38)}px; }}
        QPushButton[primary="true"]:hover {{ background: {hover.name()}; }}
        QPushButton[primary="true"]:disabled {{ background: {c.grid}; color: {c.secondary};
            border-color: {c.grid}; }}
        QPushButton[primary="true"]:focus {{ border: 3px solid {c.focus}; }}
        QPushButton[segment="true"] {{ padding: 0 {px(6)}px; min-height: {px(22)}px;
            font-weight: 400; }}
        QPushButton[segment="true"]:checked {{ font-weight: 400; }}
        QPushButton[link="true"] {{ background: transparent; border: none; color: {c.accent};
            padding: 0; min-height: {px(24)}px; text-align: left; }}
        QPushButton[link="true"]:disabled {{ color: {c.disabled}; }}
        QPushButton[link="true"]:hover {{ text-decoration: underline; }}
        QPushButton[link="true"]:focus {{ border: 2px solid {c.focus}; }}
        QToolButton[flat="true"] {{ background: transparent; border: 1px solid transparent;
            padding: 0 {px(4)}px; min-height: {px(24)}px; min-width: {px(20)}px; }}
        QToolButton[flat="true"]:hover {{ border-color: {c.border}; }}
        QToolButton[flat="true"]:focus {{ border: 2px solid {c.focus}; }}
        QToolButton::menu-indicator {{ image: none; }}
        QComboBox, QSpinBox, QLineEdit {{ background: {c.background}; color: {c.text};
            border: 1px solid {c.border}; border-radius: {px(6)}px;
            padding: 0 {px(8)}px; min-height: {px(28)}px; selection-background-color: {c.accent};
            selection-color: {c.on_accent}; }}
        QComboBox:focus, QSpinBox:focus, QLineEdit:focus {{ border: 2px solid {c.focus}; }}
        QComboBox:disabled, QSpinBox:disabled {{ color: {c.disabled}; border-color: {c.grid}; }}
        QComboBox::drop-down {{ border: none; width: {px(22)}px; }}
        QComboBox::down-arrow {{ image: url("{_arrow()}"); width: {px(12)}px;
            height: {px(12)}px; }}
        QComboBox QAbstractItemView {{ background: {c.background}; color: {c.text};
            border: 1px solid {c.border}; selection-background-color: {c.accent};
            selection-color: {c.on_accent}; }}
        QSlider:horizontal {{ min-height: {px(24)}px; }}
        QSlider::groove:horizontal {{ height: {px(4)}px; background: {c.grid};
            border-radius: {px(2)}px; }}
        QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: {px(2)}px; }}
        QSlider::sub-page:horizontal:disabled {{ background: {c.border}; }}
        QSlider::handle:horizontal {{ background: {c.background}; border: 2px solid {c.accent};
            width: {handle - 4}px; height: {handle - 4}px; margin: -{px(6)}px 0;
            border-radius: {handle // 2}px; }}
        QSlider::handle:horizontal:disabled {{ border-color: {c.border}; }}
        QSlider:focus {{ border: 2px solid {c.focus}; border-radius: {px(4)}px; }}
        QProgressBar {{ background: {c.grid}; border: none; border-radius: {px(3)}px;
            max-height: {px(6)}px; min-height: {px(6)}px; }}
        QProgressBar::chunk {{ background: {c.accent}; border-radius: {px(3)}px; }}
        QFrame[card="true"] {{ background: {c.background}; border: 1px solid {c.grid};
            border-radius: {px(8)}px; }}
        QFrame[card="focusable"] {{ background: {c.background}; border: 2px solid {c.grid};
            border-radius: {px(8)}px; }}
        QFrame[card="focusable"]:focus {{ border-color: {c.focus}; }}
        QFrame[chart="true"] {{ background: {c.background}; border: none;
            border-radius: {px(8)}px; }}
        QListWidget::item {{ padding: {px(3)}px 0; }}
        QListWidget::item:selected {{ background: {c.info_background}; color: {c.text}; }}
        QListWidget:focus {{ border: 2px solid {c.focus}; }}
        QTableView {{ background: {c.background}; color: {c.text}; border: none;
            gridline-color: {c.grid}; alternate-background-color: {c.panel}; }}
        QTableView:focus {{ border: 2px solid {c.focus}; }}
        QHeaderView {{ background: {c.background}; }}
        QHeaderView::section {{ background: {c.background}; color: {c.secondary}; border: none;
            border-bottom: 1px solid {c.border}; padding: {px(4)}px {px(5)}px; }}
        QScrollArea {{ border: none; background: transparent; }}
        QScrollBar:vertical {{ background: transparent; width: {px(10)}px; }}
        QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; }}
        QScrollBar::handle {{ background: {c.border}; border-radius: {px(4)}px;
            min-height: {px(24)}px; min-width: {px(24)}px; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
        QLabel[role="secondary"] {{ color: {c.secondary}; }}
        QLabel[role="heading"] {{ font-weight: 600; }}
        QStatusBar {{ background: {c.panel}; border-top: 1px solid {c.grid}; }}
        QStatusBar::item {{ border: none; }}
        """


def _arrow() -> str:
    """Return the path of the arrow of drop-down lists: style sheets read files only."""
    return str(resource("icons", "drop-down.svg")).replace("\\", "/")


_current = Theme()
_kept_shapes = 0  # how often in a row
_MOST_KEPT_SHAPES = 32
"""How often views may be made anew in the same shapes. Qt 6.11 keeps a kilobyte for each list that
a drop-down field had ready and never showed, until all is dressed again: 6.5 KiB in every language.
"""


def theme() -> Theme:
    """Return the theme in use."""
    return _current


def use_theme(name: str, scale_percent: int) -> Theme:
    """Dress the application: *name* is one of THEMES, *scale_percent* the size of texts."""
    global _current
    if name == "system":
        name = "dark" if _system_is_dark() else "light"
    _current = Theme(name, scale_percent)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setFont(_current.font())
        application.setPalette(_current.palette())
        _dress(application, _current.style_sheet())
    return _current


def _dress(application: QApplication, sheet: str) -> None:
    """Give every widget its shapes, and let go what Qt has kept for those that are gone."""
    global _kept_shapes
    _kept_shapes += 1
    if sheet == application.styleSheet() and _kept_shapes < _MOST_KEPT_SHAPES:
        return  # it takes a third of a second
    _kept_shapes = 0
    application.setStyleSheet(sheet)
    QPixmapCache.clear()  # icons, drawn for a palette or a size that nobody will ask for again


def _system_is_dark() -> bool:
    application = QApplication.instance()
    if isinstance(application, QApplication) and not application.styleSheet():
        # Qt's own palette follows the system until ours takes its place. To ask for the scheme
        # itself makes all enumerations of Qt, a sixth of the first paint.
        roles = QPalette.ColorRole
        palette = application.palette()
        return palette.color(roles.Window).value() < palette.color(roles.WindowText).value()
    from PySide6.QtCore import Qt

    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def load_fonts() -> None:
    """Make the font that the program carries known to Qt."""
    for file in resource("fonts").iterdir():
        if file.name.endswith(".otf"):
            QFontDatabase.addApplicationFont(str(file))
