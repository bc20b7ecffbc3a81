"""What the points of train or use say."""

from equilibre import numbers
from equilibre.learning.experiments.costs import cost
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.texts import N_, _

SMALL_NETWORK, LARGE_NETWORK = "network_32", "network_512"
NAMES = {
    "linear": N_("Linear"),
    "nearest": N_("Nearest neighbour"),
    "kernel": N_("Exact kernel"),
    SMALL_NETWORK: N_("Network, 32 neurons"),
    LARGE_NETWORK: N_("Network, 2 × 512 neurons"),
}
SMALL_EPOCHS, LARGE_EPOCHS = 40, 20

ONE_BY_ONE, TOGETHER = 1.0, 1000.0  # predictions at a time
_MINUTES_OF_A_YEAR = 365 * 24 * 60
_PASSES_OF_A_STEP = 3  # forward, and backward to the parameters and to the inputs


def read(findings: Findings) -> tuple[str, ...]:
    """Say when the use overtakes the training, what batches change, and what a year takes."""
    sentences = (
        _break_even(findings),
        _batches(findings),
        _nearest(findings),
        _rule(findings),
        _year(findings),
    )
    return tuple(each for each in sentences if each)


def truth_of_break_even(findings: Findings) -> float | None:
    """Return after how many single predictions the small network has used as much as learned."""
    point = _point(findings, SMALL_NETWORK, ONE_BY_ONE)
    return None if point is None else point.y


def truth_of_batches(findings: Findings) -> float | None:
    """Return how many times less a prediction of the small network takes among a thousand."""
    return _gain(findings, SMALL_NETWORK)


def _point(findings: Findings, model: str, batch: float) -> Point | None:
    return next((each for each in findings.of("break_even", model) if each.lens == batch), None)


def _gain(findings: Findings, model: str) -> float | None:
    alone, together = (_point(findings, model, batch) for batch in (ONE_BY_ONE, TOGETHER))
    if alone is None or together is None or together.figures["prediction_seconds"] <= 0:
        return None
    return alone.figures["prediction_seconds"] / together.figures["prediction_seconds"]


def _models(findings: Findings) -> list[Point]:
    """Return the models asked one by one, but for the one that learns nothing."""
    found = (each for each in findings.of("break_even") if each.lens == ONE_BY_ONE)
    return [each for each in found if each.series != "nearest"]


def _break_even(findings: Findings) -> str:
    models = sorted(_models(findings), key=lambda point: point.y)
    if len(models) < 2:  # noqa: PLR2004
        return ""
    return _(
        "One by one, the use has taken as much as the training after {least} predictions "
        "({model}), and after {most} ({other})."
    ).format(
        least=_predictions(models[0]),
        model=_name(models[0]),
        most=_predictions(models[-1]),
        other=_name(models[-1]),
    )


def _name(point: Point) -> str:
    return _(NAMES[point.series])


def _predictions(point: Point) -> str:
    """Write a number of predictions with the least and the most of the trials."""
    if point.low is None or point.high is None:
        return numbers.large(point.y, 2)
    return _("{value} [{low} to {high}]").format(
        value=numbers.large(point.y, 2),
        low=numbers.large(point.low, 2),
        high=numbers.large(point.high, 2),
    )


def _batches(findings: Findings) -> str:
    gains = sorted(
        (gain, _name(point))
        for point in _models(findings)
        if (gain := _gain(findings, point.series)) is not None
    )
    if len(gains) < 2:  # noqa: PLR2004
        return ""
    return _(
        "A thousand at a time, a prediction takes {least} times less ({model}) to {most} times "
        "less ({other}) than alone."
    ).format(
        least=numbers.significant(gains[0][0], 2),
        model=gains[0][1],
        most=numbers.significant(gains[-1][0], 2),
        other=gains[-1][1],
    )


def _nearest(findings: Findings) -> str:
    point = _point(findings, "nearest", ONE_BY_ONE)
    if point is None:
        return ""
    return _(
        "The nearest neighbour learns next to nothing: it keeps the rows. Its training weighs as "
        "much as {count} predictions, and each of them looks at all the rows."
    ).format(count=_predictions(point))


def _rule(findings: Findings) -> str:
    """Set the break-even of the large network against what can be derived."""
    point = _point(findings, LARGE_NETWORK, TOGETHER)
    if point is None:
        return ""
    derived = _PASSES_OF_A_STEP * LARGE_EPOCHS * point.figures["rows"]
    return _(
        "By rule of thumb a step of training takes three predictions for each row: {epochs} epochs "
        "of {rows} rows come to {derived} predictions. Measured, a thousand at a time: {found}; "
        "the solver has work of its own too."
    ).format(
        epochs=LARGE_EPOCHS,
        rows=numbers.count(round(point.figures["rows"])),
        derived=numbers.large(derived, 2),
        found=_predictions(point),
    )


def _year(findings: Findings) -> str:
    """Say what a prediction a minute takes in a year, beside the training."""
    point = _point(findings, SMALL_NETWORK, ONE_BY_ONE)
    if point is None:
        return ""
    training, one = point.figures["training_seconds"], point.figures["prediction_seconds"]
    return _(
        "Computed for a service: a prediction a minute for a year, one by one, takes {use} with "
        "the network of 32 neurons, {ratio} times its training ({training})."
    ).format(
        use=cost(findings, _MINUTES_OF_A_YEAR * one),
        ratio=numbers.significant(_MINUTES_OF_A_YEAR * one / training, 2),
        training=cost(findings, training),
    )
