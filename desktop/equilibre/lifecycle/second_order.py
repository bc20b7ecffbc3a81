"""What the vector of impacts leaves out: the effects of people doing more, and the scale of it.

None of this is ever added to a comparison: it is a scenario, shown beside it.
"""

from collections.abc import Mapping

from equilibre.lifecycle import catalogue


def rebound(real_saving: float, expected_saving: float) -> float | None:
    """Return the share of the expected saving that was lost; above 1 it backfires.

    R = 1 - real / expected. Source: Sorrell, "The rebound effect", UK Energy Research Centre,
    2007. None when no saving was expected: the notion has no meaning there.
    """
    return None if expected_saving == 0 else 1 - real_saving / expected_saving


def growth_that_cancels(before: float, after: float) -> float | None:
    """Return the growth of use (0.25 for a quarter more) at which a saving by unit is lost.

    Impact = use x impact of a unit, so that use may grow by before / after - 1. None when there
    is no saving to lose (*after* not below *before*) or when a unit has no impact left.
    """
    return before / after - 1 if 0 < after < before else None


def scaled(vector: Mapping[str, float | None], deployments: float) -> dict[str, float | None]:
    """Return the vector of that many *deployments*: everything proportional, gaps kept.

    Source: linearity of the inventory (ISO 14040); it holds while the factors stay those of one
    more unit (an attributional count).
    """
    return {key: None if value is None else value * deployments for key, value in vector.items()}


def normalised(vector: Mapping[str, float | None]) -> dict[str, float | None]:
    """Return each impact as a share of what a person may cause in a year.

    None where there is no data or no sourced budget. Source: planetary boundaries by person,
    Sala et al. 2020 (doi 10.1016/j.jenvman.2020.110686), as the table of indicators cites them.
    """
    shares: dict[str, float | None] = {}
    for key, value in vector.items():
        budget = catalogue.indicators()[key].budget
        shares[key] = None if value is None or not budget else value / budget
    return shares
