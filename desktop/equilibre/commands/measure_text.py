"""What ``measure`` answers, for a reader: the figures in lines, then what must be known of them."""

import shlex
import textwrap
from collections.abc import Callable

from equilibre import numbers
from equilibre.commands.measure_report import Answer, remarks
from equilibre.meter.account import boundary_name
from equilibre.meter.reading import Interval, Kind
from equilibre.quantities import ENERGY
from equilibre.texts import _

_WIDTH = 96
_COMMAND_WIDTH = 60
_WIDE = 3.0  # between the bounds of a figure that deserves one digit


def as_text(answer: Answer) -> str:
    """Return the answer as lines for a reader."""
    run = answer.run
    rows = [
        (_("Command"), _shortened(shlex.join(run.command))),
        (_("Exit status"), str(run.exit_status)),
    ]
    if run.seconds is not None:
        name = _("Duration") if run.executions == 1 else _("Duration of one execution")
        rows.append((name, numbers.seconds(run.seconds)))
    if run.executions > 1:
        rows.append((_("Executions"), numbers.count(run.executions)))
    rows += _energy_rows(answer) if run.energy else [(_("Energy"), _("not metered"))]
    width = max(len(name) for name, _value in rows)
    lines = [f"{name:<{width}}  {value}" for name, value in rows]
    sentences = [run.reason, *remarks(run)]
    if run.energy:
        sentences += [_("The start of the command is inside these figures."), run.energy.outside]
    paragraphs = [line for one in sentences if one for line in one.splitlines()]
    return "\n".join(["", *lines, *[textwrap.fill(one, _WIDTH) for one in paragraphs]])


def _shortened(command: str) -> str:
    words = " ".join(command.split())  # a script may have lines of its own
    return words if len(words) <= _COMMAND_WIDTH else words[: _COMMAND_WIDTH - 1] + "…"


def _energy_rows(answer: Answer) -> list[tuple[str, str]]:
    run, energy, gross = answer.run, answer.run.energy, answer.run.gross
    assert energy is not None
    assert gross is not None
    rows = [(_("Energy"), _energy(gross, energy.kind))]
    if energy.kind is Kind.MIXED and energy.measured_share is not None:
        rows.append((_("Measured share"), numbers.percent(energy.measured_share, 0)))
    rows.append((_("Due to the command"), _marginal(energy.marginal, energy.kind)))
    if run.power_watts is not None:
        digits = _digits(gross, energy.kind)
        power = _about(energy.kind, numbers.power, run.power_watts, digits)
        rows.append((_("Mean power"), power))
    rows.append((_("Idle level"), _idle(energy.idle_watts, energy.idle_after_watts, energy.kind)))
    if energy.spread is not None:
        low = energy.spread.mean - energy.spread.half_width
        high = energy.spread.mean + energy.spread.half_width
        bounds = numbers.interval(low, high, ENERGY, value=energy.spread.mean)
        rows.append((_("Mean of the executions"), _("{bounds}, at 95 %").format(bounds=bounds)))
    rows.append((_("Inside"), boundary_name(energy.boundary, energy.covers)))
    if len(energy.parts) > 1:
        rows += [(f"  {part.source}", _energy(part.gross, part.kind)) for part in energy.parts]
    else:
        rows.append((_("Obtained from"), energy.source))
    if energy.computer is not None:
        whole = _energy(energy.computer, Kind.MEASURED)
        source = _("{energy}, from: {name}").format(energy=whole, name=energy.computer_source)
        rows.append((_("Whole computer"), source))
    if run.command_share is not None:
        share = numbers.percent(run.command_share, 0)
        rows.append((_("Share of the processor's work"), share))
    if answer.carbon_kg is not None:
        carbon = numbers.about(energy.kind.value, numbers.carbon(answer.carbon_kg))
        rows.append(
            (
                _("CO₂e"),
                _("{mass} with the electricity of: {country}").format(
                    mass=carbon, country=answer.country.name
                ),
            )
        )
    return rows


def _energy(joules: Interval, kind: Kind) -> str:
    digits = _digits(joules, kind)
    unit_of = joules.value or None
    bounds = numbers.interval(joules.low, joules.high, ENERGY, min(digits, 2), unit_of)
    value = _about(kind, numbers.energy, joules.value, digits)
    return _("{value} ({bounds}), {kind}").format(value=value, bounds=bounds, kind=_word(kind))


def _digits(value: Interval, kind: Kind) -> int:
    """Return the digits that a figure deserves: one for an estimate of a wide interval."""
    if kind is not Kind.MEASURED and value.high > _WIDE * value.low:
        return 1
    return numbers.digits_for(value.value, value.low, value.high)


def _about(kind: Kind, write: Callable[[float, int], str], value: float, digits: int) -> str:
    return numbers.about(kind.value, write(value, digits))


def _word(kind: Kind) -> str:
    return {
        Kind.MEASURED: _("measured"),
        Kind.ESTIMATED: _("estimated"),
        Kind.MIXED: _("partly measured, partly estimated"),
    }[kind]


def _marginal(joules: Interval | None, kind: Kind) -> str:
    if joules is None:
        return _("not known: the computer was not listened to at rest")
    if joules.low <= 0.0:
        return _("not measurable: too little above the idle level")
    return _energy(joules, kind)


def _idle(before_watts: float | None, after_watts: float | None, kind: Kind) -> str:
    digits = 2 if kind is Kind.ESTIMATED else 3
    before, after = (
        _about(kind, numbers.power, watts, digits) if watts is not None else _("not known")
        for watts in (before_watts, after_watts)
    )
    return _("{before} before, {after} after").format(before=before, after=after)
