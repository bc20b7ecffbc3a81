"""The pieces of a page in the rich text that Qt reads; ``paper`` says how each looks."""

from collections.abc import Iterable, Sequence
from html import escape


def section(title: str, new_page: bool = False) -> str:
    """Return the heading *title*, at the top of a page where it must be."""
    kind = "section page" if new_page else "section"
    return f'<p class="{kind}">{escape(title)}</p>'


def paragraph(inner: str) -> str:
    """Return a paragraph of rich text."""
    return f"<p>{inner}</p>"


def note(text: str) -> str:
    """Return a small remark."""
    return f'<p class="note">{escape(text)}</p>'


def bullets(entries: Iterable[str]) -> str:
    """Return a list of entries of rich text."""
    return "<ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>"


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    kind: str = "plain",
    widths: Sequence[int] = (),
    right_from: int = 99,
) -> str:
    """Return a table of rich text; *widths* in percent, columns *right_from* on are figures."""

    def row(tag: str, cells: Sequence[str]) -> str:
        inner = ""
        for index, cell in enumerate(cells):
            side = "right" if index >= right_from else "left"
            width = f' width="{widths[index]}%"' if widths else ""
            inner += f'<{tag} align="{side}"{width}>{cell}</{tag}>'
        return f"<tr>{inner}</tr>"

    head = f"<thead>{row('th', columns)}</thead>"
    body = "".join(row("td", cells) for cells in rows)
    return f'<table class="{kind}" width="100%" cellspacing="0">{head}{body}</table>'
