"""What is said of a calibration wherever its figures are used."""

from equilibre.meter.calibrated import Against, Calibration, Curve
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
