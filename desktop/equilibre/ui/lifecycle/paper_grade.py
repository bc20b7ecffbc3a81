"""What a class found in a published paper, and the text to paste into a report."""

from collections.abc import Mapping
from dataclasses import field

from equilibre.lifecycle.grade import GradeResult, grade_of_answers, scale
from equilibre.records import dataclass
from equilibre.texts import _


@dataclass(frozen=True, slots=True)
class PaperGrade:
    """What a class found in a published paper; kept while the page comes and goes."""

    title: str = ""
    answers: Mapping[str, bool] = field(default_factory=dict)

    @property
    def result(self) -> GradeResult:
        """The grade, and what is missing for the next one."""
        return grade_of_answers(self.answers)


def result_text(paper: PaperGrade) -> str:
    """Return the grade of *paper* in lines to paste into a report."""
    result = paper.result
    lines = [paper.title] if paper.title.strip() else []
    lines += [_("Grade {letter}: {name}").format(letter=result.grade.key, name=result.grade.name)]
    lines += [str(result.grade.text), ""]
    for heading, wanted in ((_("Answered with yes"), True), (_("Answered with no"), False)):
        found = [
            f"- {question.text}"
            for question in scale().questions
            if paper.answers.get(question.key, False) is wanted
        ]
        lines += [heading, *found, ""] if found else []
    missing = missing_text(result)
    lines += [missing, ""] if missing else []
    return "\n".join([*lines, source_text()])


def missing_text(result: GradeResult) -> str:
    """Return what the next grade asks for, in one paragraph."""
    if not result.reasons:
        return ""
    above = next_after(result.grade.key)
    text = _("For {grade}: {reasons}") if above else _("To go further: {reasons}")
    return text.format(grade=above, reasons=" ".join(str(reason) for reason in result.reasons))


def next_after(letter: str) -> str:
    """Return the grade above *letter*, "" above the highest."""
    letters = [grade.key for grade in scale().grades]
    above = letters[letters.index(letter) + 1 :]
    return above[0] if above else ""


def source_text() -> str:
    """Return where the scale comes from, and what is not repeated of its source."""
    return _(
        "{source} How many published papers reach each grade is not said here: "
        "those counts were not checked."
    ).format(source=scale().source)
