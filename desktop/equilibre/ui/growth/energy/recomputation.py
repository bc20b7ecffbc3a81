"""An account computed again with the factors that the user chose; knows no screen."""

from collections.abc import Mapping
from dataclasses import replace

from equilibre import numbers
from equilibre.facts.electricity import Country
from equilibre.growth.account import Account
from equilibre.growth.figure import Kind, kind_in_words
from equilibre.quantities import (
    JOULES_PER_KILOWATT_HOUR,
    KILOWATT_HOUR,
    MEGAWATT_HOUR,
    Unit,
    unit_for,
)
from equilibre.records import dataclass
from equilibre.texts import N_, _
from equilibre.ui.growth.energy import levers
from equilibre.ui.growth.energy.state import Bar, Factor, Recomputed

_MASSES = (Unit("kg", 1.0), Unit("t", 1e3))
_CLOSE = 0.0005  # relative: nearer than that, nothing is worth saying
_DIGITS = 3
_SECONDS_PER_HOUR = 3600.0
_FIELDS = {"power": "power_watts", "devices": "devices", "hours": "hours", "pue": "pue"}
_CORRECTED = {"architecture-search-p100": "architecture-search-google"}
"""Which account is told again, better known, by which other one."""
_ASSUMED = {
    ("gpt-3-microsoft", "devices"): N_("assumed by the authors"),
    ("gpt-3-microsoft", "hours"): N_("from the assumed number of chips"),
    ("architecture-search-p100", "hours"): N_("estimated by the authors"),
}
_KNOWN = {
    ("strubell", "power"): N_("measured by the authors"),
    ("strubell", "hours"): N_("reported"),
    ("patterson", "power"): N_("measured"),
    ("patterson", "devices"): N_("reported"),
    ("patterson", "hours"): N_("reported"),
    ("patterson", "pue"): N_("of this data centre"),
}
_ASSUMED_BY_PAPER = {("strubell", "pue"): N_("assumed: a mean of data centres")}


@dataclass(frozen=True, slots=True)
class Recomputation:
    """A printed account, what was moved in it, and the country of the electricity if changed."""

    printed: Account
    moved: Mapping[str, float]
    country: Country | None = None

    @property
    def account(self) -> Account:
        """The account with what was moved."""
        changes = {_FIELDS[key]: value for key, value in self.moved.items()}
        if "devices" in changes:
            changes["devices"] = round(changes["devices"])
        if self.country is not None:
            changes["carbon_kg_per_kwh"] = self.country.grams_per_kilowatt_hour / 1000
        return replace(self.printed, **changes)  # type: ignore[arg-type]

    @property
    def energy_joules(self) -> float | None:
        energy = self.account.energy_kwh
        return None if energy is None else energy * JOULES_PER_KILOWATT_HOUR

    @property
    def energy_unit(self) -> Unit:
        """The unit of the paper: its figures are recognised."""
        return KILOWATT_HOUR if self.printed.paper == "strubell" else MEGAWATT_HOUR

    @property
    def carbon_unit(self) -> Unit:
        """The unit in which the printed carbon reads best, whatever is changed."""
        return unit_for(self.printed.printed_carbon_kg or 0.0, _MASSES)

    @property
    def printed_energy_joules(self) -> float | None:
        energy = self.printed.printed_energy_kwh
        return None if energy is None else energy * JOULES_PER_KILOWATT_HOUR

    @property
    def carbon_kg(self) -> float | None:
        """The carbon of that energy; None for a grid whose figure was rounded to nothing."""
        if self.country is not None and not self.country.grams_per_kilowatt_hour:
            return None
        return self.account.carbon_kg


def factors_of(account: Account) -> dict[str, float]:
    """Return the factors that an account prints, by the key of their lever."""
    values = {key: getattr(account, field) for key, field in _FIELDS.items()}
    return {key: float(value) for key, value in values.items() if value is not None}


def shown(recomputation: Recomputation, correction: Account | None) -> Recomputed:
    """Return the bars and the multiplication."""
    account = recomputation.account
    title = _("{name}: the energy, printed and recomputed").format(name=account.name)
    energy, printed = recomputation.energy_joules, recomputation.printed_energy_joules
    if energy is None or printed is None:
        return Recomputed(title, missing=_nothing_printed(account))
    unit = recomputation.energy_unit
    bars = [
        Bar(
            "printed",
            _("Printed"),
            printed / unit.size,
            as_printed(printed, unit),
            "printed",
            amount=printed,
            kind=kind_in_words(Kind.PUBLISHED),
        ),
        Bar(
            "recomputed",
            _("Recomputed") if not recomputation.moved else _("With your changes"),
            energy / unit.size,
            beside_printed(energy, printed, unit),
            "recomputed",
            amount=energy,
            kind=kind_in_words(Kind.DERIVED),
        ),
    ]
    if correction is not None and correction.printed_energy_kwh is not None:
        corrected = correction.printed_energy_kwh * JOULES_PER_KILOWATT_HOUR
        bars.append(
            Bar(
                "corrected",
                _("By those who ran it"),
                corrected / unit.size,
                numbers.with_unit(numbers.significant(corrected / unit.size), unit.symbol),
                "corrected",
                amount=corrected,
                kind=kind_in_words(Kind.PUBLISHED),
            )
        )
    return Recomputed(
        title,
        energy_sentence(recomputation),
        unit.symbol,
        tuple(bars),
        _factors(recomputation),
        Factor("result", beside_printed(energy, printed, unit), _("energy"), _("computed here")),
    )


def correction_of(account: Account) -> str:
    """Return the key of the account that tells the same again, "" where there is none."""
    return _CORRECTED.get(account.key, "")


