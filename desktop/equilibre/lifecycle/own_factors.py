"""The factors that a study brings or changes: its own, or another of the published figures."""

from dataclasses import replace

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.errors import StudyRefused, UnknownName
from equilibre.lifecycle.factor import Factor, PublishedValue, Range
from equilibre.lifecycle.inventory import factor_of
from equilibre.lifecycle.study import Study
from equilibre.lifecycle.table import Place, checked_key
from equilibre.texts import Words, _


def with_factor(study: Study, factor: Factor) -> Study:
    """Return *study* with its own *factor*, which goes before that of the tables."""
    checked_key(factor.key, Place("factors", factor.key))
    return replace(study, factors=study.factors | {factor.key: factor})


def without_factor(study: Study, key: str) -> Study:
    """Return *study* without its own factor *key*: that of the tables counts again.

    A line that uses a factor of no table is left without one; ``checks.problems`` names it.
    """
    return replace(study, factors={k: each for k, each in study.factors.items() if k != key})


def choices(study: Study, key: str, indicator: str) -> tuple[PublishedValue, ...]:
    """Return the published figures that may stand for a factor of *study*, smallest first.

    Those of the same thing, in the units of the factor and of the indicator. Raises UnknownName
    (indicator) and StudyRefused (factor).
    """
    factor = factor_of(study, key, study.zone)
    known = catalogue.indicators().get(indicator)
    if known is None:
        raise UnknownName(_("There is no indicator “{name}”.").format(name=indicator))
    published = catalogue.published()
    rows = (published[each] for each in factor.published if each in published)
    measure = f"{known.key} {known.unit}"  # as the published figures name it
    return tuple(
        sorted(
            (row for row in rows if row.indicator == measure and row.unit == factor.unit),
            key=lambda row: row.value,
        )
    )


def with_published_value(study: Study, key: str, indicator: str, figure: PublishedValue) -> Study:
    """Return *study* whose factor *key* takes *figure* as its central value for *indicator*.

    The bounds are the spread of all published figures of the same thing, and the source that of
    *figure*. Raises UnknownName, and StudyRefused for a figure that is not one of ``choices``.
    """
    figures = choices(study, key, indicator)
    if figure not in figures:
        raise StudyRefused(
            _("“{figure}” is not a figure of “{factor}”: choose one of its list.").format(
                figure=figure.key, factor=key
            )
        )
    old = factor_of(study, key, study.zone)
    bounds = Range(
        min(row.value if row.low is None else row.low for row in figures),
        figure.value,
        max(row.value if row.high is None else row.high for row in figures),
    )
    others = any(each for name, each in old.impacts.items() if name != indicator)

    def taken_over(before: str, now: str) -> str:
        """Say the source of this indicator first, then those of the others."""
        if not others:
            return now
        rest = [row for row in before.split("\n") if not row.startswith(f"{indicator}: ")]
        return "\n".join([f"{indicator}: {now}", *rest])

    return with_factor(
        study,
        replace(
            old,
            impacts=old.impacts | {indicator: bounds},
            source=Words(
                taken_over(old.source.en, figure.source), taken_over(old.source.fr, figure.source)
            ),
            locator=taken_over(old.locator, figure.locator),
            licence=taken_over(old.licence, figure.licence),
            year=taken_over(old.year, figure.year),
            kind=figure.kind,
        ),
    )
