"""``lifecycle``: a study computed without a screen, its variants side by side and compared."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from equilibre.commands.lifecycle_report import Results, as_row, as_text
from equilibre.errors import EquilibreError
from equilibre.lifecycle import catalogue
from equilibre.lifecycle.comparison import compare
from equilibre.lifecycle.errors import LifecycleError, StudyRefused, UnknownName
from equilibre.lifecycle.exchange.formats import FORMATS
from equilibre.lifecycle.files import LARGEST_BYTES, read_study, study_bytes
from equilibre.lifecycle.inventory import check_zone, impacts, parameter_of, variant_of
from equilibre.lifecycle.own_parameters import fixed
from equilibre.lifecycle.study import Study
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.plain_file import read_plain_file, reason_of
from equilibre.records import dataclass
from equilibre.sessions.files import write_whole
from equilibre.sessions.studies import SUFFIXES
from equilibre.texts import _


class ExportRefused(EquilibreError):
    """A study cannot be written in the format asked for."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line asks for."""

    study: str  # a key of the tables, or the path of a file
    electricity: str | None
    compare: tuple[str, str] | None
    draws: int
    seed: int
    settings: dict[str, float]
    export: Path | None
    as_json: bool


def run(choices: Choices) -> int:
    """Print the results as text or JSON, write the file asked for, and return 0.

    Whatever was asked that cannot be done is said in a sentence on the standard error: 2.
    """
    try:
        export = _exporter(choices.export)
        results = _computed(choices)
        if export and choices.export:
            write_whole(choices.export, export(results.study, results.simulation.zone))
    except EquilibreError as problem:
        print(problem, file=sys.stderr)
        return 2
    if choices.as_json:
        print(json.dumps(as_row(results), indent=1, ensure_ascii=False, allow_nan=False))
    else:
        print(as_text(results))
    return 0


def _computed(choices: Choices) -> Results:
    study = _study(choices.study)
    for name in choices.settings:
        parameter_of(study, name)
    zone = choices.electricity or study.zone
    check_zone(zone)
    first, second = choices.compare or study.compare
    for variant in (first, second):
        variant_of(study, variant)
    # What is exported is what was computed.
    study = replace(fixed(study, choices.settings), zone=zone, compare=(first, second))
    simulation = Simulation(study, zone, choices.draws, choices.seed)
    variants = [variant.key for variant in study.variants]
    return Results(
        simulation,
        choices.settings,
        {key: impacts(study, key, zone) for key in variants},
        {key: simulation.quantiles(key, (0.05, 0.95)) for key in variants},
        compare(simulation, first, second),
    )


def _study(name: str) -> Study:
    if name in catalogue.study_keys():
        return catalogue.study(name)
    try:
        content = read_plain_file(Path(name), LARGEST_BYTES)
    except FileNotFoundError:
        raise UnknownName(
            _(
                "There is no study named “{name}”, and no file there: the studies are {known}."
            ).format(name=name, known=", ".join(catalogue.study_keys()))
        ) from None
    except (OSError, ValueError) as problem:
        raise StudyRefused(
            _("“{name}” cannot be read: {reason}.").format(name=name, reason=reason_of(problem))
        ) from problem
    try:
        return read_study(content)
    except LifecycleError as problem:
        raise StudyRefused(
            _("“{name}”: {problem}").format(name=Path(name).name, problem=problem)
        ) from problem


def _exporter(path: Path | None) -> Callable[[Study, str], bytes] | None:
    """Return what writes the format that the name of *path* asks for. Raises ExportRefused."""
    if path is None:
        return None
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return lambda study, _zone: study_bytes(study)
    if suffix in FORMATS:
        return FORMATS[suffix].content
    if suffix in (".pdf", ".png", ".svg"):
        raise ExportRefused(
            _("Pictures and PDF pages are made in the window: open the Life cycle tab.")
        )
    raise ExportRefused(
        _("“{name}” names no format: end it with one of {known}.").format(
            name=path.name, known=", ".join((*SUFFIXES, *FORMATS))
        )
    )
