"""The places of the training tab that a newcomer is shown."""

from equilibre.texts import _
from equilibre.ui.dialogs.tour import Stop
from equilibre.ui.training.view import TrainingView


def tour_stops(view: TrainingView) -> tuple[Stop, ...]:
    """Return the five places that matter, in the order of the work."""
    return (
        Stop(
            view.controls.settings_area,
            _("Choose"),
            _("Some data, a family of models, a few settings. Nothing here can break."),
        ),
        Stop(
            view.controls.start,
            _("Train and measure"),
            _(
                "Three seconds at rest, then the training. You can pause, go one epoch "
                "at a time, or stop."
            ),
        ),
        Stop(
            view.charts,
            _("Watch"),
            _(
                "Above, how well the model answers. Below, under the same time, the "
                "power: its area is the energy."
            ),
        ),
        Stop(
            view.summary,
            _("Read"),
            _(
                "Each figure says whether it was measured, estimated or computed, and "
                "between which bounds. Click on one to see where it comes from."
            ),
        ),
        Stop(
            view.pages,
            _("Go further"),
            _(
                "Compare the runs that you keep, look at what the model learned, and redo seven "
                "experiments with your own joules."
            ),
        ),
    )
