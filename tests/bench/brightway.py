"""The study of ``slider`` in Brightway, run by the Python of the environment that has bw2calc.

A product is made of 80 activities (20 devices × 4 phases) in uncertain amounts, each with 6
uncertain emissions; 6 indicators. For each number read from the standard input so many draws are
made, each with its totals; the seconds that they take are written to the standard output.
"""

import sys
import time
import warnings
from typing import Any

warnings.simplefilter("ignore")  # bw2calc asks for a faster solver that few systems have

import bw2calc  # type: ignore[import-not-found]  # noqa: E402
import bw_processing  # type: ignore[import-not-found]  # noqa: E402
import numpy as np  # noqa: E402

ACTIVITIES, INDICATORS = 80, 6
PRODUCT = ACTIVITIES + 1
FLOWS = 1000  # their numbers begin there
LOGNORMAL, CERTAIN = 2, 0  # kinds of uncertainty, as stats_arrays numbers them
SPREAD = 0.3  # of the logarithms


def vectors(medians: Any, kind: int) -> dict[str, Any]:
    """Return what a matrix is made from: its values, and how each of them varies."""
    distributions = np.zeros(len(medians), bw_processing.UNCERTAINTY_DTYPE)
    distributions["uncertainty_type"] = kind
    distributions["loc"] = np.log(medians) if kind == LOGNORMAL else medians
    distributions["scale"] = SPREAD if kind == LOGNORMAL else np.nan
    for name in ("shape", "minimum", "maximum"):
        distributions[name] = np.nan
    return {"data_array": medians, "distributions_array": distributions}


def indices(pairs: Any) -> Any:
    return np.array(pairs, bw_processing.INDICES_DTYPE)


def study() -> Any:
    """Return the study, ready to be drawn."""
    chance = np.random.default_rng(0)
    data = bw_processing.create_datapackage()
    activities = range(1, PRODUCT)
    data.add_persistent_vector(
        matrix="technosphere_matrix",
        indices_array=indices([(each, each) for each in range(1, PRODUCT + 1)]),
        **vectors(np.ones(PRODUCT), CERTAIN),
    )
    data.add_persistent_vector(
        matrix="technosphere_matrix",
        indices_array=indices([(each, PRODUCT) for each in activities]),
        flip_array=np.ones(ACTIVITIES, bool),
        **vectors(chance.uniform(1, 10, ACTIVITIES), LOGNORMAL),
    )
    flows = [(FLOWS + flow, each) for each in activities for flow in range(INDICATORS)]
    data.add_persistent_vector(
        matrix="biosphere_matrix",
        indices_array=indices(flows),
        **vectors(chance.uniform(1, 10, len(flows)), LOGNORMAL),
    )
    found = bw2calc.LCA({PRODUCT: 1}, data_objs=[data], use_distributions=True)
    found.lci()
    return found


def main() -> None:
    lca = study()
    weights = np.eye(INDICATORS)
    for line in sys.stdin:
        begin = time.perf_counter()
        for _draw in range(int(line)):
            next(lca)
            emissions = np.asarray(lca.inventory.sum(axis=1)).ravel()
            assert np.all(weights @ emissions > 0)
        print(time.perf_counter() - begin, flush=True)


if __name__ == "__main__":
    main()
