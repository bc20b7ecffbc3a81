"""Every way to know the energy of this computer: found or not, why not, and what to do."""

from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from equilibre.meter.reading import Kind, Route, Status
from equilibre.texts import _
from equilibre.ui.dialogs.card import CardDialog, paragraph
from equilibre.ui.theme import theme
from equilibre.ui.widgets.figure_card import KindMark


def status_text(route: Route) -> str:
    """Return the state of a route in words."""
    return {
        Status.AVAILABLE: _("estimated") if route.kind is Kind.ESTIMATED else _("measured"),
        Status.WAITING: _("nothing to say now"),
        Status.ABSENT: _("not there"),
        Status.NO_PERMISSION: _("reserved to the administrator"),
        Status.LOST: _("lost"),
    }[route.status]


class SensorsDialog(CardDialog):
    """One card for each route."""

    def __init__(self, routes: Sequence[Route], parent: QWidget | None) -> None:
        title = _("How the energy of this computer is known")
        super().__init__(title, [_route_card(route) for route in routes], parent)
        self.resize(theme().px(640), theme().px(500))


def _route_card(route: Route) -> QFrame:
    px = theme().px
    frame = QFrame()
    frame.setProperty("card", True)
    name = QLabel(route.name)
    name.setFont(theme().font(14, QFont.Weight.DemiBold))
    mark = KindMark()
    mark.show_kind(str(route.kind) if route.status is Status.AVAILABLE else "")
    state = QLabel(status_text(route))
    state.setProperty("role", "secondary")
    head = QHBoxLayout()
    head.addWidget(name)
    head.addStretch()
    head.addWidget(mark)
    head.addWidget(state)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(px(14), px(10), px(14), px(10))
    layout.setSpacing(px(6))
    layout.addLayout(head)
    for text, role in (
        (route.scope, ""),
        (route.reason, "secondary"),
        (_("What to do: {remedy}").format(remedy=route.remedy) if route.remedy else "", ""),
    ):
        if text:
            label = paragraph(text)
            label.setProperty("role", role)
            layout.addWidget(label)
    return frame
