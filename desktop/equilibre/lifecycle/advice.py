"""What the author of a study may have forgotten: nothing here keeps it from being computed."""

from collections.abc import Iterator, Sequence

from equilibre.lifecycle.amounts import amounts
from equilibre.lifecycle.catalogue import ELECTRICITY, phases
from equilibre.lifecycle.checks import Problem
from equilibre.lifecycle.errors import ExpressionRefused
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.study import ZONE_MARK, Line, Study, Variant
from equilibre.texts import _

_ELECTRICITY = ELECTRICITY.removesuffix(ZONE_MARK)  # how each zone’s begins


def advice(study: Study) -> tuple[Problem, ...]:
    """Return what the author of *study*, which has no problem, may want to look at."""
    found = [*_of_texts(study), *_of_parameters(study)]
    for variant in study.variants:
        found += _of_life(study, variant)
    return (*found, *_of_comparison(study))


def used_names(study: Study) -> frozenset[str]:
    """Return the names of the parameters that amounts and counts of *study* use."""
    names: set[str] = set()
    for _place, text in amounts(study):
        try:
            names |= parse(text).names
        except ExpressionRefused:
            continue  # said by the checks
    return frozenset(names)


def _of_texts(study: Study) -> Iterator[Problem]:
    if not str(study.title).strip():
        yield Problem(("title",), _("Give the study a title."))
    if not str(study.functional_unit).strip():
        yield Problem(
            ("functional_unit",),
            _("Say what is compared: the same job, its quantity, its quality and its duration."),
        )


def _of_parameters(study: Study) -> Iterator[Problem]:
    used = used_names(study)
    for key, parameter in study.parameters.items():
        place = ("parameters", key)
        if key not in used:
            yield Problem(place, _("No line uses the parameter “{name}”.").format(name=key))
        if not str(parameter.source).strip():
            yield Problem(
                (*place, "source"),
                _(
                    "Say where the value of “{name}” comes from, or that it is an assumption."
                ).format(name=key),
            )
        if parameter.kind == "assumption" and parameter.range.fixed:
            yield Problem(
                place,
                _("“{name}” is an assumption without a range: say how far it may be off.").format(
                    name=key
                ),
            )
    for index, name in enumerate(study.levers):
        if name in study.parameters and study.parameters[name].range.fixed:
            yield Problem(
                ("levers", index),
                _("“{name}” is a lever whose range is a single value.").format(name=name),
            )


def _of_life(study: Study, variant: Variant) -> Iterator[Problem]:
    """Yield the parts of a life that *variant* says nothing of."""
    place = ("variants", variant.key)
    groups = _groups(variant.lines)
    if not variant.lines:
        yield Problem(place, _("Variant {key} has no line yet.").format(key=variant.key))
        return
    if "whole" in groups:
        return
    powered = any(
        line.factor.startswith(ELECTRICITY.removesuffix(ZONE_MARK)) for line in variant.lines
    )
    if (variant.role == "ai" or powered) and "production" not in groups:
        yield Problem(
            place,
            _("Variant {key} uses devices that nobody makes: add their production.").format(
                key=variant.key
            ),
        )
    if variant.role == "ai" and "training" not in groups:
        yield Problem(place, _("Variant {key} says nothing of training.").format(key=variant.key))
    if variant.role == "ai" and "inference" not in groups:
        yield Problem(place, _("Variant {key} says nothing of inference.").format(key=variant.key))
    immortal = _devices_of(variant, "production") - _devices_of(variant, "end_of_life")
    names = [
        str(study.devices.get(device, device)) for device in study.devices if device in immortal
    ]
    if names:
        yield Problem(
            place,
            _("Variant {key} makes these devices but does not throw them away: {devices}.").format(
                key=variant.key, devices=", ".join(names)
            ),
        )


def _of_comparison(study: Study) -> Iterator[Problem]:
    first, second = (
        next((each for each in study.variants if each.key == key), None) for key in study.compare
    )
    if first is None or second is None:
        return
    if first.lines and second.lines and not _things(first) & _things(second):
        yield Problem(
            ("compare",),
            _(
                "{first} and {second} have nothing in common: check that what both use "
                "is written alike in both, so that it cancels out."
            ).format(first=first.key, second=second.key),
        )
    if "ai" not in (first.role, second.role):
        yield Problem(("compare",), _("Neither of the two variants compared uses AI."))


def _things(variant: Variant) -> set[tuple[str, str, str]]:
    return {(line.phase, line.device, line.factor) for line in variant.lines}


def _groups(lines: Sequence[Line]) -> set[str]:
    known = phases()
    return {known[line.phase].group for line in lines if line.phase in known}


def _devices_of(variant: Variant, group: str) -> set[str]:
    return {line.device for line in variant.lines if group in _groups([line])}
