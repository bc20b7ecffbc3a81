"""What one click tells of a figure of the page, and where it stands; knows no screen."""

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.growth.figure import confidence_in_words, kind_in_words
from equilibre.growth.saving import saving_on
from equilibre.texts import _, joined, labelled
from equilibre.ui.growth.use import one_request, same_result, theorem
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


def milestone_card(benchmark: str, model: str) -> Card:
    """Return what a training took to reach a level, or what the pace of Moore is."""
    if model == same_result.MOORE:
        return trend_card(model)
    saving = saving_on(benchmark, catalogue.efficiency())
    milestone = next(one for one in saving.milestones if one.model == model)
    return Card(
        model,
        (
            same_result.capitalised(catalogue.benchmarks()[benchmark]),
            _("{operations}, on {day}").format(
                operations=same_result.operations_in_words(milestone),
                day=f"{milestone.date:%d/%m/%Y}",
            ),
            _("Reduction printed: ÷{printed}. Computed from the operations: ÷{computed}.").format(
                printed=numbers.large(milestone.printed_reduction, 3),
                computed=numbers.large(saving.computed_reduction(milestone), 3),
            ),
        ),
        milestone.origin,
    )


def benchmark_card(benchmark: str) -> Card:
    """Return every training that reached a level, with its row, and their source."""
    saving = saving_on(benchmark, catalogue.efficiency())
    return Card(
        same_result.capitalised(catalogue.benchmarks()[benchmark]),
        (
            *(
                labelled(
                    one.model,
                    joined((same_result.operations_in_words(one), str(one.origin.locator))),
                )
                for one in saving.milestones
            ),
            _("Source: {text}").format(text=saving.first.origin.source),
            _("Checked: {how}").format(how=confidence_in_words(saving.first.origin.confidence)),
        ),
        None,
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
