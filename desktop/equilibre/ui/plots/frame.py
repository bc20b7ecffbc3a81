"""The frame of every chart: title, subtitle, picture, and a menu to copy, save and read it."""

from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QKeyEvent, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from equilibre import __version__
from equilibre.errors import EquilibreError
from equilibre.records import dataclass
from equilibre.sessions.files import write_whole
from equilibre.sessions.table import table_csv
from equilibre.texts import _
from equilibre.ui.dialogs.ask import ask_where_to_save
from equilibre.ui.dialogs.data import DataDialog
from equilibre.ui.icons import icon
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme
from equilibre.ui.turns import take_turns
from equilibre.ui.widgets.elided import ElidedLabel

_MOST_PIXELS = 3e6  # of a picture, unless the screen shows it with more: writing takes its time
_PNG_QUALITY = 80  # the same picture, written in a third of the time, 30 % larger


@dataclass(frozen=True, slots=True)
class ChartData:
    """The table twin of a chart: columns in SI with the unit in their names."""

    header: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = field(default=())


class ChartFrame(QFrame):
    """A titled picture. Subclasses say what it shows, in numbers and in a sentence."""

    def __init__(self, name: str, title: str, picture: QWidget) -> None:
        super().__init__()
        self.name = name  # of saved files
        self._title_text = title
        self.setProperty("chart", True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = ElidedLabel(title)
        self._title.setProperty("role", "heading")
        self._subtitle = ElidedLabel("")
        self._subtitle.setProperty("role", "secondary")
        self._picture = picture
        picture.setAccessibleName(title)
        picture.setMinimumSize(120, 60)
        picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

        self._head = QHBoxLayout()
        self._head.setSpacing(theme().px(8))
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._menu_button())
        layout = QVBoxLayout(self)
        margin = theme().px(12)
        layout.setContentsMargins(margin, theme().px(4), theme().px(6), theme().px(4))
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(self._subtitle)
        layout.addWidget(picture, 1)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a control between the title and the menu."""
        self._head.insertWidget(self._head.count() - 1, widget)

    def set_titles(self, title: str, subtitle: str = "") -> None:
        """Say what the picture shows and how it was obtained."""
        if (title, subtitle) == (self._title_text, self._subtitle.text()):
            return
        self._title_text = title
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self.setAccessibleName(title)

    def show_subtitle(self, shown: bool) -> None:
        """Leave the subtitle out where there is little room; the picture saved keeps it."""
        self._subtitle.setVisible(shown)
        self._title.setToolTip("" if shown else self._subtitle.text())

    def data(self) -> ChartData:
        """Return the numbers drawn."""
        return ChartData()

    def summary(self) -> str:
        """Return one sentence that says what the chart shows."""
        return self._title_text

    def tell(self) -> None:
        """Give the summary to screen readers as the chart's description."""
        self.setAccessibleDescription(self.summary())

    # -- menu ------------------------------------------------------------------------------

    def _menu_button(self) -> QToolButton:
        menu = QMenu(self)
        menu.addAction(icon("copy"), _("Copy the picture"), self.copy_picture)
        menu.addAction(icon("save"), _("Save the picture…"), self.save_picture)
        menu.addSeparator()
        menu.addAction(icon("table"), _("See the data"), self.show_data)
        menu.addAction(icon("copy"), _("Copy the data"), self.copy_data)
        menu.addAction(icon("save"), _("Save the data…"), self.save_data)
        menu.addSeparator()
        menu.addAction(icon("info"), _("Describe this chart"), self.describe)
        button = QToolButton()
        button.setIcon(icon("ellipsis-vertical"))
        button.setProperty("flat", True)
        button.setToolTip(_("Copy, save, data, description"))
        button.setAccessibleName(_("Menu of the chart: {title}").format(title=self._title_text))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "?":
            self.describe()
        else:
            super().keyPressEvent(event)

    def copy_picture(self) -> None:
        QApplication.clipboard().setImage(self.picture())

    def save_picture(self) -> None:
        path = ask_where_to_save(self, f"{self.name}.png", ("png", "svg"))
        if path is not None:
            drawn: list[Callable[[], bytes]] = []
            take_turns(
                self,
                lambda: drawn.append(self._pictured(path)),
                lambda: self._saving(lambda: write_whole(path, drawn[0]())),
            )

    def copy_data(self) -> None:
        QApplication.clipboard().setText(self.data_csv())

    def save_data(self) -> None:
        path = ask_where_to_save(self, f"{self.name}.csv", ("csv",))
        if path is not None:
            self._saving(lambda: write_whole(path, self.data_csv().encode("utf-8-sig")))

    def _saving(self, save: Callable[[], None]) -> None:
        """Save, or say why not."""
        from equilibre.ui.dialogs.card import CardDialog

        try:
            save()
        except EquilibreError as problem:
            CardDialog(_("Not saved"), [str(problem)], self.window()).open()

    def show_data(self) -> None:
        data = self.data()
        DataDialog(self._title_text, data.header, data.rows, self.window()).open()

    def describe(self) -> None:
        from equilibre.ui.dialogs.card import CardDialog

        CardDialog(self._title_text, [self.summary()], self.window()).open()

    # -- files -----------------------------------------------------------------------------

    def data_csv(self) -> str:
        """Return the numbers drawn as CSV."""
        data = self.data()
        return table_csv(data.header, data.rows)

    def picture(self) -> QImage:
        """Return the chart with its titles and a line that says where it comes from."""
        size = self._picture_size()
        ratio = (_MOST_PIXELS / (size.width() * size.height())) ** 0.5
        ratio = min(2.0, max(1.0, ratio))
        image = QImage(size * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(theme().colour("background"))
        painter = QPainter(image)
        self._paint(painter, size)
        painter.end()
        return image

    def save_picture_to(self, path: Path) -> None:
        """Write the picture as PNG or SVG, by the suffix of *path*. Raises RunsUnwritable."""
        write_whole(path, self._pictured(path)())

    def _pictured(self, path: Path) -> Callable[[], bytes]:
        """Draw what belongs into a file of this name; what makes its bytes takes as long again."""
        if path.suffix.lower() == ".svg":
            content = self._svg()
            return lambda: content
        image = self.picture()
        return lambda: _png(image)

    def _svg(self) -> bytes:
        from PySide6.QtCore import QBuffer, QIODevice

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        size = self._picture_size()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(size)
        generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        generator.setTitle(self._title_text)
        painter = QPainter(generator)
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme().colour("background"))
        self._paint(painter, size)
        painter.end()
        return bytes(buffer.data().data())

    def _picture_size(self) -> QSize:
        extra = theme().px(64)
        return QSize(self._picture.width() + theme().px(24), self._picture.height() + extra)

    def _paint(self, painter: QPainter, size: QSize) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = theme().px
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font(14, self._title.font().Weight.DemiBold))
        painter.drawText(px(12), px(20), self._title_text)
        painter.setFont(theme().font(11))
        painter.setPen(theme().colour("secondary"))
        painter.drawText(px(12), px(37), self._subtitle.text())
        painter.drawText(
            px(12),
            size.height() - px(6),
            _("Équilibre {version}, {date}").format(version=__version__, date=_today()),
        )
        target = QRectF(px(12), px(42), size.width() - px(24), size.height() - px(64))
        self.paint_picture(painter, target)

    def paint_picture(self, painter: QPainter, target: QRectF) -> None:
        """Paint what is framed inside *target*."""
        if isinstance(self._picture, Picture):
            self._picture.paint(painter, target)


def _png(image: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    writer.setQuality(_PNG_QUALITY)
    writer.write(image)
    return bytes(buffer.data().data())


def _today() -> str:
    from datetime import date

    return date.today().isoformat()
