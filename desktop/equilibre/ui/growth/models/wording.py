"""The sentences of the page of the models; knows no screen."""

from datetime import date

from equilibre import numbers
from equilibre.growth.figure import Figure, Kind, confidence_in_words, kind_in_words
from equilibre.growth.published import Trend
from equilibre.growth.quantity import quantity
from equilibre.texts import N_, _, labelled, ngettext
from equilibre.ui.growth.marking import Fill, Mark, fill_in_words, from_memory_in_words
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.points import Subject, Tally
from equilibre.ui.growth.models.state import Card, Plot

_ACROSS = {
    DATE: N_("{quantity}, by date of publication"),
    "parameters": N_("{quantity}, by number of parameters"),
    "operations": N_("{quantity}, by number of operations"),
}
_NAMES = {
    DATE: N_("Date"),
    "parameters": N_("Parameters"),
    "operations": N_("Operations"),
    "energy": N_("Energy"),
    "carbon": N_("CO₂e"),
    "energy_per_operation": N_("Energy per operation"),
}
_VALUED = {
    "parameters": N_("{count} with parameters"),
    "operations": N_("{count} with operations"),
}


def title(across: str, upward_title: str) -> str:
    """Return what the chart shows, the unit of the vertical axis included."""
    return _(_ACROSS[across]).format(quantity=upward_title)


def finding(upward: Tally, across: Tally | None, upward_key: str, across_key: str) -> str:
    """Return how many models have such figures: that so few have one is a finding."""
    parts = [
        ngettext("{count} model", "{count} models", upward.models).format(
            count=numbers.count(upward.models)
        )
    ]
    if across is not None:
        parts.append(_(_VALUED[across_key]).format(count=numbers.count(across.valued)))
    parts += _kinds(upward, upward_key)
    return ", ".join(parts)


def _kinds(upward: Tally, key: str) -> list[str]:
    if key in _VALUED:
        return [_(_VALUED[key]).format(count=numbers.count(upward.valued))]
    published = _("{count} with a published energy")
    if key == "carbon":
        published = _("{count} with published CO₂e")
    parts = [published.format(count=numbers.count(upward.published))]
    if upward.estimated:
        parts.append(_("{count} estimated").format(count=numbers.count(upward.estimated)))
    if upward.derived:
        parts.append(_("{count} computed here").format(count=numbers.count(upward.derived)))
    without = upward.absent + upward.undisclosed
    return [*parts, _("{count} with none").format(count=numbers.count(without))]


def legend(plot: Plot) -> tuple[tuple[Mark, str], ...]:
    """Return what the fillings that are drawn mean."""
    marks = [point.mark for point in plot.points]
    fills = [fill for fill in Fill if any(mark.fill is fill for mark in marks)]
    rows = [(Mark("disc", fill), fill_in_words(fill)) for fill in fills]
    if any(mark.unverified for mark in marks):
        rows.append((Mark("disc", Fill.FULL, unverified=True), from_memory_in_words()))
    return tuple(rows)


def value_text(key: str, figure: Figure | None) -> str:
    """Return a value with its unit and bounds, or that nobody published it."""
    write = quantity(key).write
    if figure is None:
        return _("no figure here")
    bounds = ""
    if figure.low is not None and figure.high is not None:
        bounds = _("{low} to {high}").format(low=write(figure.low), high=write(figure.high))
    if figure.value is None:
        if not bounds:
            return kind_in_words(Kind.UNDISCLOSED)
        return _("never published; reconstructions: {bounds}").format(bounds=bounds)
    return f"{write(figure.value)} ({bounds})" if bounds else write(figure.value)


def card(subject: Subject, across: str, upward: str, unverified: bool) -> Card:
    """Return the small card of a model: its date, its figures, how they came to be."""
    lines = [day_text(subject)]
    keys = [upward] if across == DATE else [upward, across]
    for key in keys:
        figure = subject.figure(key, unverified)
        lines.append(labelled(quantity(key).title, value_text(key, figure)))
        if figure is not None and figure.value is not None:
            told = kind_text(subject, figure)
            own = key in subject.model.figures  # else a quotient: its kind is that of the energy
            lines.append(told if own else labelled(quantity("energy").title, told))
    lines.append(_("Enter: all that is known of it"))
    return Card(subject.model.name, tuple(lines))


