"""What the tab shows of a study: the choices above, and the page in front."""

import unicodedata
from collections.abc import Iterable

from equilibre import numbers
from equilibre.lifecycle import catalogue
from equilibre.lifecycle.comparison import Difference, compare, sensitivity
from equilibre.lifecycle.grade import grade_of_study
from equilibre.lifecycle.inventory import Impacts, impacts
from equilibre.lifecycle.study import Study
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.texts import _
from equilibre.ui.board import Choice
from equilibre.ui.lifecycle.figures import beyond, details, phases, signs
from equilibre.ui.lifecycle.state import Beyond, LifecycleState

Fields = dict[str, object]  # of the state
Tables = tuple[Impacts, Impacts]  # of A and B


def opened(study: Study, zone: str) -> LifecycleState:
    """Return the state of a *study* just opened, with its two ways; no page has been filled."""
    first, second = study.compare
    return LifecycleState(
        study=study,
        zone=zone,
        first=first,
        second=second,
        indicator=next(iter(catalogue.indicators())),
        beyond=Beyond(growth=0.3, deployments=1_000),
    )


def kept(before: LifecycleState) -> Fields:
    """Return what outlives another study: the page in front, and what was chosen on the pages."""
    supposed = before.beyond
    return {
        "page": before.page,
        "indicator": before.indicator,
        "shown": before.shown,
        "beyond": Beyond(growth=supposed.growth, deployments=supposed.deployments),
    }


def choices(study: Study, known: Iterable[Study], first: str, second: str) -> Fields:
    """Return what may be chosen: among the studies *known*, the variants, zones, indicators."""
    return {
        "study": study,
        "chosen": study.key,
        "studies": tuple(Choice(one.key, str(one.title)) for one in known),
        "title": str(study.title),
        "functional_unit": str(study.functional_unit),
        "variants": tuple(Choice(one.key, str(one.title)) for one in study.variants),
        "first_title": str(study.variant(first).title),
        "second_title": str(study.variant(second).title),
        "zones": tuple(
            sorted(
                (Choice(zone.key, zone.name) for zone in catalogue.zones().values()),
                key=lambda choice: _sorting(choice.text),
            )
        ),
        "indicators": tuple(
            Choice(one.key, str(one.short)) for one in catalogue.indicators().values()
        ),
    }


def _sorting(text: str) -> str:
    """Return *text* without accents, to sort names as a dictionary does."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def page(simulation: Simulation, state: LifecycleState) -> Fields:
    """Return what the page in front shows. Raises LifecycleError (nothing can be computed)."""
    study = simulation.study
    differences = compare(simulation, state.first, state.second)
    tables = impacts(study, state.first, state.zone), impacts(study, state.second, state.zone)
    match state.page:
        case "signs":
            return _signs(simulation, state, differences, tables)
        case "details":
            return _details(study, state, tables)
        case "beyond":
            return {"beyond": _beyond(study, state.beyond, differences, tables)}
        case "grade":
            result = grade_of_study(study, state.first, state.second, state.zone)
            reasons = tuple(str(reason) for reason in result.reasons)
            return {"grade": result.grade.key, "grade_reasons": reasons}
    return {}


def _signs(
    simulation: Simulation,
    state: LifecycleState,
    differences: dict[str, Difference],
    tables: Tables,
) -> Fields:
    rows = signs.rows(simulation, differences, *tables)
    panels = phases.panels(simulation, ((state.first, tables[0]), (state.second, tables[1])))
    return {
        "rows": rows,
        "sentence": signs.sentence(rows),
        "panels": panels,
        "groups": phases.groups_shown(panels),
    }


def _details(study: Study, state: LifecycleState, tables: Tables) -> Fields:
    title, shown = {
        "first": (f"A, {state.first_title}", tables[:1]),
        "second": (f"B, {state.second_title}", tables[1:]),
        "difference": (_("B − A"), tables),
    }[state.shown]
    found = sensitivity(study, state.zone, state.first, state.second, state.indicator)
    return {
        "heat_map": details.heat_map(study, state.indicator, title, *shown),
        "hotspots": details.hotspots(study, state.indicator, shown[-1]),
        "swings": details.swings(study, state.zone, state.indicator, found),
        "swing_bounds": _("one at a time, from its lowest to its highest value"),
    }


def _beyond(
    study: Study, supposed: Beyond, differences: dict[str, Difference], tables: Tables
) -> Beyond:
    growth, deployments = supposed.growth, supposed.deployments
    return Beyond(
        assumptions=tuple(str(text) for text in study.assumptions),
        benefits=tuple(str(text) for text in study.benefits),
        rebounds=tuple(str(text) for text in study.rebounds),
        growth=growth,
        growth_text="+" + numbers.percent(growth, 0),
        deployments=deployments,
        deployments_text="× " + numbers.count(deployments),
        rows=beyond.rows(differences, *tables, growth, deployments),
    )
