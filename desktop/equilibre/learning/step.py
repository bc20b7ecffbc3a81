"""One epoch of a training: how long it took and how good the model now is."""

from equilibre.records import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """State of the model after an epoch (epoch 0: before any training).

    ``*_score`` is the share of rows classified rightly (accuracy, 0 to 1) or, for a regression,
    R² (1 at best, may be negative). ``*_loss`` is the mean cross-entropy (nats) or the mean
    squared error of the standardised target; of the exact kernel, whose epochs are its fits to
    more and more rows, the mean squared error of its outputs. On the way both are of at most 2 000
    rows (the exact kernel: 500), always the same; in the last step, of all test rows and of as many
    training rows.
    """

    epoch: int
    time_seconds: float  # monotonic clock, at the end of the epoch
    training_loss: float
    test_loss: float
    training_score: float
    test_score: float
    learning_seconds: float | None = None  # CPU time of learning so far, looking left out
    validation_loss: float | None = None  # on the rows set aside to stop early; None: no such
    kept_epoch: int | None = None  # of the last step: whose weights are kept as the best
    rows: int | None = None  # of the exact kernel: how many rows it was fitted to
