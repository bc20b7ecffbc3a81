"""The polynomial family: a weighted sum of products of columns."""

from math import comb
from typing import Any

from equilibre.learning.control import Control, Settings
from equilibre.learning.dataset import DatasetCard
from equilibre.learning.family import Family, common_controls
from equilibre.numbers import count
from equilibre.texts import N_, _

# Above, a training no longer fits a lesson: 10 000 features of 1 347 rows are 54 MB.
MOST_FEATURES = 10_000

DEGREE = Control(
    key="degree",
    name=N_("Degree"),
    explanation=N_("How many columns, at most, are multiplied together."),
    stops=(2, 3),
    default=2,
)


def _monomials(columns: int, degree: int) -> int:
    """Return the number of monomials of degree 1 to *degree* in that many variables."""
    return comb(columns + degree, degree) - 1


def _features(card: DatasetCard, settings: Settings) -> int:
    return _monomials(card.columns, int(settings["degree"]))


def _feature_map(card: DatasetCard, settings: Settings, seed: int) -> Any:
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    # The intercept of the output layer already is the constant monomial. Products of standardised
    # columns are not standardised: without the second scaling the solver crawls.
    return make_pipeline(
        PolynomialFeatures(degree=int(settings["degree"]), include_bias=False), StandardScaler()
    )


def _refusal(control: Control, stop: float, card: DatasetCard) -> str | None:
    if control.key != DEGREE.key:
        return None
    features = _monomials(card.columns, int(stop))
    if features <= MOST_FEATURES:
        return None
    return _(
        "Degree {degree} would make {features} products out of these {columns} columns: "
        "too many for this computer to train in a lesson."
    ).format(
        degree=int(stop),
        features=count(features),
        columns=card.columns,
    )


POLYNOMIAL = Family(
    key="polynomial",
    name=N_("Polynomial"),
    formula="f(x) = σ(⟨θ, φ(x)⟩),  φ(x) = (xᵢ, xᵢxⱼ, …)",
    explanation=N_(
        "A linear model of the columns and of their products. "
        "The number of products grows very fast with the degree."
    ),
    controls=(DEGREE, *common_controls(learning_rate=0.001)),
    features=_features,
    feature_map=_feature_map,
    refusal=_refusal,
)
