"""Rich text on A4 pages: the program's font, margins, a foot with the number of the page."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
    QUrl,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextDocument,
)

from equilibre import __version__
from equilibre.records import dataclass
from equilibre.texts import _
from equilibre.ui.lifecycle.sign_marks import reach
from equilibre.ui.lifecycle.state import SignRow
from equilibre.ui.theme import FONT, LIGHT

# Paper is white: colours are those of the light theme, whatever the screen has.
_RESOLUTION = 1200
_PIXELS_PER_INCH = 96.0  # of the lengths below, as in style sheets
_MARGINS = QMarginsF(15, 14, 15, 10)  # millimetres
_FOOT = 22.0
_HATCH = 3.5  # between two lines of hatching
_SHARPNESS = 4  # pixels of a drawing per pixel of the page
# Spaces are kept as they are written: else Qt makes narrow ones, which never break, common ones.
_STYLE = f"""
h1, p, li, th, td {{ white-space: pre-wrap; }}
h1 {{ font-size: 19px; margin: 0 0 4px 0; }}
.section {{ font-size: 12px; font-weight: 600; margin: 9px 0 2px 0; }}
.note {{ font-size: 9px; color: {LIGHT.secondary}; }}
.page {{ page-break-before: always; }}
p {{ margin: 2px 0; }}
ul {{ margin: 0; -qt-list-indent: 0; }}
li {{ margin: 0 0 1px 10px; }}
th {{ font-weight: 600; font-size: 9px; color: {LIGHT.secondary}; padding: 2px 4px 2px 0;
     border-bottom: 1px solid {LIGHT.border}; vertical-align: bottom; }}
td {{ padding: 2px 4px 2px 0; border-bottom: 1px solid {LIGHT.grid}; vertical-align: middle; }}
.plain td {{ font-size: 10px; }}
.fine td {{ font-size: 8.5px; vertical-align: top; }}
"""


@dataclass(frozen=True, slots=True)
class SignDrawing:
    """The bar and the interval of one row of the strip of signs, on the scale of all of them."""

    row: SignRow
    rows: tuple[SignRow, ...]

    def image(self, width: int, height: int) -> QImage:
        """Return the drawing, *width* × *height* pixels of the page."""
        image = QImage(width * _SHARPNESS, height * _SHARPNESS, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SHARPNESS, _SHARPNESS)
        self._paint(painter, width, height)
        painter.end()
        return image

    def _paint(self, painter: QPainter, width: float, height: float) -> None:
        row, middle, end = self.row, height / 2, reach(self.rows)

        def x(share: float) -> float:
            return width * (0.5 + 0.48 * max(-1.0, min(1.0, share / end)))

        painter.setPen(QPen(QColor(LIGHT.axis), 1))
        painter.drawLine(QPointF(x(0), 0), QPointF(x(0), height))
        if row.value is None or row.low is None or row.high is None:
            _hatch(painter, QRectF(0, middle - 5, width, 10), QColor(LIGHT.idle))
            return
        key = row.verdict if row.verdict in ("less", "more") else "undetermined"
        fill = QColor(LIGHT.signs[key])
        left, right = sorted((x(0), x(row.value)))
        bar = QRectF(left, middle - 6, right - left, 12)
        if row.unknown:  # as on the screen: some of it has no data
            _hatch(painter, bar, fill)
            painter.setPen(QPen(fill, 0.8))
            painter.drawRect(bar)
        else:
            fill.setAlpha(150)
            painter.fillRect(bar, fill)
        painter.setPen(QPen(QColor(LIGHT.text), 1.2))
        painter.drawLine(QPointF(x(row.low), middle), QPointF(x(row.high), middle))
        # No end is drawn to a line that goes on beyond the drawing.
        for bound in (one for one in (row.low, row.high) if abs(one) <= end):
            painter.drawLine(QPointF(x(bound), middle - 3), QPointF(x(bound), middle + 3))
        painter.setBrush(QColor(LIGHT.text))
        painter.drawEllipse(QPointF(x(row.value), middle), 2.2, 2.2)


def _hatch(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Hatch *box*: the patterns of brushes are too fine for paper."""
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(colour, 0.8))
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
        x += _HATCH
    painter.restore()


def pdf(html: str, drawings: Mapping[str, SignDrawing], title: str, origin: str) -> bytes:
    """Return the PDF of *html*, whose images are named as the *drawings* are.

    *title* and *origin* (program and date) stand in the foot of each page.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator(f"Équilibre {__version__}")
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            _MARGINS,
            QPageLayout.Unit.Millimeter,
        )
    )
    scale = _RESOLUTION / _PIXELS_PER_INCH
    paper = QSizeF(writer.width() / scale, writer.height() / scale)
    document = document_of(html, drawings)
    document.setPageSize(QSizeF(paper.width(), paper.height() - _FOOT))
    painter = QPainter(writer)
    painter.scale(scale, scale)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        _paint_page(painter, document, page)
        foot = _("{title}: {origin}; page {page} of {pages}").format(
            title=title, origin=origin, page=page + 1, pages=document.pageCount()
        )
        _paint_foot(painter, paper, foot)
    painter.end()
    buffer.close()
    return bytes(content.data())


def document_of(html: str, drawings: Mapping[str, SignDrawing]) -> QTextDocument:
    """Return *html* dressed for paper, with its *drawings*, on one endless page."""
    document = QTextDocument()
    document.setUseDesignMetrics(True)
    document.setDefaultFont(_font(10))
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_STYLE)
    for name, drawing in drawings.items():
        document.addResource(
            int(QTextDocument.ResourceType.ImageResource.value), QUrl(name), drawing.image(150, 20)
        )
    document.setHtml(html)
    return document


def _paint_page(painter: QPainter, document: QTextDocument, page: int) -> None:
    size = document.pageSize()
    window = QRectF(0, page * size.height(), size.width(), size.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
    context.palette = palette
    context.clip = window
    painter.save()
    painter.translate(0, -window.top())
    painter.setClipRect(window)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_foot(painter: QPainter, paper: QSizeF, text: str) -> None:
    painter.setFont(_font(8.5))
    painter.setPen(QColor(LIGHT.secondary))
    box = QRectF(0, paper.height() - _FOOT, paper.width(), _FOOT)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), text)


def _font(size: float) -> QFont:
    """Return the program's font, with digits of equal width, as finely set as paper allows."""
    font = QFont(FONT)
    font.setPixelSize(round(size))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
