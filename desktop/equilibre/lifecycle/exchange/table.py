"""The inventory of a study as CSV: one row per variant, line and indicator."""

import csv
import io
from collections.abc import Iterator

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.exchange.entries import Entry, entries
from equilibre.lifecycle.study import Study
from equilibre.spreadsheet import harmless

NO_DATA = "no data"  # in a cell: absent is never zero

_COLUMNS = (
    *("study", "zone", "variant", "variant_title", "role", "phase", "device"),
    *("factor", "factor_name", "expression", "amount", "unit"),
    *("indicator", "value", "low", "high", "indicator_unit"),
    *("source", "locator", "year", "licence", "kind"),
)


def table_bytes(study: Study, zone: str) -> bytes:
    """Return *study* as UTF-8 CSV without byte order mark, with points and no groups.

    *value* is the amount of the central case by the figure; *low* and *high* are the same amount
    by the bounds of the figure; the three say "no data" where there is none. Raises as
    ``entries`` does.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for entry in entries(study, zone):
        for row in _rows(study, zone, entry):
            writer.writerow([harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8")


def _rows(study: Study, zone: str, entry: Entry) -> Iterator[list[object]]:
    variant, line, factor = entry.variant, entry.line, entry.factor
    for key, indicator in catalogue.indicators().items():
        yield [
            *(study.key, zone, variant.key, str(variant.title), variant.role),
            *(line.phase, str(study.devices.get(line.device, line.device))),
            *(factor.key, str(factor.name), line.amount, entry.amount, factor.unit),
            *(key, *_impact(entry, key), indicator.unit),
            *(str(factor.source), factor.locator, factor.year, factor.licence, factor.kind),
        ]


def _impact(entry: Entry, indicator: str) -> tuple[object, object, object]:
    figure = entry.factor.impacts.get(indicator)
    if figure is None:
        return NO_DATA, NO_DATA, NO_DATA
    low, high = sorted((entry.amount * figure.low, entry.amount * figure.high))
    return entry.amount * figure.value, low, high
