"""The polynomial family: a weighted sum of products of columns."""

from math import comb
from typing import Any

from equilibre.learning.control import Control, Settings
from equilibre.learning.dataset import DatasetCard
from equilibre.learning.family import Family
from equilibre.learning.solver import common_controls
from equilibre.numbers import count, quantity
from equilibre.quantities import BYTES
from equilibre.texts import N_, _

# Above, a training no longer fits a lesson: 10 000 features of 1 347 rows are 54 MB.
MOST_FEATURES = 10_000

MOST_WHOLE_COLUMNS = 100
"""With more columns, sums of products drawn at random stand for the products."""

SKETCHED_FEATURES = 1000

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


def _is_sketched(card: DatasetCard) -> bool:
    return card.columns > MOST_WHOLE_COLUMNS


def _features(card: DatasetCard, settings: Settings) -> int:
    if _is_sketched(card):
        return SKETCHED_FEATURES
    return _monomials(card.columns, int(settings["degree"]))


def _feature_map(card: DatasetCard, settings: Settings, seed: int) -> Any:
    from sklearn.kernel_approximation import PolynomialCountSketch
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    degree = int(settings["degree"])
    # The intercept of the output layer already is the constant monomial. Products of standardised
    # columns are not standardised: without the second scaling the solver crawls.
    products = (
        PolynomialCountSketch(
            degree=degree,
            gamma=1 / card.columns,
            coef0=1,  # with the monomials of lower degree
            n_components=SKETCHED_FEATURES,
            random_state=seed,
        )
        if _is_sketched(card)
        else PolynomialFeatures(degree=degree, include_bias=False)
    )
    return make_pipeline(products, StandardScaler())


def _refusal(control: Control, stop: float, card: DatasetCard, rows: int) -> str | None:
    if control.key != DEGREE.key or _is_sketched(card):
        return None
    features = _monomials(card.columns, int(stop))
    if features <= MOST_FEATURES:
        return None
    return _(
        "Degree {degree} would make {features} products out of these {columns} columns, "
        "{memory} for {rows} rows: too many for this computer to train in a lesson."
    ).format(
        degree=int(stop),
        features=count(features),
        columns=card.columns,
        memory=quantity(4.0 * features * rows, BYTES, 2),
        rows=count(rows),
    )


def _unsuitable(card: DatasetCard) -> str | None:
    if not card.sparse:
        return None
    return _(
        "Two words of the {columns} make {products} products, of which nearly all stand in no "
        "text: there is nothing to learn from. Choose another model."
    ).format(columns=count(card.columns), products=count(comb(card.columns, 2)))


POLYNOMIAL = Family(
    key="polynomial",
    name=N_("Polynomial"),
    formula="f(x) = σ(⟨θ, φ(x)⟩),  φ(x) = (xᵢ, xᵢxⱼ, …)",
    explanation=N_(
        "A linear model of the columns and of their products. The number of products grows very "
        "fast with the degree: above 100 columns, 1,000 random sums of them are used."
    ),
    controls=(DEGREE, *common_controls(learning_rate=0.001)),
    features=_features,
    feature_map=_feature_map,
    refusal=_refusal,
    unsuitable=_unsuitable,
)
