"""Says whether a model would fit this computer, then what its training would take here."""

from collections.abc import Callable

from equilibre import numbers
from equilibre.facts.electricity import Country
from equilibre.growth.extrapolation import Bounds, Extrapolation, on_this_computer
from equilibre.growth.figure import Figure, Kind
from equilibre.growth.model import Model
from equilibre.growth.quantity import (
    TRAINING_CARBON,
    TRAINING_ENERGY,
    energy_per_operation,
    printed,
)
from equilibre.growth.training import (
    BYTES_PER_TRAINED_PARAMETER,
    BYTES_PER_WEIGHT,
    training_bytes,
    weights_bytes,
)
from equilibre.quantities import BYTES
from equilibre.texts import _
from equilibre.ui.growth.computer import ranges
from equilibre.ui.growth.computer.paces import Known
from equilibre.ui.growth.computer.provenance import MEASURED
from equilibre.ui.growth.computer.state import Amount, Fit, MemoryRow

MODEL = "model"
"""What is asked for where no single figure has a card: that of the model."""
_SECONDS_PER_HOUR = 3600.0
_DAY_HOURS = 24.0


def fit(model: Model, known: Known, memory_bytes: int, country: Country, unverified: bool) -> Fit:
    """Return everything that the view says of *model* on a computer with *memory_bytes*."""
    pace = known.pace
    operations = model.value("operations", unverified)
    parameters = model.value("parameters", unverified)
    carbon = country.carbon_intensity_kg_per_joule or None  # 0 g was rounded to nothing
    taken = None
    if pace is not None:
        taken = on_this_computer(operations, parameters, pace, memory_bytes, carbon)
    verdict = _verdict(model, parameters, memory_bytes, operations is not None, taken is not None)
    amounts = _amounts(model, taken, country, unverified) if taken else ()
    rows = _memory(parameters, memory_bytes)
    comparison = _comparison(model, taken, operations, unverified)
    return Fit(
        title=_("Would {model} fit in the memory of this computer?").format(model=model.name),
        subtitle=_("to true scale · weights, gradients and moments of Adam only: examples on top"),
        memory=rows,
        missing=""
        if rows
        else _("Nobody published how many parameters {model} has.").format(model=model.name),
        verdict=verdict,
        amounts=amounts,
        comparison=comparison,
        remedy=_remedy(known, country),
        summary=verdict,
    )


def _memory(parameters: float | None, memory_bytes: int) -> tuple[MemoryRow, ...]:
    if parameters is None:
        return ()
    computer = MemoryRow(
        "computer",
        _("This computer"),
        _("its memory"),
        float(memory_bytes),
        _bytes(memory_bytes),
        provenance=MEASURED,
    )
    needs = (
        ("weights", _("The weights alone"), BYTES_PER_WEIGHT, weights_bytes(parameters)),
        ("training", _("Training it"), BYTES_PER_TRAINED_PARAMETER, training_bytes(parameters)),
    )
    return (
        computer,
        *(
            MemoryRow(
                key,
                name,
                _("{count} bytes per parameter").format(count=numbers.count(round(each))),
                needed,
                _bytes(needed),
                _fits(needed, memory_bytes),
                needed <= memory_bytes,
            )
            for key, name, each, needed in needs
        ),
    )


def _fits(needed: float, memory: float) -> str:
    if needed > memory:
        return _("does not fit: {count} times this memory").format(
            count=numbers.significant(needed / memory, 2)
        )
    if needed / memory < 0.001:  # noqa: PLR2004
        return _("fits: less than a thousandth of it")
    return _("fits: {share} of it").format(share=numbers.percent(needed / memory))


def _bytes(value: float) -> str:
    return numbers.quantity(value, BYTES, 2)


def _verdict(
    model: Model, parameters: float | None, memory: int, countable: bool, paced: bool
) -> str:
    """Say whether it fits, in words; "If it did" leads to durations, where there are any."""
    unknown = _("Nobody published how many operations the training of {model} took.").format(
        model=model.name
    )
    if parameters is None:
        first = _("Whether {model} would fit cannot be told: its size was never published.").format(
            model=model.name
        )
        return first if countable else f"{first} {unknown}"
    needed = training_bytes(parameters)
    texts = {"needed": _bytes(needed), "memory": _bytes(memory)}
    if needed <= memory:
        sentence = _(
            "It would fit: training needs about {needed}, this computer has {memory}."
        ).format(**texts)
        if not countable:
            return f"{sentence} {unknown}"
        return sentence if not paced else f"{sentence} " + _("It would take:")
    sentence = _(
        "It would not fit: training needs about {needed}, this computer has {memory}."
    ).format(**texts)
    if not countable:
        return f"{sentence} {unknown}"
    return sentence if not paced else f"{sentence} " + _("If it did, it would take:")


