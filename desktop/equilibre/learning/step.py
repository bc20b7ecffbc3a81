"""One epoch of a training: how long it took and how good the model now is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """State of the model after an epoch (epoch 0: before any training).

    ``*_score`` is the share of rows classified rightly (accuracy, 0 to 1) or, for a regression,
    R² (1 at best, may be negative). ``*_loss`` is the mean cross-entropy (nats) or the mean
    squared error of the standardised target.
    """

    epoch: int
    time_seconds: float  # monotonic clock, at the end of the epoch
    training_loss: float
    test_loss: float
    training_score: float
    test_score: float
