"""What one click tells of a figure of the page, and where it stands; knows no screen."""

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.growth.figure import kind_in_words
from equilibre.texts import _, joined, labelled
from equilibre.ui.growth.use import one_request, theorem
from equilibre.ui.growth.use.state import Card


def request_card(key: str) -> Card:
    """Return what is known of one request; of the theorem where it is computed from it."""
    request = next((one for one in catalogue.requests() if one.key == key), None)
    if request is None:
        return theorem.card()
    energy = request.energy
    return Card(
        one_request.name_of(request),
        (
            labelled(
                _("Energy of one request"),
                joined((one_request.energy_in_words(energy), kind_in_words(energy.kind))),
            ),
            labelled(_("What is counted"), energy.basis),
        ),
        energy.origin,
    )


def trend_card(key: str) -> Card:
    """Return what a trend is, and over which years. Raises KeyError for an unknown one."""
    trend = catalogue.trends()[key]
    pace = (
        _("halves every {months} months (÷{factor} per year)")
        if trend.falls
        else _("doubles every {months} months (×{factor} per year)")
    )
    return Card(
        str(trend.name),
        (
            labelled(
                trend.quantity,
                pace.format(
                    months=numbers.large(trend.doubling_months, 3),
                    factor=numbers.large(trend.factor_per_year, 3),
                ),
            ),
            labelled(_("Period"), trend.period),
            labelled(_("How this came to be"), kind_in_words(trend.kind)),
        ),
        trend.origin,
    )


def lever_card(key: str) -> Card:
    """Return what the lever "users", "daily" or "tokens" stands for."""
    if key == "tokens":
        figure = catalogue.assumptions()["tokens_per_answer"]
        return Card(_("Tokens per answer"), (str(figure.basis),), figure.origin)
    names = {"users": _("Users"), "daily": _("Requests a day, each")}
    return Card(
        names[key],
        (
            _(
                "An assumption of yours: move the lever. The same figures for millions of "
                "people and for a single class show what scale does."
            ),
        ),
        None,
    )