def kind_text(subject: Subject, figure: Figure) -> str:
    """Return how a figure came to be and how it was checked."""
    if subject.run is not None:
        return {
            Kind.PUBLISHED: _("measured or counted on this computer"),
            Kind.ESTIMATED: _("estimated on this computer"),
        }.get(figure.kind, _("computed here"))
    return _("{kind}; {checked}").format(
        kind=kind_in_words(figure.kind), checked=confidence_in_words(figure.origin.confidence)
    )


def day_text(subject: Subject) -> str:
    """Return when a model was published, and by whom."""
    if subject.run is not None:
        return _("your own run, {date}").format(date=date_text(subject.day))
    return _("{organisation}, {date}").format(
        organisation=subject.model.organisation, date=date_text(subject.day)
    )


def date_text(day: int) -> str:
    """Return a day as people write it: 28/05/2020."""
    return f"{date.fromordinal(day):%d/%m/%Y}"


def month_text(day: int) -> str:
    """Return a month as people write it: 05/2020."""
    return f"{date.fromordinal(day):%m/%Y}"


def run_lines(subject: Subject) -> list[str]:
    """Return all that is known of a kept run, a paragraph for each quantity."""
    paragraphs = [day_text(subject)]
    for key in ("parameters", "operations", "energy", "carbon", "energy_per_operation"):
        figure = subject.figure(key, True)
        text = labelled(quantity(key).title, value_text(key, figure))
        if figure is not None:
            basis = str(figure.basis)
            text += "\n" + kind_text(subject, figure) + (f"\n{basis}" if basis else "")
        paragraphs.append(text)
    return paragraphs


def newest(subject: Subject, upward: str, unverified: bool) -> str:
    """Return what is said of the model that has just appeared."""
    value = quantity(upward).read(subject.model, unverified)
    if value is None or value.value is None:
        return subject.model.name
    return _("{name}: {value}").format(
        name=subject.model.name, value=quantity(upward).write(value.value)
    )


def summary(plot: Plot, finding_text: str) -> str:
    """Return one paragraph that says what the chart shows."""
    valued = [point for point in plot.points if point.y is not None]
    parts = [f"{finding_text}."]
    if valued:
        write = quantity(plot.y.quantity).write
        least = min(valued, key=lambda point: point.y or 0.0)
        most = max(valued, key=lambda point: point.y or 0.0)
        parts.append(
            _("{count} points, from {least} ({low}) to {most} ({high}).").format(
                count=numbers.count(len(valued)),
                least=least.name,
                low=write(least.y or 0.0),
                most=most.name,
                high=write(most.y or 0.0),
            )
        )
    course = [point for point in valued if point.mark.accent]
    write = quantity(plot.y.quantity).write
    parts += [f"{point.name}: {write(point.y or 0.0)}." for point in course]
    parts += [
        _("{name}: never published.").format(name=point.name)
        for point in plot.points
        if point.mark.accent and point.y is None
    ]
    scale = _("The scale is logarithmic.") if plot.y.logarithmic else _("The scale is linear.")
    return " ".join([*parts, scale])


def axis_name(key: str) -> str:
    """Return the short name of what an axis may show."""
    return _(_NAMES[key])


def waiting(count: int) -> str:
    """Return that later models are not shown yet."""
    return _("{count} later models wait. How will it go on? Predict before you look.").format(
        count=numbers.count(count)
    )


def reference(trend: Trend) -> str:
    """Return what one of the lines beside a measured growth is."""
    return _("{name}: {quantity}, doubling in {months} months ({period}).").format(
        name=trend.name,
        quantity=trend.quantity,
        months=numbers.significant(trend.doubling_months, 3),
        period=trend.period,
    )
