"""What the proof of the meter says in words and figures; knows no screen."""

from equilibre import numbers
from equilibre.meter.truth import NaiveReading, TruthRecord
from equilibre.quantities import JOULES
from equilibre.texts import _
from equilibre.ui.meter.truth.state import Choices, Finding

_RIGHT = 0.005  # what the meter promises of ten seconds and more
_CLOSE = 0.03  # closer than this a reader that looks now and then was close
_TINY = 0.0005
_WHOLE_PERCENT = 0.095
_DIGITS = 4  # the truth is known exactly: rounding must not look like an error


def signed_percent(share: float) -> str:
    """Write a relative error: "+57%", "−0.3%"."""
    decimals = 0 if abs(share) >= _WHOLE_PERCENT else 1
    sign = "+" if round(share, 3) > 0.0 else ""
    return sign + numbers.percent(share, decimals)


def error_text(share: float | None) -> str:
    """Say how far a reader is from the truth."""
    if share is None:
        return ""
    if abs(share) < _TINY:
        return _("error: less than {percent}").format(percent=numbers.percent(0.001))
    return _("error: {percent}").format(percent=signed_percent(share))


def every(choices: Choices) -> str:
    """Write the time between two looks."""
    seconds = choices.period_seconds
    return numbers.with_unit(numbers.decimal(seconds, 0 if seconds >= 1.0 else 1), "s")


def true_finding(record: TruthRecord) -> Finding:
    """Return what was really used."""
    if record.finished:
        detail = _("computed from the power itself")
    else:
        detail = _("so far")
    return Finding(numbers.energy(record.true_joules, _DIGITS), "", detail)


def meter_finding(record: TruthRecord) -> Finding:
    """Return what the meter found."""
    if record.metered_joules is None:
        return Finding()
    detail = _("so far")
    if record.interval is not None:
        between = numbers.interval(record.interval.low, record.interval.high, JOULES, 3)
        detail = _("its interval: {between}").format(between=between)
    error = record.error
    wrong = record.finished and error is not None and abs(error) > _RIGHT
    return Finding(numbers.energy(record.metered_joules, _DIGITS), error_text(error), detail, wrong)


def naive_finding(naive: NaiveReading, choices: Choices, finished: bool) -> Finding:
    """Return what the naive reader found."""
    if not naive.looks:
        return Finding()
    detail = _("{count} looks, one every {seconds}").format(
        count=numbers.count(len(naive.looks)), seconds=every(choices)
    )
    error = naive.error
    wrong = finished and error is not None and abs(error) > _CLOSE
    return Finding(numbers.energy(naive.joules, _DIGITS), error_text(error), detail, wrong)


def verdict(record: TruthRecord, naive: NaiveReading, choices: Choices) -> str:
    """Return two sentences that conclude: on the meter, and on the naive reader."""
    return f"{_on_meter(record, choices.incident)} {_on_naive(naive, choices)}"


def _on_meter(record: TruthRecord, incident: str) -> str:
    error = record.error
    if error is None:
        return _("The meter read nothing: the files of the emulated computer went missing.")
    if abs(error) > _RIGHT and incident == "restart":
        return _(
            "The counter started again from 0: what it had counted since the last reading is "
            "lost ({percent}), and the meter says so by a gap."
        ).format(percent=signed_percent(error))
    if abs(error) > _RIGHT:
        return _(
            "The meter is off by {percent}: this computer was too busy to read in time, "
            "play it again."
        ).format(percent=signed_percent(error))
    return {
        "wrap": _("The counter overflowed to 0, and the meter went on counting."),
        "restart": _("The counter started again from 0: the meter left a gap and said so."),
        "errors": _("The counter went on while nothing could be read: the meter caught up."),
    }.get(incident, _("The meter counts energy: it missed nothing."))


def _on_naive(naive: NaiveReading, choices: Choices) -> str:
    seen = [watts for _seconds, watts in naive.looks]
    error = naive.error or 0.0
    percent, seconds = signed_percent(error), every(choices)
    if max(seen) == min(seen) and abs(error) < _TINY:
        return _("A power that never changes hides nothing from a reader that looks now and then.")
    if abs(error) < _CLOSE:
        return _(
            "The reader that looks every {seconds} came close, and nothing says that it will again:"
            " try another power."
        ).format(seconds=seconds)
    if max(seen) == min(seen):
        text = (
            _("The reader that looks every {seconds} saw only the peaks: {percent}.")
            if error > 0.0
            else _("The reader that looks every {seconds} saw none of the peaks: {percent}.")
        )
    elif error > 0.0:
        text = _("The reader that looks every {seconds} fell on too many peaks: {percent}.")
    else:
        text = _("The reader that looks every {seconds} missed too many peaks: {percent}.")
    return text.format(seconds=seconds, percent=percent)
