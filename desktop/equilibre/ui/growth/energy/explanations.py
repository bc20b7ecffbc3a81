"""What the cards of the page say: where each figure comes from and how it was obtained."""

from equilibre import numbers
from equilibre.facts.electricity import Country
from equilibre.growth.account import Account, Comparison
from equilibre.growth.figure import Origin, confidence_in_words
from equilibre.growth.training import hours_at
from equilibre.quantities import CARBON, JOULES_PER_KILOWATT_HOUR, MEGAWATT_HOUR
from equilibre.records import dataclass
from equilibre.texts import _, labelled
from equilibre.ui.growth.energy import levers
from equilibre.ui.growth.energy.recomputation import (
    Recomputation,
    as_printed,
    factors_of,
    grams,
    kind_of,
    rounded_away,
)

Card = tuple[str, list[str]]
"""A title and its paragraphs."""
# Operations per second that one chip was measured to make, where the number of chips is an
# assumption from which the duration follows. Patterson et al. 2021, arXiv 2104.10350, Table 4.
_PACES = {"gpt-3-microsoft": 24.6e12}


@dataclass(frozen=True, slots=True)
class Explanations:
    """The cards for what is shown now."""

    recomputation: Recomputation
    correction: Account | None
    country: Country | None
    of_all: bool  # the card stands beside all trainings, not beside one
    comparison: Comparison | None

    def account(self) -> Card:
        """Explain the printed account, factor by factor."""
        account = self.recomputation.printed
        paragraphs = [
            _("Energy = power × devices × hours × PUE, with the figures that the paper prints.")
        ]
        if levers.together(account):
            paragraphs = [
                _(
                    "Energy = power × hours × PUE: the paper gives the power of the whole machine "
                    "({hardware}), processors and memory included."
                ).format(hardware=account.hardware)
            ]
        paragraphs += [self._factor(key) for key in factors_of(account) if self._is_shown(key)]
        paragraphs += _duration_told(account)
        paragraphs.append(_carbon_line(account))
        if str(account.note):
            paragraphs.append(str(account.note))
        paragraphs.append(origin_in_words(account.origin))
        return account.name, paragraphs

    def _is_shown(self, key: str) -> bool:
        return not (key == "devices" and levers.together(self.recomputation.printed))

    def _factor(self, key: str) -> str:
        account = self.recomputation.printed
        kind, assumed = kind_of(account, key)
        text = levers.written(key, factors_of(account)[key], account)
        line = labelled(
            levers.name(key, account),
            _("{value}, {kind}").format(value=text, kind=kind),
        )
        return _("{line} (an assumption)").format(line=line) if assumed else line

    def note(self) -> Card:
        """Explain the note, and the account that tells the same again."""
        account = self.recomputation.printed
        paragraphs = [str(account.note), origin_in_words(account.origin)]
        if self.correction is not None:
            paragraphs += [
                _("What was recomputed by those who ran it: {energy}, {carbon} of CO₂e.").format(
                    energy=_energy(self.correction),
                    carbon=numbers.quantity(self.correction.printed_carbon_kg or 0.0, CARBON),
                ),
                origin_in_words(self.correction.origin),
            ]
        return _("About this account"), paragraphs

    def grid(self) -> Card:
        """Explain the carbon of a country's electricity."""
        paragraphs = [
            _(
                "CO₂e = energy × carbon of one kilowatt-hour: a yearly average of all power "
                "stations of the country, their life cycle included. The hour, the season and the "
                "power station that really turned are not in it."
            )
        ]
        country = self.country
        if country is not None:
            paragraphs.append(
                _("{country}: {grid} in {year}.").format(
                    country=country.name,
                    grid=grams(country.grams_per_kilowatt_hour),
                    year=country.source.year,
                )
            )
            if not country.grams_per_kilowatt_hour:
                paragraphs.append(rounded_away(country))
        if self.of_all:
            paragraphs.append(
                _("The published figures have each their own grid: the card of a model says which.")
            )
        else:
            paragraphs.append(_carbon_line(self.recomputation.printed))
            paragraphs.append(origin_in_words(self.recomputation.printed.origin))
        source = (country or _any()).source
        paragraphs.append(
            "\n".join(
                (
                    _("Source: {text}").format(text=source.title),
                    _("Where: {text}").format(text=source.locator),
                )
            )
        )
        return _("The carbon of electricity"), paragraphs

    def of_comparison(self) -> Card:
        """Explain what the carbon is compared with."""
        comparison = self.comparison
        if comparison is None:
            return _("Comparison"), []
        return str(comparison.name), [
            numbers.quantity(comparison.carbon_kg, CARBON),
            _(
                "The electricity of a training is compared here with what the paper set beside it, "
                "whose boundaries are wider: an order of magnitude, no more."
            ),
            origin_in_words(comparison.origin),
        ]

    def lever(self, key: str) -> Card:
        """Explain a factor."""
        return levers.name(key, self.recomputation.printed), [
            levers.explanation(key),
            self._factor(key),
            *(_duration_told(self.recomputation.printed) if key in {"devices", "hours"} else []),
            origin_in_words(self.recomputation.printed.origin),
        ]


def _any() -> Country:
    from equilibre.facts.electricity import countries

    return next(iter(countries().values()))


def _energy(account: Account) -> str:
    joules = (account.printed_energy_kwh or 0.0) * JOULES_PER_KILOWATT_HOUR
    return as_printed(joules, MEGAWATT_HOUR)


def _carbon_line(account: Account) -> str:
    line = _("Electricity as printed: {grid}.").format(grid=grams(account.carbon_kg_per_kwh * 1000))
    net = account.printed_net_carbon_kg
    if net is None or net == account.printed_carbon_kg:
        return line
    line = _(
        "{line} The paper also prints {net}, less the carbon-free electricity that was bought."
    ).format(line=line, net=numbers.quantity(net, CARBON))
    again, intensity = account.net_carbon_kg, account.net_carbon_kg_per_kwh
    if again is None or intensity is None:
        return line
    return _("{line} Recomputed with its {grid}: {net}.").format(
        line=line, grid=grams(intensity * 1000), net=numbers.quantity(again, CARBON)
    )


def _duration_told(account: Account) -> list[str]:
    """Say what the duration follows from, where it was not reported but deduced."""
    pace = _PACES.get(account.key)
    if pace is None or account.operations is None:
        return []
    return [
        _(
            "{duration} follow from the {count} chips assumed and the pace measured, {pace} for "
            "each: {operations} operations in all."
        ).format(
            duration=levers.duration(
                hours_at(account.operations, account.devices, pace), in_days=True
            ),
            count=numbers.count(account.devices),
            pace=numbers.operations_per_second(pace, 3),
            operations=numbers.scientific(account.operations),
        )
    ]


def origin_in_words(origin: Origin) -> str:
    """Return where a figure stands and how it was checked, a line each."""
    return "\n".join(
        (
            _("Source: {text}").format(text=origin.source),
            _("Where: {text}").format(text=origin.locator),
            _("Checked: {how}").format(how=confidence_in_words(origin.confidence)),
        )
    )