def _nothing_printed(account: Account) -> str:
    low, high = account.cost_dollars or (0.0, 0.0)
    if not high:
        return _("Its power was never published: nothing can be recomputed.")
    return _(
        "Its power was not published: only the price of such a training in the cloud was, "
        "{low} to {high} dollars for {duration}. There is no energy to recompute: a hole, not a "
        "zero."
    ).format(
        low=numbers.count(round(low)),
        high=numbers.count(round(high)),
        duration=levers.duration(account.hours, in_days=True),
    )


def _factors(recomputation: Recomputation) -> tuple[Factor, ...]:
    account, printed = recomputation.account, recomputation.printed
    shown = []
    for key, value in factors_of(account).items():
        if key == "devices" and levers.together(printed):
            continue
        moved = key in recomputation.moved
        kind, assumed = kind_of(printed, key)
        shown.append(
            Factor(
                key=key,
                value=levers.written(key, value, printed),
                name=levers.name(key, printed),
                kind=_("changed by you") if moved else kind,
                assumed=assumed or moved,
                moved=moved,
                amount=value * _SECONDS_PER_HOUR if key == "hours" else value,
            )
        )
    return tuple(shown)


def kind_of(account: Account, key: str) -> tuple[str, bool]:
    """Return how a printed factor is known, and whether it is an assumption."""
    for named in (_ASSUMED.get((account.key, key)), _ASSUMED_BY_PAPER.get((account.paper, key))):
        if named is not None:
            return _(named), True
    return _(_KNOWN[(account.paper, key)]), False


def as_printed(value: float, unit: Unit) -> str:
    """Write a printed value with the digits that were printed, no more."""
    return numbers.with_unit(
        numbers.decimal(value / unit.size, _decimals_printed(value, unit)), unit.symbol
    )


def beside_printed(value: float, printed: float, unit: Unit) -> str:
    """Write a computed value with the decimals of the printed one, or three digits if more."""
    decimals = _decimals_printed(printed, unit)
    if abs(value / printed - 1) > 0.02:  # noqa: PLR2004 - a change: three digits say it all
        return numbers.with_unit(numbers.significant(value / unit.size), unit.symbol)
    while decimals < 3 and round(value / unit.size, decimals) < 10 ** (_DIGITS - 1 - decimals):  # noqa: PLR2004
        decimals += 1
    return numbers.with_unit(numbers.decimal(value / unit.size, decimals), unit.symbol)


def _decimals_printed(value: float, unit: Unit) -> int:
    text = f"{value / unit.size:.7g}"
    return len(text.partition(".")[2]) if "e" not in text else 0


def energy_sentence(recomputation: Recomputation) -> str:
    """Say how far the recomputed energy stands from the printed one."""
    energy, printed = recomputation.energy_joules, recomputation.printed_energy_joules
    if energy is None or printed is None:
        return ""
    unit = recomputation.energy_unit
    now, then = beside_printed(energy, printed, unit), as_printed(printed, unit)
    if recomputation.moved:
        return _("You changed {what}: {now} instead of {then}, ×{ratio}.").format(
            what=_listed(_names_moved(recomputation)),
            now=now,
            then=then,
            ratio=numbers.significant(energy / printed),
        )
    return gap_sentence(energy / printed, now, then)


def gap_sentence(ratio: float, now: str, then: str) -> str:
    """Say how far what is recomputed, written *now*, stands from what was printed, *then*."""
    gap = abs(ratio - 1)
    if gap < _CLOSE or now == then:
        return _("Recomputed {now}; printed {then}: the paper’s figure is found again.").format(
            now=now, then=then
        )
    return _("Recomputed {now}; printed {then}: {gap} apart, by rounding.").format(
        now=now, then=then, gap=numbers.percent(gap, 1)
    )


def carbon_sentence(recomputation: Recomputation) -> str:
    """Say what the energy emits, and what was printed."""
    carbon, printed = recomputation.carbon_kg, recomputation.printed.printed_carbon_kg
    if recomputation.country is not None and not recomputation.country.grams_per_kilowatt_hour:
        return rounded_away(recomputation.country)
    if carbon is None or printed is None:
        return ""
    unit = recomputation.carbon_unit
    now = numbers.with_unit(numbers.significant(carbon / unit.size), unit.symbol)
    then = numbers.with_unit(numbers.significant(printed / unit.size), unit.symbol)
    changed = _names_moved(recomputation)
    if recomputation.country is not None:
        changed.append(_("the country"))
    if changed:
        return _("You changed {what}: {now} of CO₂e instead of {then}.").format(
            what=_listed(changed), now=now, then=then
        )
    grid = grams(recomputation.printed.carbon_kg_per_kwh * 1000)
    return _("On its own grid ({grid}): {now} of CO₂e; printed {then}.").format(
        grid=grid, now=now, then=then
    )


def rounded_away(country: Country) -> str:
    """Say why nothing is computed with a grid printed with no carbon: none emits nothing."""
    return _("No CO₂e: the source gives 0 g per kWh for {country}, rounded.").format(
        country=country.name
    )


def _names_moved(recomputation: Recomputation) -> list[str]:
    names = {
        "power": _("the power"),
        "devices": _("the number of chips"),
        "hours": _("the duration"),
        "pue": _("the PUE"),
    }
    return [names[key] for key in levers.KEYS if key in recomputation.moved]


def _listed(names: list[str]) -> str:
    """Return *names* in a sentence: "the power and the country", or how many they are."""
    if len(names) == 1:
        return names[0]
    if len(names) == 2:  # noqa: PLR2004 - more would not hold on a line
        return _("{first} and {last}").format(first=names[0], last=names[1])
    return _("{count} factors").format(count=numbers.count(len(names)))


def grams(value: float) -> str:
    """Write the carbon of one kilowatt-hour."""
    return numbers.with_unit(numbers.significant(value), "g/kWh")
