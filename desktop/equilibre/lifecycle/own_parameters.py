"""The parameters of a study: added, renamed, removed, set and moved."""

import re
from collections.abc import Mapping
from dataclasses import replace

from equilibre.lifecycle.amounts import amounts, listed, rewritten
from equilibre.lifecycle.errors import StudyRefused, UnknownName
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.study import Parameter, Study
from equilibre.lifecycle.table import Place, checked_key, shown
from equilibre.texts import _


def with_parameter(study: Study, parameter: Parameter) -> Study:
    """Return *study* with *parameter*, added or in the place of the one of its name."""
    checked_key(parameter.key, Place("parameters", parameter.key))
    return replace(study, parameters=study.parameters | {parameter.key: parameter})


def rename_parameter(study: Study, old: str, new: str) -> Study:
    """Return *study* whose parameter *old* is named *new*, in every amount too.

    Raises UnknownName (no *old*), StudyRefused (*new* is taken, or cannot be a name).
    """
    _known_parameter(study, old)
    checked_key(new, Place("parameters", new))
    if new != old and new in study.parameters:
        raise StudyRefused(
            _("There is already a parameter “{name}”: choose another name.").format(name=new)
        )

    def renamed(text: str) -> str:
        # Not within a longer name, nor the exponent of a number: 2e5, 2.e5.
        return re.sub(rf"(?<![\w.]){re.escape(old)}(?!\w)", new, text)

    return replace(
        rewritten(study, renamed),
        parameters={
            new if key == old else key: replace(each, key=new) if key == old else each
            for key, each in study.parameters.items()
        },
        inferences=renamed(study.inferences),
        training_shared_by=renamed(study.training_shared_by),
        levers=tuple(new if name == old else name for name in study.levers),
    )


def without_parameter(study: Study, name: str) -> Study:
    """Return *study* without the parameter *name*.

    Raises UnknownName, and StudyRefused with the places that use it.
    """
    _known_parameter(study, name)
    word = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)")
    users = [place for place, text in amounts(study) if word.search(text)]
    if users:
        raise StudyRefused(
            _("“{name}” is still used: {places}. Change these amounts first.").format(
                name=name, places=listed(users)
            )
        )
    return replace(
        study,
        parameters={key: each for key, each in study.parameters.items() if key != name},
        levers=tuple(lever for lever in study.levers if lever != name),
    )


def fixed(study: Study, values: Mapping[str, float]) -> Study:
    """Return *study* whose parameters named in *values* have exactly these values, no range.

    Raises UnknownName.
    """
    parameters = dict(study.parameters)
    for name, value in values.items():
        parameter = _known_parameter(study, name)
        parameters[name] = replace(parameter, range=Range(value, value, value))
    return replace(study, parameters=parameters)


def moved(study: Study, name: str, value: float) -> Study:
    """Return *study* whose parameter *name* is worth *value*, as uncertain as it was.

    The bounds keep their ratios to the central value where all are positive, else their
    distances; what could not be below zero still cannot. Raises UnknownName.
    """
    parameter = _known_parameter(study, name)
    old = parameter.range
    if old.low > 0 and value > 0:
        bounds = Range(
            min(value, value * (old.low / old.value)),
            value,
            max(value, value * (old.high / old.value)),
        )
    else:
        low = value - (old.value - old.low)
        floor = 0.0 if old.low >= 0 and value >= 0 else low
        bounds = Range(max(low, floor), value, value + (old.high - old.value))
    return replace(study, parameters=study.parameters | {name: replace(parameter, range=bounds)})


def _known_parameter(study: Study, name: str) -> Parameter:
    parameter = study.parameters.get(name)
    if parameter is None:
        raise UnknownName(
            _("There is no parameter “{name}” in this study.").format(name=shown(name))
        )
    return parameter
