"""The energy of a kept run, put into a study."""

from typing import Literal

from equilibre import numbers
from equilibre.lifecycle import measured
from equilibre.lifecycle.errors import StudyRefused
from equilibre.lifecycle.factor import Kind
from equilibre.lifecycle.study import Study, Variant
from equilibre.meter.reading import Kind as Measured
from equilibre.sessions.run import Run
from equilibre.texts import Words, _

Role = Literal["training", "inference"]


def side(study: Study, first: str, second: str) -> Variant | None:
    """Return the variant that joules go to: B, else A, whichever has any AI."""
    ways = (study.variant(second), study.variant(first))
    return next((way for way in ways if way.role == "ai"), None)


def brought(study: Study, way: Variant | None, run: Run, role: Role, count: float) -> Study:
    """Return *study* with the energy of *run* in the variant *way*.

    *count* is how many such runs make the model, or how many answers one run stands for. Raises
    LifecycleError where there is no energy, no such line, or no way with any AI.
    """
    if run.energy is None:
        raise StudyRefused(_("This run has no energy: nothing could be metered."))
    if not count > 0:
        raise StudyRefused(_("Give a number above zero."))
    if way is None:
        raise StudyRefused(_("Choose a way with AI as A or B first: joules go there."))
    gross = run.energy.gross
    kind: Kind = "measured" if run.energy.kind is Measured.MEASURED else "derived"
    source = Words(
        f"run “{run.name}”, {run.created[:10]}: {run.energy.source}",
        f"essai « {run.name} », {run.created[:10]} : {run.energy.source}",
    )
    if role == "training":
        return measured.with_measured_training(
            study, way.key, gross.low, gross.value, gross.high, count, source, kind
        )
    low, value, high = (bound / count for bound in (gross.low, gross.value, gross.high))
    return measured.with_measured_inference(study, way.key, low, value, high, source, kind)


def told(run: Run, way: Variant | None) -> str:
    """Return the sentence that says what was brought."""
    assert run.energy is not None
    assert way is not None
    return _("Your {energy} are now in “{variant}”; Undo takes them out.").format(
        energy=numbers.about(run.energy.kind, numbers.energy(run.energy.gross.value, 2)),
        variant=way.title,
    )
