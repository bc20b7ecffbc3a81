"""The settings of the solver, the same for every family, and what its steps cost."""

from dataclasses import replace

from equilibre.learning.control import Control
from equilibre.texts import N_

# One multiplication and one addition forward, twice as many backward (gradient of the parameters
# and of the inputs): the usual count of a training step, for each weight and row.
OPERATIONS_PER_WEIGHT_AND_ROW = 6

# Of one call of the solver, between two looks at what the student asks: on a core three times
# slower than the one on which the costs below were measured (2026-11), 0.15 s.
_CALL_SECONDS = 0.05
_BATCH_SECONDS = 4e-4  # of each batch, whatever its size
_WEIGHT_SECONDS = 6e-9  # of each weight and batch: the solver
_WEIGHT_AND_ROW_SECONDS = 3e-10

VALIDATION_SHARE = 0.1
MOST_VALIDATION_ROWS = 2000

SHARE = Control(
    key="share",
    name=N_("Share of the rows"),
    explanation=N_("How many of the training rows the model learns from; the test rows stay."),
    stops=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0),
    default=1.0,
    percent=True,
)

EPOCHS = Control(
    key="epochs",
    name=N_("Epochs"),
    explanation=N_("How many times the model sees all the training rows."),
    stops=(1, 2, 5, 10, 20, 50, 100, 200, 300, 500, 1000),
    default=100,
)

LEARNING_RATE = Control(
    key="learning_rate",
    name=N_("Learning rate"),
    explanation=N_("How far each correction moves the parameters."),
    stops=(0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1),
    default=0.001,
    simple=False,
)

BATCH_SIZE = Control(
    key="batch_size",
    name=N_("Batch size"),
    explanation=N_("How many rows are seen between two corrections of the parameters."),
    stops=(8, 16, 32, 64, 128, 256, 512, 1024),
    default=32,
    simple=False,
)

L2 = Control(
    key="l2",
    name=N_("L2 penalty"),
    explanation=N_("How much large weights cost: more of it gives smoother answers."),
    stops=(0, 0.0001, 0.001, 0.01, 0.1, 1, 10),
    default=0.0001,
    simple=False,
)

PATIENCE = Control(
    key="patience",
    name=N_("Early stopping"),
    explanation=N_(
        "Stop after so many epochs without progress on a tenth of the training rows, set aside "
        "for that, and keep the best weights."
    ),
    stops=(0, 3, 5, 10, 20, 50),
    default=0,
    simple=False,
    names=(N_("never"),) + ("",) * 5,
)


def common_controls(
    learning_rate: float, needs: tuple[str, float] | None = None
) -> tuple[Control, ...]:
    """Return the controls of the solver, the same for every family but for the default rate."""
    rate = replace(LEARNING_RATE, default=learning_rate)
    controls = (SHARE, EPOCHS, rate, BATCH_SIZE, L2, PATIENCE)
    return tuple(replace(each, needs=needs) for each in controls)


def validation_rows(rows: int, patience: float) -> int:
    """Return how many of the *rows* are set aside to stop early; 0 where nothing stops early."""
    return min(max(1, round(rows * VALIDATION_SHARE)), MOST_VALIDATION_ROWS) if patience else 0


def rows_at_once(weights: int, batch: int, most: float) -> int:
    """Return how many rows, whole batches, a model of so many *weights* sees in a moment.

    About *most* of them at most.
    """
    seconds = _BATCH_SECONDS + weights * (_WEIGHT_SECONDS + _WEIGHT_AND_ROW_SECONDS * batch)
    return batch * max(1, int(min(_CALL_SECONDS / seconds, most / batch)))
