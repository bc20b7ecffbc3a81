"""Compares the drawn continuation with what was published since; knows no screen."""

from collections.abc import Sequence
from statistics import median

from equilibre import numbers
from equilibre.growth.quantity import quantity
from equilibre.growth.trend import growth_between
from equilibre.texts import _
from equilibre.ui.growth.models.drawing import Drawing
from equilibre.ui.growth.models.measuring import pace
from equilibre.ui.growth.models.state import Point


def drawn_sentence(drawing: Drawing) -> str:
    """Return how fast the drawn curve grows, and where it ends."""
    growth = drawing.growth
    if growth is None:
        return ""
    return _("You drew {pace}.").format(pace=pace(growth))


def comparison(drawing: Drawing, later: Sequence[Point], key: str) -> str:
    """Return the drawn growth beside that of the largest and of the middle of the later models."""
    valued = [point for point in later if point.y is not None and point.y > 0]
    sentences = [drawn_sentence(drawing)] if drawing.drawn else []
    if not valued:
        return " ".join([*sentences, _("No later model has such a figure.")])
    write = quantity(key).write
    origin = drawing.origin_value
    values = [point.y for point in valued if point.y is not None]
    sentences.append(_far_end(drawing, valued, key))
    middle = median(values)
    sentences.append(
        _("The median of the {count} later models is {middle}: {ratio}.").format(
            count=numbers.count(len(values)), middle=write(middle), ratio=_beside(middle / origin)
        )
    )
    return " ".join(sentences)


def _far_end(drawing: Drawing, valued: Sequence[Point], key: str) -> str:
    """Return the growth from GPT-3 to the model that went farthest: down, where less is sought."""
    if key == "energy_per_operation":
        end = min(valued, key=lambda point: point.y or 0.0)
        text = _("From GPT-3 to the lowest since, {name}: {pace}.")
    else:
        end = max(valued, key=lambda point: point.y or 0.0)
        text = _("From GPT-3 to the largest since, {name}: {pace}.")
    growth = growth_between(drawing.origin_day, drawing.origin_value, end.day, end.y or 0.0)
    return text.format(name=end.name, pace=pace(growth))


def _beside(ratio: float) -> str:
    """Return how a value stands beside that of GPT-3."""
    if ratio < 1:
        return _("{times} times less than GPT-3").format(times=numbers.large(1 / ratio, 2))
    return _("{times} times more than GPT-3").format(times=numbers.large(ratio, 2))
