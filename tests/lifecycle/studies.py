"""Small studies for the tests, written in a line or two."""

from collections.abc import Mapping, Sequence

from equilibre.lifecycle.factor import Factor, Range
from equilibre.lifecycle.study import Line, Parameter, Study, Variant
from equilibre.texts import Words

Figures = Sequence[float] | float | None


def words(text: str) -> Words:
    return Words(text, text)


def spread(figures: Sequence[float] | float) -> Range:
    """Return the range of (low, value, high), or of one figure that is certain."""
    return Range(figures, figures, figures) if isinstance(figures, int | float) else Range(*figures)


def factor(key: str, /, **impacts: Figures) -> Factor:
    """Return a factor with these impacts by indicator; those that are not named have no data."""
    ranges = {name: None if each is None else spread(each) for name, each in impacts.items()}
    return Factor(key, words(key), "unit", ranges, words("a test"), "", "", "2026", "assumption")


def line(factor_key: str, amount: str, phase: str = "production", device: str = "camera") -> Line:
    return Line(phase, device, factor_key, amount)


def study(
    variants: Mapping[str, Sequence[Line]],
    factors: Sequence[Factor],
    parameters: Mapping[str, Sequence[float] | float] | None = None,
) -> Study:
    """Return a study of these variants; the first one is the reference."""
    keys = tuple(variants)
    devices = dict.fromkeys(each.device for lines in variants.values() for each in lines)
    return Study(
        key="tiny",
        title=words("A tiny study"),
        functional_unit=words("do it once"),
        zone="FRA",
        parameters={
            key: Parameter(key, words(key), spread(each), "", "assumption", words("a test"))
            for key, each in (parameters or {}).items()
        },
        devices={device: words(device) for device in devices},
        variants=tuple(
            Variant(key, words(key), "reference" if key == keys[0] else "ai", tuple(lines))
            for key, lines in variants.items()
        ),
        compare=(keys[0], keys[-1]),
        factors={each.key: each for each in factors},
    )


def large_study(devices: int = 20, phases: int = 4, indicators: Sequence[str] = ("GWP",)) -> Study:
    """Return two variants of *devices* x *phases* lines, of which half of the phases are shared.

    The parameter ``hours`` moves every line; ``life_0``… move those of one device.
    """
    names = ("production", "use: inference", "use: network", "end of life")[:phases]

    def lines(own: str) -> list[Line]:
        return [
            line(
                f"{device}_{row}{own if row % 2 else ''}",
                f"hours*{1 + row}/life_{device}/24",
                phase,
                f"device {device}",
            )
            for device in range(devices)
            for row, phase in enumerate(names)
        ]

    variants = {"R0": lines("a"), "A1": lines("b")}
    keys = dict.fromkeys(each.factor for own in variants.values() for each in own)
    return study(
        variants,
        [
            factor(key, **dict.fromkeys(indicators, (1 + place, 2 + place, 4 + 2 * place)))
            for place, key in enumerate(keys)
        ],
        {"hours": (1, 2, 5)} | {f"life_{device}": (2, 4, 8) for device in range(devices)},
    )
