"""What is said of a calibration: where its figures are used, and why a trial failed."""

from equilibre.meter.calibration.record import Against, Calibration, Curve
from equilibre.meter.reading import Route, Status
from equilibre.numbers import percent, power
from equilibre.texts import _


def calibrate() -> str:
    """Return the remedy of an estimate."""
    return _(
        "Calibrate this computer, in two minutes, against its battery or a plug meter: the band"
        " becomes narrower."
    )


def against(calibration: Calibration) -> str:
    """Return when and against what *calibration* was made."""
    if calibration.against is Against.PLUG:
        return _("Calibrated on {date} against a plug meter.").format(date=calibration.day)
    return _("Calibrated on {date} against the sensor “{name}”.").format(
        date=calibration.day, name=calibration.source
    )


def two_powers(curve: Curve) -> str:
    """Return the powers that were seen, less what is metered apart."""
    return _("{idle} at rest, {full} at full load.").format(
        idle=power(curve.idle_watts, 2), full=power(curve.full_watts, 2)
    )


def band(factor: float) -> str:
    """Return how far the truth may be, for a route of *factor*."""
    return _("The true power lies between {low} and {high} of the value shown.").format(
        low=percent(1.0 / factor, 0), high=percent(factor, 0)
    )


def not_at_rest(load: float) -> str:
    """Return why a trial failed whose processors were busy for a share *load* at rest."""
    return _(
        "Other programs kept the processor busy ({share}) while it should have been at rest. Close"
        " them and begin again."
    ).format(share=percent(load, 0))


def not_fully_busy(load: float) -> str:
    """Return why a trial failed whose processors were busy for a share *load* at full load."""
    return _(
        "The processor was busy for {share} of the time only where it should have been fully busy."
        " Begin again, and leave the computer alone meanwhile."
    ).format(share=percent(load, 0))


def too_seldom(seconds: float) -> str:
    """Return why a trial failed whose sensor said too little in *seconds*."""
    return _(
        "The sensor says its power too seldom: too few values came in {seconds} seconds. Use a"
        " plug meter instead."
    ).format(seconds=round(seconds))


def interrupted(route: Route) -> str:
    """Return why a trial failed whose sensor, now *route*, can no longer be read."""
    if route.status is Status.WAITING:
        return _("The charger was plugged in during the calibration. Unplug it and begin again.")
    return (
        _("{name} can no longer be read. Begin again. {reason}")
        .format(name=route.name, reason=route.reason)
        .strip()
    )
