"""The places of the growth tab that a newcomer is shown."""

from equilibre.texts import _
from equilibre.ui.dialogs.tour import Stop
from equilibre.ui.growth.scale.page import ScalePage
from equilibre.ui.growth.view import GrowthView


def tour_stops(view: GrowthView) -> tuple[Stop, ...]:
    """Return the four places that matter, from the shock to this computer."""
    page = view.page("scale")
    assert isinstance(page, ScalePage)
    return (
        Stop(
            page.chart,
            _("See"),
            _("Three models, two years, to true scale: the first is less than a pixel wide."),
        ),
        Stop(
            page.zoom_in,
            _("Zoom"),
            _("Ten times larger at each press: count how many it takes to see the first one."),
        ),
        Stop(
            page.play,
            _("Play"),
            _("Go through the years: at each new model, the ones before shrink."),
        ),
        Stop(
            view.pages,
            _("Go on"),
            _(
                "All the models, their energy recomputed, what their training would take on "
                "this computer, and what is often heard."
            ),
        ),
    )
