"""Words from a file of the user's, made fit to be shown in one line."""

import re

_TAG = re.compile(r"<(?=[A-Za-z/!?])")  # what a window could take for the beginning of a format


def shown(text: str, most: int) -> str:
    """Return *text* in one line of at most *most* characters, none of them invisible."""
    line = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    line = _TAG.sub("‹", line)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
