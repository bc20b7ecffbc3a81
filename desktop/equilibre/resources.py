"""Where the program's data lie: in a checkout, in an installed wheel, in a frozen bundle."""

from pathlib import Path

_PACKAGED = Path(__file__).with_name("resources")  # wheel and bundle
_CHECKOUT = Path(__file__).parents[2] / "resources"  # a git checkout


def resource(*parts: str) -> Path:
    """Return the resource named by *parts*, for example ``resource("facts", "x.csv")``."""
    root = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)
