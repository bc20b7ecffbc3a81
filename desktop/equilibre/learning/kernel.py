"""The kernel family: a weighted sum of likenesses to some rows, the landmarks, or to every row."""

from typing import Any

from equilibre.learning.control import Control, Settings
from equilibre.learning.dataset import DatasetCard
from equilibre.learning.family import Family
from equilibre.learning.solver import common_controls
from equilibre.numbers import count
from equilibre.texts import N_, _

_APPROXIMATE, _EXACT = ("exact", 0.0), ("exact", 1.0)

EXACT = Control(
    key="exact",
    name=N_("Kernel"),
    explanation=N_(
        "Approximate: compares with some landmarks, and learns epoch by epoch. Exact: compares "
        "with every row, and is solved whole for 50, 100, 200… rows: its cost grows with n³."
    ),
    stops=(0, 1),
    default=0,
    names=(N_("approximate"), N_("exact")),
)

LANDMARKS = Control(
    key="landmarks",
    name=N_("Landmarks"),
    explanation=N_("How many training rows xᵢ, drawn at random, each row is compared with."),
    stops=(10, 20, 50, 100, 200, 300, 500, 1000, 2000),
    default=300,
    needs=_APPROXIMATE,
)

# The largest is a system of 1 GB, solved in some ten seconds: a computer of 4 GB has no room
# for the next. Each is twice the one before.
ROWS = Control(
    key="rows",
    name=N_("Rows compared n"),
    explanation=N_("To how many training rows the exact kernel grows, each with its weight θᵢ."),
    stops=(50, 100, 200, 400, 800, 1600, 3200, 6400),
    default=3200,
    needs=_EXACT,
)

RIDGE = Control(
    key="ridge",
    name=N_("Ridge λ"),
    explanation=N_("How much large weights cost: more of it gives smoother answers."),
    stops=(0.0001, 0.001, 0.01, 0.1, 1, 10),
    default=0.1,
    simple=False,
    needs=_EXACT,
)

# The mean squared distance between two standardised rows is twice the number of columns, so a
# width relative to the number of columns means the same likeness on every data set.
WIDTH = Control(
    key="gamma",
    name=N_("Narrowness γ"),
    explanation=N_(
        "How fast the likeness k(xᵢ, x) = exp(−γ ‖xᵢ − x‖²) falls with the distance; "
        "γ is this number divided by the number of columns."
    ),
    stops=(0.03, 0.1, 0.3, 1.0, 3.0),
    default=0.3,
)


def gamma(card: DatasetCard, settings: Settings) -> float:
    """Return the γ of the formula."""
    # The rows of a text have length 1: two without a common word are at a squared distance of 2.
    return settings["gamma"] / (1 if card.sparse else card.columns)


def _exact(settings: Settings) -> bool:
    return settings.get(EXACT.key) == 1


def _features(card: DatasetCard, settings: Settings) -> int:
    return int(settings["landmarks"])


def _feature_map(card: DatasetCard, settings: Settings, seed: int) -> Any:
    from sklearn.kernel_approximation import Nystroem
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(
        Nystroem(
            kernel="rbf",
            gamma=gamma(card, settings),
            n_components=int(settings["landmarks"]),
            random_state=seed,
        ),
        StandardScaler(),
    )


def _refusal(control: Control, stop: float, card: DatasetCard, rows: int) -> str | None:
    # The first stop above their number means all of them.
    if control.key == ROWS.key and stop / 2 >= max(card.training_rows, ROWS.stops[0]):
        return _("These data have only {rows} training rows.").format(
            rows=count(card.training_rows)
        )
    if control.key != LANDMARKS.key or stop <= max(rows, LANDMARKS.stops[0]):
        return None
    return _("Landmarks are training rows, and there are only {rows} of them.").format(
        rows=count(rows)
    )


KERNEL = Family(
    key="kernel",
    name=N_("Kernel"),
    formula="f(x) = σ(Σ θᵢ k(xᵢ, x))",
    explanation=N_(
        "Rows that are alike get like answers. The approximate kernel (Nyström) compares with "
        "some landmarks, the exact one with every row."
    ),
    controls=(
        EXACT,
        LANDMARKS,
        ROWS,
        WIDTH,
        RIDGE,
        *common_controls(learning_rate=0.003, needs=_APPROXIMATE),
    ),
    features=_features,
    feature_map=_feature_map,
    refusal=_refusal,
    exact=_exact,
)
