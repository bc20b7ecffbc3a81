"""A training or an answer metered on this computer, in the place of a study's assumption."""

import math
from dataclasses import replace

from equilibre.lifecycle.catalogue import ELECTRICITY
from equilibre.lifecycle.editing import with_device, with_line, with_parameter, with_variant
from equilibre.lifecycle.errors import StudyRefused
from equilibre.lifecycle.factor import Kind, Range
from equilibre.lifecycle.inventory import variant_of
from equilibre.lifecycle.study import ZONE_MARK, Line, Parameter, Study
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR
from equilibre.texts import Words, _

TRAINING = "use: training"
INFERENCE = "use: inference"
OWN_TRAINING = "own_training_kWh"
OWN_TRAININGS = "own_trainings"
OWN_INFERENCE = "own_inference_kWh"
OWN_COMPUTER = "own computer"

# How many trainings a model takes (tries, settings, larger data) is known within this factor.
_TRAININGS_WITHIN = 3.0
_ELECTRICITY = ELECTRICITY.removesuffix(ZONE_MARK)  # how each zone’s begins


def with_measured_training(
    study: Study,
    variant: str,
    low_joules: float,
    joules: float,
    high_joules: float,
    trainings: float,
    source: Words,
    kind: Kind = "measured",
) -> Study:
    """Return *study* whose *variant* is trained with the electricity of a run.

    One run used *joules* (between the bounds), and the model takes *trainings* such runs; what
    one training serves is divided among the functional units as the study says. The electricity
    of its training is replaced, or added where there is none. *kind* is "measured" or "derived"
    (estimated). Raises UnknownName (variant) and StudyRefused (energies that cannot be).
    """
    energy = _kilowatt_hours(low_joules, joules, high_joules)
    if not (math.isfinite(trainings) and trainings > 0):
        raise StudyRefused(_("Give how many trainings the model takes: a number above zero."))
    changed = with_parameter(
        study,
        Parameter(
            OWN_TRAINING,
            Words("one training, own run", "un entraînement, essai personnel"),
            energy,
            "kWh",
            kind,
            source,
        ),
    )
    changed = with_parameter(
        changed,
        Parameter(
            OWN_TRAININGS,
            Words("such trainings to make the model", "entraînements de ce type pour le modèle"),
            Range(trainings / _TRAININGS_WITHIN, trainings, trainings * _TRAININGS_WITHIN),
            "",
            "assumption",
            Words(
                "assumption: tries, settings and data of the real model",
                "hypothèse : essais, réglages et données du vrai modèle",
            ),
        ),
    )
    shared = f"/({study.training_shared_by})" if study.training_shared_by else ""
    changed = _powered(changed, variant, TRAINING, f"{OWN_TRAINING}*{OWN_TRAININGS}{shared}")
    return _with_first_lever(changed, OWN_TRAININGS)


def with_measured_inference(
    study: Study,
    variant: str,
    low_joules: float,
    joules: float,
    high_joules: float,
    source: Words,
    kind: Kind = "measured",
) -> Study:
    """Return *study* whose *variant* gives each answer with the electricity metered for one.

    One answer used *joules* (between the bounds). The electricity of its inference is replaced,
    or added where there is none. Raises as ``with_measured_training`` does, and StudyRefused
    where the study does not say how many answers it gives.
    """
    if not study.inferences:
        raise StudyRefused(
            _(
                "This study does not say how many answers it gives for one functional unit. "
                "Say it in the editor first."
            )
        )
    changed = with_parameter(
        study,
        Parameter(
            OWN_INFERENCE,
            Words("one answer, own run", "une réponse, essai personnel"),
            _kilowatt_hours(low_joules, joules, high_joules),
            "kWh",
            kind,
            source,
        ),
    )
    changed = _powered(changed, variant, INFERENCE, f"{OWN_INFERENCE}*({study.inferences})")
    return _with_first_lever(changed, OWN_INFERENCE)


def _with_first_lever(study: Study, key: str) -> Study:
    """Return *study* whose first lever is what was just brought."""
    return replace(study, levers=(key, *(lever for lever in study.levers if lever != key)))


def _kilowatt_hours(low: float, value: float, high: float) -> Range:
    """Return an interval in joules as a range in kWh."""
    if not (0 <= low <= value <= high < math.inf and value > 0):
        raise StudyRefused(
            _("This run has no energy that can be used: train again, with a sensor if you can.")
        )
    return Range(*(joules / JOULES_PER_KILOWATT_HOUR for joules in (low, value, high)))


def _powered(study: Study, variant: str, phase: str, amount: str) -> Study:
    """Return *study* whose *variant* uses *amount* of electricity in *phase*, and no other."""
    owner = variant_of(study, variant)
    places = [
        index
        for index, line in enumerate(owner.lines)
        if line.phase == phase and line.factor.startswith(_ELECTRICITY)
    ]
    if not places:
        named = with_device(study, OWN_COMPUTER, Words("own computer", "ordinateur personnel"))
        return with_line(named, variant, Line(phase, OWN_COMPUTER, ELECTRICITY, amount))
    first, *others = places
    # The run was metered here, so its electricity is that of the zone, wherever the other was.
    metered = replace(owner.lines[first], factor=ELECTRICITY, amount=amount)
    lines = tuple(
        metered if index == first else line
        for index, line in enumerate(owner.lines)
        if index not in others
    )
    return with_variant(study, replace(owner, lines=lines))
