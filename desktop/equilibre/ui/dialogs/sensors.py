"""Every way to know the energy of this computer: found or not, why not, and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from equilibre.meter.reading import Kind, Route, Status
from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.widgets.figure_card import KindMark


def status_text(route: Route) -> str:
    """Return the state of a route in words."""
    return {
        Status.AVAILABLE: _("estimated") if route.kind is Kind.ESTIMATED else _("measured"),
        Status.ABSENT: _("not there"),
        Status.NO_PERMISSION: _("reserved to the administrator"),
        Status.LOST: _("lost"),
    }[route.status]


class SensorsDialog(QDialog):
    """One card for each route."""

    def __init__(self, routes: Sequence[Route], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Sensors"))
        px = theme().px
        heading = QLabel(_("How the energy of this computer is known"))
        heading.setWordWrap(True)
        heading.setFont(theme().font(18, QFont.Weight.DemiBold))
        inner = QWidget()
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(0, 0, px(8), 0)
        cards.setSpacing(px(10))
        for route in routes:
            cards.addWidget(_route_card(route))
        cards.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole).setDefault(True)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(heading)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        self.resize(px(640), px(500))


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
            label = QLabel(text)
            label.setWordWrap(True)
            label.setProperty("role", role)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            layout.addWidget(label)
    return frame