def _amounts(
    model: Model, taken: Extrapolation, country: Country, unverified: bool
) -> tuple[Amount, ...]:
    amounts = []
    if taken.seconds is not None:
        amounts.append(
            Amount(
                _("Duration"),
                ranges.durations(taken.seconds.low, taken.seconds.high),
                _published_duration(model),
                MODEL if model.hours is not None else "",
            )
        )
    if taken.energy_joules is not None:
        figure = model.figure("energy", unverified)
        amounts.append(
            Amount(
                _("Energy"),
                ranges.energies(*_ends(taken.energy_joules), _value(figure)),
                _beside(figure, _energy),
                "energy" if figure else "",
            )
        )
    if taken.carbon_kg is not None:
        figure = model.figure("carbon", unverified)
        amounts.append(
            Amount(
                _("CO₂e, electricity: {country}").format(country=country.name),
                ranges.carbons(*_ends(taken.carbon_kg), _value(figure)),
                _beside(figure, _carbon),
                "carbon" if figure else "",
            )
        )
    return tuple(amounts)


def _ends(bounds: Bounds) -> tuple[float, float]:
    return bounds.low, bounds.high


def _value(figure: Figure | None) -> float | None:
    if figure is None:
        return None
    return figure.value if figure.value is not None else figure.high


def _published_duration(model: Model) -> str:
    if model.hours is None:
        return _("the real training: not in the table")
    days = model.hours / _DAY_HOURS
    text = numbers.seconds(model.hours * _SECONDS_PER_HOUR)
    if days >= 2:  # noqa: PLR2004
        text = numbers.with_unit(numbers.large(days, 3), _("days"))
    if model.accelerators is None:
        return _("the real training: {duration}").format(duration=text)
    return _("the real training: {duration} on {count} chips").format(
        duration=text, count=numbers.count(model.accelerators)
    )


def _energy(joules: float) -> str:
    return printed(joules, TRAINING_ENERGY)


def _carbon(kilograms: float) -> str:
    return printed(kilograms, TRAINING_CARBON)


def _beside(figure: Figure | None, write: Callable[[float], str]) -> str:
    """Say what is known of the real training, and how."""
    if figure is None:
        return _("the real training: not in the table")
    if figure.value is not None:
        texts = {
            Kind.PUBLISHED: _("the real training: {amount}, published"),
            Kind.ESTIMATED: _("the real training: {amount}, estimated by a third party"),
            Kind.DERIVED: _("the real training: {amount}, computed from published figures"),
        }
        return texts[figure.kind].format(amount=write(figure.value))
    if figure.low is not None and figure.high is not None:
        return _("the real training: never published; reconstructions: {amount}").format(
            amount=ranges.between(figure.low, figure.high, write)
        )
    return _("the real training: never published")


def _comparison(
    model: Model, taken: Extrapolation | None, operations: float | None, unverified: bool
) -> str:
    """Say how much energy an operation would use here, beside that training's."""
    there = energy_per_operation(model, unverified)
    if taken is None or taken.energy_joules is None or operations is None or there is None:
        return ""
    low = there.low if there.low is not None else there.value
    high = there.high if there.high is not None else there.value
    if low is None or high is None:
        return ""
    here = taken.energy_joules.scaled(1 / operations)
    least, most = here.low / high, here.high / low
    if least >= 1:
        return _(
            "Per operation, {ratio} times less efficient here than in that data centre "
            "(the boundaries differ)."
        ).format(ratio=ranges.times(least, most))
    return _(
        "Per operation, {ratio} times the energy that it took in that data centre "
        "(the boundaries differ)."
    ).format(ratio=ranges.times(least, most))


def _remedy(known: Known, country: Country) -> str:
    if known.pace is None:
        return _(
            "How long it would take is not known yet: train a model in the first tab, or measure "
            "the product of matrices, at the left."
        )
    sentences = []
    if known.product is None:
        sentences.append(
            _("At the pace of your training only: measure the product of matrices for the ceiling.")
        )
    elif known.trained is None:
        sentences.append(
            _("At the fastest pace only: train a model in the first tab for your own.")
        )
    if known.pace.joules_per_operation is None:
        sentences.append(_unmetered(known))
    elif not country.carbon_intensity_kg_per_joule:
        sentences.append(
            _("No CO₂e: the source gives 0 g per kWh for {country}, rounded.").format(
                country=country.name
            )
        )
    return " ".join(sentences)


def _unmetered(known: Known) -> str:
    """Say why no energy is told, and what to do where one of the two paces alone was metered."""
    if known.product is not None and known.product.joules_per_operation is not None:
        return _(
            "No energy and no CO₂e: no sensor was read during this training, and the fastest pace "
            "alone bounds nothing. Train a model again."
        )
    if known.trained is not None and known.trained.joules_per_operation is not None:
        return _(
            "No energy and no CO₂e: no sensor was read during the product, and the pace of your "
            "training alone bounds nothing. Measure the product of matrices again."
        )
    return _("No energy and no CO₂e: no sensor was read while this computer worked.")
