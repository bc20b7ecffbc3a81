"""The kernel family: a weighted sum of likenesses to some rows, the landmarks."""

from typing import Any

from equilibre.learning.control import Control, Settings
from equilibre.learning.dataset import DatasetCard
from equilibre.learning.family import Family, common_controls
from equilibre.texts import N_, _

LANDMARKS = Control(
    key="landmarks",
    name=N_("Landmarks"),
    explanation=N_("How many training rows xᵢ, drawn at random, each row is compared with."),
    stops=(50, 100, 200, 300, 500, 1000),
    default=300,
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


def _features(card: DatasetCard, settings: Settings) -> int:
    return int(settings["landmarks"])


def _feature_map(card: DatasetCard, settings: Settings, seed: int) -> Any:
    from sklearn.kernel_approximation import Nystroem
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(
        Nystroem(
            kernel="rbf",
            gamma=settings["gamma"] / card.columns,
            n_components=int(settings["landmarks"]),
            random_state=seed,
        ),
        StandardScaler(),
    )


def _refusal(control: Control, stop: float, card: DatasetCard) -> str | None:
    if control.key != LANDMARKS.key or stop <= card.training_rows:
        return None
    return _("Landmarks are training rows, and these data have only {rows} of them.").format(
        rows=card.training_rows
    )


KERNEL = Family(
    key="kernel",
    name=N_("Kernel"),
    formula="f(x) = σ(Σ θᵢ k(xᵢ, x))",
    explanation=N_(
        "Rows that are alike get like answers. Here the approximate kernel (Nyström), "
        "which compares with some landmarks instead of with every row."
    ),
    controls=(LANDMARKS, WIDTH, *common_controls(learning_rate=0.003)),
    features=_features,
    feature_map=_feature_map,
    refusal=_refusal,
)
