"""What is wrong with a study, and what its author may want to look at."""

from dataclasses import dataclass

from equilibre.lifecycle.study import Study


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a study from being computed."""

    place: tuple[str | int, ...]  # ("variants", "A1", "lines", 2, "amount")
    sentence: str


def problems(study: Study) -> tuple[Problem, ...]:
    """Return what keeps *study* from being computed."""
    return ()
