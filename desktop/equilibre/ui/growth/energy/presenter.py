"""Decides what the page of recomputed energy shows; knows no screen."""

from collections.abc import Sequence
from typing import Protocol

from equilibre import numbers
from equilibre.facts.electricity import Country, by_name, countries
from equilibre.growth import catalogue
from equilibre.growth.account import Account, Comparison
from equilibre.growth.figure import Confidence
from equilibre.quantities import CARBON
from equilibre.texts import _
from equilibre.ui.board import Board, Choice, NoScreen
from equilibre.ui.growth.energy import grids, levers, operations, recomputation
from equilibre.ui.growth.energy.explanations import Card, Explanations
from equilibre.ui.growth.energy.recomputation import Recomputation, factors_of, grams
from equilibre.ui.growth.energy.state import HEADING, EnergyState, View
from equilibre.ui.growth.surroundings import Surroundings

_FIRST = "gpt-3-microsoft"
_SHORTER = {"Evolved Transformer (NAS)": "Evolved Tr. (NAS)"}
"""Names that leave no room in a list for the hardware that tells them apart."""
_LITTLE = 0.995  # under one time, a share reads better


class Screen(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: EnergyState) -> None: ...


class EnergyPresenter:
    """One published training with its levers, all with one electricity, or their operations."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._accounts = {account.key: account for account in catalogue.accounts()}
        self._moved: dict[str, float] = {}
        self._counted = operations.FIRST
        self._board: Board[EnergyState, Screen] = Board(NoScreen(), EnergyState(chosen=_FIRST))
        self.refresh()

    @property
    def state(self) -> EnergyState:
        """What is shown now."""
        return self._board.state

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self.refresh()

    # -- asked by the page -----------------------------------------------------------------

    def choose_view(self, view: View) -> None:
        self._set(view=view)

    def choose_training(self, key: str) -> None:
        """Recompute another training, as printed; the electricity stays."""
        if key != self.state.chosen and key in self._accounts:
            self._moved = {}
            self._set(chosen=key)

    def choose_counted(self, key: str) -> None:
        """Write out how the operations of another row of the table are counted."""
        if key != self._counted:
            self._counted = key
            self._set()

    def move(self, key: str, position: float) -> None:
        """Put a lever at *position* (0 to 1); close to its mark it is as printed."""
        value = levers.moved(key, factors_of(self._printed)[key], position)
        if value is None:
            self._moved.pop(key, None)
        else:
            self._moved[key] = value
        self._set()

    def choose_country(self, key: str) -> None:
        """Draw the energy from the grid of a country, "" from the one it was printed with."""
        self._set(country=key)

    def choose_grid(self, rank: int) -> None:
        """Draw the energy from the grid of this *rank*, 0 for the least carbon."""
        self._set(country=_by_carbon()[rank].key)

    def restore(self) -> None:
        """Put everything back as printed."""
        self._moved = {}
        self._set(country="")

    def choose_comparison(self, key: str) -> None:
        self._set(comparison=key)

    # -- cards -----------------------------------------------------------------------------

    @property
    def unverified(self) -> bool:
        """Whether figures from memory are shown too."""
        return self._surroundings.unverified

    @property
    def explanations(self) -> Explanations:
        """What the cards of the page say now."""
        return Explanations(
            self._recomputation,
            self._correction(),
            self._country_of_all() if self.state.view == "grids" else self._country(),
            self.state.view == "grids",
            self._comparison(),
        )

    @property
    def count_card(self) -> Card:
        """What the card of the chosen count says now."""
        return operations.count_card(self._counted)

    @property
    def reasons_card(self) -> Card:
        """What the card of the operations per parameter and token says now."""
        return operations.reasons_card(self._counted)

    # -- what is shown ---------------------------------------------------------------------

    @property
    def _printed(self) -> Account:
        return self._accounts[self.state.chosen]

    @property
    def _recomputation(self) -> Recomputation:
        return Recomputation(self._printed, dict(self._moved), self._country())

    def _country(self) -> Country | None:
        return countries().get(self.state.country)

    def _country_of_all(self) -> Country:
        return self._country() or self._surroundings.country

    def _correction(self) -> Account | None:
        return self._accounts.get(recomputation.correction_of(self._printed))

    def _comparison(self) -> Comparison | None:
        return next(
            (each for each in self._comparisons() if each.key == self.state.comparison), None
        )

    def _comparisons(self) -> Sequence[Comparison]:
        """Return what carbon may be compared with: nothing from memory unless asked for."""
        return [
            each
            for each in catalogue.comparisons()
            if self._surroundings.unverified or each.origin.confidence is not Confidence.MEMORY
        ]

    def refresh(self) -> None:
        """Say everything again, in the language in use, with what the surroundings say now."""
        self._set()

    def _set(self, **changes: object) -> None:
        with self._board.gathered():
            self._board.set(**changes)
            now, printed = self._recomputation, self._printed
            values = factors_of(printed) if now.energy_joules is not None else {}
            self._board.set(
                trainings=self._trainings(),
                levers=levers.levers(printed, values, self._moved),
                countries=self._countries(),
                country_shown=self._country_of_all().key
                if self.state.view == "grids"
                else self.state.country,
                grid_count=len(_by_carbon()),
                grid_rank=_rank(self._country_of_all()),
                changed=bool(self._moved or self.state.country),
                comparisons=(
                    Choice("", _("Nothing")),
                    *(Choice(each.key, str(each.name)) for each in self._comparisons()),
                ),
                computed=now.energy_joules is not None,
                recomputed=recomputation.shown(now, self._correction()),
                comparison_sentence=self._comparison_sentence(now),
                note=str(printed.note) if now.energy_joules is not None else "",
                grids=grids.grids(now, self._surroundings.country),
                all=grids.trainings(self._country_of_all(), self._surroundings.unverified),
                operations=operations.operations(self._counted),
            )

    def _trainings(self) -> tuple[Choice, ...]:
        """Return the published trainings, under the name of their table."""
        papers = {
            "patterson": _("Patterson 2021, Table 4"),
            "strubell": _("Strubell 2019, Table 3"),
        }
        listed: list[Choice] = []
        for paper, name in papers.items():
            listed.append(Choice(HEADING, name))
            members = [each for each in self._accounts.values() if each.paper == paper]
            names_of_members = [each.name for each in members]
            listed += [
                Choice(
                    each.key,
                    each.name
                    if names_of_members.count(each.name) == 1
                    else f"{_SHORTER.get(each.name, each.name)}, {each.hardware}",
                )
                for each in members
            ]
        return tuple(listed)

    def _countries(self) -> tuple[Choice, ...]:
        offered = {country.key: country for country in _by_carbon()}
        shown = self._country_of_all()  # even one rounded to nothing, if it is the student's own
        offered[shown.key] = shown
        listed = by_name(offered.values())
        choices = tuple(Choice(country.key, country.name) for country in listed)
        if self.state.view == "grids":
            return choices
        own = grams(self._printed.carbon_kg_per_kwh * 1000)
        return (Choice("", _("as printed, {grid}").format(grid=own)), *choices)

    def _comparison_sentence(self, now: Recomputation) -> str:
        comparison, carbon = self._comparison(), now.carbon_kg
        if comparison is None or carbon is None:
            return ""
        ratio = carbon / comparison.carbon_kg
        if ratio >= _LITTLE:
            text = _("That is {ratio} times this: {name} ({mass}).")
        else:
            text = _("That is {share} of this: {name} ({mass}).")
        return text.format(
            ratio=numbers.significant(ratio, 2),
            share=_share(ratio),
            name=comparison.name,
            mass=numbers.quantity(comparison.carbon_kg, CARBON),
        )


def _by_carbon() -> list[Country]:
    """Return the countries from the least carbon of a kilowatt-hour to the most.

    The few that are printed with none at all are left out: no grid emits nothing over its life.
    """
    printed = [country for country in countries().values() if country.grams_per_kilowatt_hour > 0]
    return sorted(printed, key=lambda country: country.grams_per_kilowatt_hour)


def _rank(country: Country) -> int:
    listed = _by_carbon()
    return listed.index(country) if country in listed else 0


def _share(ratio: float) -> str:
    decimals = 0 if ratio >= 0.1 else 1 if ratio >= 0.01 else 3  # noqa: PLR2004
    return numbers.percent(ratio, decimals)
