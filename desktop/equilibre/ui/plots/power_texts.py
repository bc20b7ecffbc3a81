"""The words on the power chart, apart from each other and inside the plot."""

from PySide6.QtGui import QColor, QFontMetrics, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsTextItem

from equilibre.meter.devices import device_name
from equilibre.texts import _
from equilibre.ui.plots.chart import LABEL_PIXELS
from equilibre.ui.plots.plot import Plot
from equilibre.ui.theme import theme

Place = tuple[float, float]

_FONT_PIXELS = 12
_ROOM_PIXELS = LABEL_PIXELS - 8  # a longer name is written in two lines


class PlotTexts:
    """Texts on a plot, made when they are first said, hidden until they are said again."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._items: dict[str, QGraphicsTextItem] = {}
        self._drawn: dict[str, tuple[str, str, Place]] = {}  # text, ink and where
        self._said: set[str] = set()  # since the others were hidden

    def say(
        self,
        key: str,
        text: str,
        place: Place,
        colour: str = "",
        anchor: tuple[float, float] = (0.5, 0.5),
    ) -> None:
        """Write *text* at *place* in the data; *anchor* is the point of the text that is there."""
        self._said.add(key)
        ink = colour or theme().colours.secondary
        item = self._items.get(key)
        if item is None:
            # Not pyqtgraph's: Qt would ask Python where it is, many times a frame.
            item = self._items[key] = QGraphicsTextItem()
            item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            item.setFont(theme().font(_FONT_PIXELS))
            item.setZValue(10)
            self._plot.addItem(item)
        before, self._drawn[key] = self._drawn.get(key), (text, ink, place)
        if before is None:
            item.setVisible(True)
        if before is None or before[:2] != (text, ink):
            item.setPlainText(text)
            item.setDefaultTextColor(QColor(ink))
            size = item.boundingRect()
            at_anchor = (-anchor[0] * size.width(), -anchor[1] * size.height())
            item.setTransform(QTransform.fromTranslate(*at_anchor))
        if before is None or before[2] != place:  # what stays is not painted anew
            item.setPos(*place)

    def hide_the_unsaid(self) -> None:
        """Hide what was not said since the last time."""
        for key in self._drawn.keys() - self._said:
            self._items[key].setVisible(False)
            del self._drawn[key]
        self._said.clear()

    def shown(self) -> list[str]:
        """Return the texts that are said."""
        return [item.toPlainText() for item in self._items.values() if item.isVisible()]


def layer_name(parts: tuple[str, ...]) -> str:
    """Return the name of a layer by the devices inside."""
    return folded(" + ".join(device_name(part) for part in parts))


def folded(text: str, room_pixels: float | None = None) -> str:
    """Return *text* in two lines where there is no room for it in one.

    Without *room_pixels*, there is that at the end of the curves.
    """
    room = theme().px(_ROOM_PIXELS) if room_pixels is None else room_pixels
    metrics = QFontMetrics(theme().font(_FONT_PIXELS))
    if metrics.horizontalAdvance(text) <= room:
        return text
    words = text.split(" ")
    cuts = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    if not cuts:
        return text
    return "\n".join(min(cuts, key=lambda cut: max(map(metrics.horizontalAdvance, cut))))


def missing_text(missing: tuple[str, ...]) -> str:
    """Return what stands in the strip of what no sensor and no estimate covers."""
    if "rest" not in missing:
        return _("? not metered: memory")
    if "memory" in missing:
        return _("? not metered: memory, screen, disks, fans, power supply")
    return _("? not metered: screen, disks, fans, power supply")


def spread(heights: list[tuple[float, float]], low: float, high: float) -> list[float]:
    """Return the middles of texts that want to stand at (middle, size), none over another.

    They keep their order and stay between *low* and *high* where there is room.
    """
    order = sorted(range(len(heights)), key=lambda index: heights[index][0])
    placed: dict[int, float] = {}
    floor = low
    for index in order:
        middle, size = heights[index]
        placed[index] = max(middle, floor + size / 2)
        floor = placed[index] + size / 2
    ceiling = high
    for index in reversed(order):
        size = heights[index][1]
        placed[index] = min(placed[index], ceiling - size / 2)
        ceiling = placed[index] - size / 2
    return [placed[index] for index in range(len(heights))]
