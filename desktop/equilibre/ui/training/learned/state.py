"""Everything that the room of the trained model shows."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.card import DatasetCard
from equilibre.learning.looking.decision_map import DecisionMap
from equilibre.learning.looking.judged import Classified, Estimated
from equilibre.learning.looking.play import Answer, Example
from equilibre.learning.looking.subject import Subject
from equilibre.learning.looking.weights import Weights, shows_weights
from equilibre.records import dataclass


class Model(StrEnum):
    """What is known of the model in the training process."""

    NONE = "none"
    TRAINING = "training"  # it changes all the time
    THERE = "there"  # trained, or paused
    LOST = "lost"  # with its process


class View(StrEnum):
    """One way to look at a model."""

    CONFUSION = "confusion"
    TRUTH = "truth"
    IMAGES = "images"
    WEIGHTS = "weights"
    MAP = "map"
    PLAY = "play"


def views_of(card: DatasetCard, family: str) -> tuple[View, ...]:
    """Return the ways to look at a model of *family* that make sense on these data."""
    classification = card.task == "classification"
    fitting = (
        (View.IMAGES, bool(card.image) and classification),
        (View.CONFUSION, classification),
        (View.TRUTH, not classification),
        (View.MAP, not card.sparse and card.columns > 1),
        (View.WEIGHTS, shows_weights(family, card.image, card.sparse)),
        (View.PLAY, not card.sparse),
    )
    return tuple(view for view, fits in fitting if fits)


@dataclass(frozen=True, slots=True)
class MapChoice:
    """Which plane is mapped; without columns, two that matter."""

    directions: bool = False
    columns: tuple[int, int] | None = None


# Arrays do not compare: each state is another one, and each picture asks whether its own is new.
@dataclass(frozen=True, slots=True, eq=False)
class LearnedState:
    """What the view draws; it never computes."""

    model: Model = Model.NONE
    message: str = ""  # stands instead of every picture
    subject: Subject | None = None
    card: DatasetCard | None = None  # of its data
    title: str = ""  # which model it is
    views: tuple[View, ...] = ()
    view: View = View.CONFUSION
    working: bool = False
    judged: Classified | Estimated | None = None
    right_ones: bool = False  # of the images, those answered rightly
    cell: tuple[int, int] | None = None  # truth and answer that the images are narrowed to
    weights: Weights | None = None
    map_choice: MapChoice = MapChoice()
    decision_map: DecisionMap | None = None
    example: Example | None = None
    values: NDArray[np.float64] | None = None  # of the row played with
    own: bool = False  # it began as nothing that is in the data
    answer: Answer | None = None
