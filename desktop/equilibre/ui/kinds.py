"""The words for the way a figure was obtained."""

from equilibre.texts import _


def kind_name(kind: str) -> str:
    """Return the word for the way a figure was obtained."""
    return {
        "measured": _("measured"),
        "estimated": _("estimated"),
        "mixed": _("measured in part"),
        "computed": _("computed"),
    }.get(kind, "")
