"""The places of the life-cycle tab that a newcomer is shown."""

from PySide6.QtWidgets import QWidget

from equilibre.texts import _
from equilibre.ui.dialogs.tour import Stop
from equilibre.ui.lifecycle.view import LifecycleView


def tour_stops(view: LifecycleView, signs: QWidget) -> tuple[Stop, ...]:
    """Return the four stops of the tour; *signs* is the page of the signs, in front."""
    return (
        Stop(
            view.unit,
            _("The same job"),
            _("Two ways are compared for the same service: this is the functional unit."),
        ),
        Stop(
            view.controls.first,
            _("Two ways"),
            _("Choose what is replaced, A, and what replaces it, B; then the electricity."),
        ),
        Stop(
            signs,
            _("Read the signs"),
            _(
                "A vector has no single sign: each indicator says whether B does better, "
                "worse, or whether nobody can say."
            ),
        ),
        Stop(
            view.controls,
            _("Pull the levers"),
            _("Under each lever a triangle shows where a sign turns."),
        ),
    )
