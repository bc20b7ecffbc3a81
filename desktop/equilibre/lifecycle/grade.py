"""How far a text, or a study, goes when it says that an AI is good for the environment.

Grades a to d are those of Ligozat et al., Sustainability 14:5172 (2022); e is added here.
"""

import tomllib
from collections.abc import Mapping
from functools import cache

from equilibre.lifecycle.catalogue import indicators, phases
from equilibre.lifecycle.errors import UnknownName
from equilibre.lifecycle.inventory import Impacts, impacts
from equilibre.lifecycle.study import Study
from equilibre.lifecycle.table import Table
from equilibre.records import dataclass
from equilibre.resources import resource
from equilibre.texts import Words, _

_MOST = 40  # grades or questions


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of the scale."""

    key: str  # a to e
    name: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked of a text, to be answered with yes or no."""

    key: str
    needed_for: str  # the grade that a yes is needed for; "": none, but it makes a text stronger
    text: Words
    missing: Words  # what to do where the answer is no


@dataclass(frozen=True, slots=True)
class Scale:
    """The grades, lowest first, the questions of the form, and where they come from."""

    grades: tuple[Grade, ...]
    questions: tuple[Question, ...]
    source: Words


@dataclass(frozen=True, slots=True)
class GradeResult:
    """A grade, and what is missing: for the next one, or to make the highest one stronger."""

    grade: Grade
    reasons: tuple[Words, ...]


@cache
def scale() -> Scale:
    """Return the scale."""
    text = resource("lifecycle", "grade.toml").read_text(encoding="utf-8")
    table = Table(tomllib.loads(text), "grade")
    grades, questions = table.table("grades", _MOST), table.table("questions", _MOST)
    read = Scale(
        tuple(_grade(key, grades.table(key, _MOST)) for key in grades.names()),
        tuple(_question(key, questions.table(key, _MOST)) for key in questions.names()),
        table.words("source"),
    )
    table.end()
    return read


def _grade(key: str, entry: Table) -> Grade:
    grade = Grade(key, entry.words("name"), entry.words("text"))
    entry.end()
    return grade


def _question(key: str, entry: Table) -> Question:
    question = Question(key, entry.text("needed_for"), entry.words("text"), entry.words("missing"))
    entry.end()
    return question


def grade_of_answers(answers: Mapping[str, bool]) -> GradeResult:
    """Return the grade of a text from the *answers* to the questions; one not given is a no.

    Raises UnknownName when a question does not exist.
    """
    questions = scale().questions
    for key in answers:
        if key not in {question.key for question in questions}:
            raise UnknownName(_("There is no question “{name}”.").format(name=key))
    refused = [question for question in questions if not answers.get(question.key, False)]
    reached, *above = scale().grades
    for grade in above:
        missing = tuple(each.missing for each in refused if each.needed_for == grade.key)
        if missing:
            return GradeResult(reached, missing)
        reached = grade
    return GradeResult(reached, tuple(each.missing for each in refused))


def grade_of_study(study: Study, reference: str, ai: str, zone: str = "") -> GradeResult:
    """Return the grade of *study* when its variant *ai* is set against *reference*.

    A phase counts when a line of it weighs something and has data for an indicator. Raises
    UnknownName (variant, zone) and StudyRefused (a study that does not compute).
    """
    return grade_of_answers(answers_of_study(study, reference, ai, zone))


def answers_of_study(study: Study, reference: str, ai: str, zone: str = "") -> dict[str, bool]:
    """Return what the questions would be answered about *study*; raises as its grade does."""
    without = impacts(study, reference, zone or study.zone)
    with_ai = impacts(study, ai, zone or study.zone)
    known = [key for key in indicators() if _compared(without, with_ai, key)]
    filled = _groups(with_ai)
    return {
        "mentioned": bool(without.lines or with_ai.lines),
        "specific": bool(str(study.functional_unit).strip() and with_ai.lines),
        "quantified": bool(known),
        "direct": bool(known),
        **{
            part: part in filled or "whole" in filled
            for part in ("production", "training", "inference", "end_of_life")
        },
        "same_job": bool(without.lines),
        "indicators": len(known) > 1,
        "uncertainty": any(not each.range.fixed for each in study.parameters.values()),
        "rebound": bool(study.rebounds),
    }


def _compared(without: Impacts, with_ai: Impacts, indicator: str) -> bool:
    """Return whether both variants have something for *indicator*, so that there is a gain."""
    return without.total()[indicator] is not None and with_ai.total()[indicator] is not None


def _groups(variant: Impacts) -> set[str]:
    """Return the groups of phases in which *variant* has a line that weighs something."""
    weighs = (variant.known != 0).any(axis=1)
    known = phases()
    return {
        known[line.phase].group
        for line, counts in zip(variant.lines, weighs, strict=True)
        if counts and line.phase in known
    }
