"""The data sets that lie beside their cards, as ``packaging/datasets.py`` took them."""

import csv
from datetime import date
from io import TextIOWrapper
from math import cos, pi, sin

import numpy as np

from equilibre.learning.card import card_of_resource
from equilibre.learning.rows import Rows
from equilibre.resources import resource

_DAYS = 365.25  # of a year


def fashion(_rows: int) -> Rows:
    """Return 12 000 photos of clothes, each pixel from 0 to 255; the last 2 000 for the test."""
    with (
        resource("datasets", "fashion.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as content,
    ):
        images, labels = content["images"], content["labels"]
    return Rows(images.reshape(len(images), -1), labels.astype(np.int64))


def weather(_rows: int) -> Rows:
    """Return 1 461 days of Seattle: rain (mm), highest, lowest (°C), wind (m/s), time of the year.

    The wind is in m/s, as the script that made the table has it (scripts/weather.py of
    vega-datasets); its record says km/h, for which the values are far too small.
    The time of the year is the cosine and the sine of the angle of the day, so that 31 December is
    beside 1 January.
    """
    columns, target = [], []
    kinds = [each.en for each in card_of_resource("weather").classes]
    for line in _table("weather"):
        angle = 2 * pi * date.fromisoformat(line["date"]).timetuple().tm_yday / _DAYS
        measured = [float(line[key]) for key in ("precipitation", "temp_max", "temp_min", "wind")]
        columns.append([*measured, cos(angle), sin(angle)])
        target.append(kinds.index(line["weather"]))
    return Rows(np.array(columns), np.array(target))


def penguins(_rows: int) -> Rows:
    """Return the four sizes of 342 penguins; the two that were not measured are left out."""
    keys = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
    species = [each.en for each in card_of_resource("penguins").classes]
    lines = [line for line in _table("penguins") if all(line[key] != "NA" for key in keys)]
    return Rows(
        np.array([[float(line[key]) for key in keys] for line in lines]),
        np.array([species.index(line["species"]) for line in lines]),
    )


def _table(key: str) -> list[dict[str, str]]:
    with (
        resource("datasets", f"{key}.csv").open("rb") as file,
        TextIOWrapper(file, encoding="utf-8", newline="") as text,
    ):
        return list(csv.DictReader(text))
