"""The linear family: a weighted sum of the columns."""

from equilibre.learning.family import Family
from equilibre.learning.solver import common_controls
from equilibre.texts import N_

LINEAR = Family(
    key="linear",
    name=N_("Linear"),
    formula="f(x) = σ(⟨θ, x⟩)",
    explanation=N_(
        "Each column counts for or against, with its own weight. "
        "The cheapest model, and the first to try."
    ),
    controls=common_controls(learning_rate=0.003),
)
