"""Decides what the cards of the sensors say; knows no screen."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Protocol

from equilibre import numbers
from equilibre.meter.reading import Kind, Route, Status
from equilibre.texts import _, ngettext
from equilibre.ui.meter.sensors import words
from equilibre.ui.meter.sensors.remedy import passages
from equilibre.ui.meter.sensors.state import Help, Reach, SensorCard, Sheet

_NOT_USED = (
    Status.LOST,
    Status.NO_PERMISSION,
    Status.AVAILABLE,
    Status.WAITING,
    Status.ABSENT,
)


class Meter(Protocol):
    """What the presenter needs of the sampler."""

    def routes(self) -> tuple[Route, ...]: ...
    def active_routes(self) -> tuple[Route, ...]: ...
    def around_routes(self) -> tuple[Route, ...]: ...
    def share_of_core(self) -> float: ...


class SensorsPresenter:
    """Makes the sheet of cards of this moment."""

    def __init__(
        self,
        meter: Meter,
        watts: Callable[[str], float | None],
        system: str,
        window: Callable[[], float | None] = lambda: None,
    ) -> None:
        """Tell of *meter*; *watts* is the power now of a route, by its key.

        *window* is the share of a core, 0 to 1, that the program's window takes.
        """
        self._meter = meter
        self._watts = watts
        self._system = system
        self._window = window

    def sheet(self) -> Sheet:
        """Return what there is to show now."""
        counted, around = self._meter.active_routes(), self._meter.around_routes()
        known = self._meter.routes()
        here = [one for one in known if one.system in ("", self._system)]
        ordered = sorted(here, key=lambda one: _place(one, counted, around))
        beside = {one.key for one in around}
        elsewhere = [one for one in known if one not in here]
        return Sheet(
            cards=tuple(self._card(one, counted, one.key in beside) for one in ordered),
            elsewhere=_elsewhere(elsewhere),
            elsewhere_names=_names_elsewhere(elsewhere),
            cost=self._cost(),
        )

    def _card(self, route: Route, counted: Sequence[Route], around: bool) -> SensorCard:
        watts = self._watts(route.key) if route.status is Status.AVAILABLE else None
        power, interval = ("", "") if watts is None else words.power(route, watts)
        answers = route.status in (Status.AVAILABLE, Status.LOST)
        remedy = passages(route.remedy)
        return SensorCard(
            key=route.key,
            name=route.name,
            mark=words.mark(route),
            state=words.state(route),
            reach=Reach(
                route.boundary,
                route.parts,
                route.kind,
                words.reach(route),
                route.status is Status.AVAILABLE,
            ),
            scope=route.scope,
            read=answers and (around or route.key in {one.key for one in counted}),
            power=power,
            interval=interval,
            facts=words.facts(route),
            use=words.use(route, counted, around),
            reason=route.reason,
            remedy=remedy,
            help=_help(route, any(one.commands for one in remedy)),
        )

    def _cost(self) -> str:
        share = self._meter.share_of_core()
        if share <= 0.0:
            return ""
        reading = _("Reading the sensors takes {share} of one core.").format(
            share=numbers.percent(share, 1 if share >= 0.001 else 2)  # noqa: PLR2004
        )
        window = self._window()
        if window is None:
            return reading
        own = _("This window, drawing included: {share}.").format(share=numbers.percent(window, 0))
        return f"{reading} {own}"


def _place(route: Route, counted: Sequence[Route], around: Sequence[Route]) -> int:
    """Return where the card of *route* stands: those in use first, those absent last."""
    if any(one.key == route.key for one in counted):
        return 0
    if any(one.key == route.key for one in around):
        return 1
    return 2 + _NOT_USED.index(route.status)


def _help(route: Route, has_commands: bool) -> Help:
    if has_commands:
        return Help.COPY
    if route.kind is Kind.ESTIMATED and route.remedy:
        return Help.CALIBRATE
    return Help.NONE


def _by_system(routes: Sequence[Route]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for route in routes:
        names[route.system].append(route.name)
    return names


def _elsewhere(routes: Sequence[Route]) -> str:
    """Return how many routes each other system has."""
    texts = [
        ngettext(
            "{count} route exists on {system} only",
            "{count} routes exist on {system} only",
            len(names),
        ).format(count=len(names), system=system)
        for system, names in _by_system(routes).items()
    ]
    return " · ".join(texts)


def _names_elsewhere(routes: Sequence[Route]) -> str:
    return "\n".join(
        _("{system}: {names}").format(system=system, names=", ".join(names))
        for system, names in _by_system(routes).items()
    )
