"""What can be moved in the account of a training, between which bounds; knows no screen."""

import math
from collections.abc import Mapping

from equilibre import numbers
from equilibre.growth.account import Account
from equilibre.records import dataclass
from equilibre.texts import N_, _
from equilibre.ui.growth.energy.state import Lever

KEYS = ("power", "devices", "hours", "pue")
_STRETCH = 10.0  # times more or less than printed, at both ends
_LEAST_PUE, _MOST_PUE = 1.0, 2.0
_SNAP = 1 / 160  # of the slider: so near the mark, it stands on the printed figure
_NAMES = {
    "devices": N_("Number of chips"),
    "hours": N_("Duration"),
    "pue": N_("PUE of the data centre"),
}
_EXPLANATIONS = {
    "power": N_("Mean power drawn while training, from the wall or as the software reads it."),
    "devices": N_("How many processors trained the model at the same time."),
    "hours": N_("Wall-clock time, from the beginning of the training to its end."),
    "pue": N_(
        "What the whole building draws for one watt of computing: cooling and losses are in it. "
        "1 would be nothing but computing."
    ),
}


@dataclass(frozen=True, slots=True)
class Span:
    """The ends of a lever; those that can be far apart go by ratios."""

    low: float
    high: float
    by_ratios: bool

    def position(self, value: float) -> float:
        """Return where *value* stands, from 0 to 1."""
        if self.by_ratios:
            place = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            place = (value - self.low) / (self.high - self.low)
        return min(1.0, max(0.0, place))

    def value(self, position: float) -> float:
        """Return what stands at *position*, with three digits."""
        if self.by_ratios:
            return numbers.rounded(self.low * (self.high / self.low) ** position, 3)
        return round(self.low + position * (self.high - self.low), 2)


def span(key: str, printed: float) -> Span:
    """Return the ends of the lever *key* around its *printed* value."""
    if key == "pue":
        return Span(_LEAST_PUE, _MOST_PUE, by_ratios=False)
    low = max(1.0, printed / _STRETCH) if key == "devices" else printed / _STRETCH
    return Span(low, printed * _STRETCH, by_ratios=True)


def moved(key: str, printed: float, position: float) -> float | None:
    """Return the value at *position*, None where that is the printed one."""
    ends = span(key, printed)
    if abs(position - ends.position(printed)) < _SNAP:
        return None
    value = ends.value(position)
    return float(round(value)) if key == "devices" else value


def name(key: str, account: Account) -> str:
    """Return the name of a factor of *account*."""
    if key != "power":
        return _(_NAMES[key])
    if together(account):
        return _("Power of the {hardware}").format(hardware=account.hardware)
    return _("Power of one {chip}").format(chip=account.hardware.rpartition(" × ")[2])


def together(account: Account) -> bool:
    """Return whether the power is printed for the whole machine: its chips are not counted."""
    return account.paper == "strubell"


def explanation(key: str) -> str:
    """Say what a factor is."""
    return _(_EXPLANATIONS[key])


def written(key: str, value: float, account: Account) -> str:
    """Write the value of a factor with the unit of its paper."""
    if key == "power":
        return numbers.with_unit(_digits(value), "W")
    if key == "hours":
        return duration(value, in_days=account.paper == "patterson")
    return numbers.decimal(value, 2) if key == "pue" else numbers.count(round(value))


def duration(hours: float, in_days: bool) -> str:
    """Write a duration in days or hours."""
    if in_days:
        return numbers.with_unit(_digits(hours / 24), _("days"))
    return numbers.with_unit(_digits(hours), "h")


def _digits(value: float) -> str:
    """Write whole numbers above a thousand, three digits below, without needless zeros."""
    if value >= 1000:  # noqa: PLR2004
        return numbers.count(round(value))
    return numbers.decimal(value, len(f"{value:.3g}".partition(".")[2]))


def levers(
    account: Account, printed: Mapping[str, float], chosen: Mapping[str, float]
) -> tuple[Lever, ...]:
    """Return the levers of an account: one for each factor that was *printed*."""
    shown = []
    for key in KEYS:
        if key not in printed or (key == "devices" and together(account)):
            continue
        ends = span(key, printed[key])
        value = chosen.get(key, printed[key])
        shown.append(
            Lever(
                key=key,
                name=name(key, account),
                text=written(key, value, account),
                position=ends.position(value),
                printed=ends.position(printed[key]),
                explanation=explanation(key),
            )
        )
    return tuple(shown)
