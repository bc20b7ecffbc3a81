"""A study as the workbook that Brightway's ExcelImporter reads, with nothing left unlinked.

Found by failing first: units must bear Brightway's long names; our figures are aggregated impacts,
so each indicator is a flow of its own and has a method of its own, with factor 1.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.exchange.entries import (
    Entry,
    entries,
    factors_used,
    location,
    method_name,
    provenance,
)
from equilibre.lifecycle.factor import Factor
from equilibre.lifecycle.study import Study, Variant
from equilibre.texts import _

Row = Sequence[str | float]

METHOD = "Equilibre"  # the first part of the name of the methods
_PIECE = "unit"  # Brightway's name for things that are counted
_CREATED = datetime(2026, 1, 1)  # always the same, for the same study to make the same file
_EXCHANGES: Row = ("name", "amount", "unit", "location", "type", "input", "comment")
_MARK = "::"  # the importer cuts texts at it


def database_name(study: Study, zone: str) -> str:
    """Return the name under which Brightway stores *study* with the electricity of *zone*."""
    return f"equilibre {study.key} {zone}"


def brightway_bytes(study: Study, zone: str) -> bytes:
    """Return *study* as an xlsx file: its variants, the figures they use, and the indicators.

    A figure without data for an indicator has no exchange for it, and its comment says so. A
    second sheet tells how to bring the database and the method. Raises as ``entries`` does.
    """
    import xlsxwriter  # rarely used

    listed = entries(study, zone)
    content = io.BytesIO()
    # A text stays a text, whatever it starts with.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": str(study.title), "created": _CREATED})
        for name, rows in (
            ("study", _study_rows(study, zone, listed)),
            ("how to import", _instructions(study, zone)),
        ):
            sheet = workbook.add_worksheet(name)
            sheet.set_column(0, 0, 60)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    else:
                        sheet.write_number(number, column, cell)
    return content.getvalue()


def _study_rows(study: Study, zone: str, listed: Sequence[Entry]) -> Iterator[Row]:
    database = database_name(study, zone)
    yield "Database", database
    yield "title", _text(f"{study.title}.")  # a title that is a number would be read as one
    yield "functional unit", _text(f"{study.functional_unit}.")
    yield ()
    for variant in study.variants:
        own = [entry for entry in listed if entry.variant is variant]
        yield from _variant_rows(study, variant, zone, database, own)
    for factor in factors_used(listed):
        yield from _factor_rows(factor, database)
    for key, indicator in catalogue.indicators().items():
        yield from _activity(
            method_name(key), _indicator_code(key), indicator.brightway_unit, None, "emission"
        )
        yield "categories", "aggregated impact"
        yield ()


def _variant_rows(
    study: Study, variant: Variant, zone: str, database: str, own: Sequence[Entry]
) -> Iterator[Row]:
    name, code = _text(f"{variant.key}: {variant.title}"), f"variant {variant.key}"
    yield from _activity(name, code, _PIECE, zone, "process")
    yield "comment", _text(f"{study.functional_unit}.")
    yield ("Exchanges",)
    yield _EXCHANGES
    yield name, 1, _PIECE, zone, "production", _link(database, code), ""
    for entry in own:
        yield (
            _factor_name(entry.factor),
            entry.amount,
            _unit(entry.factor),
            location(entry.factor),
            "technosphere",
            _link(database, _factor_code(entry.factor)),
            _text(entry.comment(study)),
        )
    yield ()


def _factor_rows(factor: Factor, database: str) -> Iterator[Row]:
    name, code, unit = _factor_name(factor), _factor_code(factor), _unit(factor)
    yield from _activity(name, code, unit, location(factor), "process")
    yield "comment", _text(provenance(factor))
    yield ("Exchanges",)
    yield _EXCHANGES
    yield name, 1, unit, location(factor), "production", _link(database, code), ""
    for key, indicator in catalogue.indicators().items():
        figure = factor.impacts.get(key)
        if figure is not None:
            yield (
                method_name(key),
                figure.value,
                indicator.brightway_unit,
                "",
                "biosphere",
                _link(database, _indicator_code(key)),
                _text(indicator.unit),
            )
    yield ()


def _activity(name: str, code: str, unit: str, place: str | None, kind: str) -> Iterator[Row]:
    yield "Activity", name
    yield "code", code
    yield "unit", unit
    if place:
        yield "location", place
    yield "type", kind


def _instructions(study: Study, zone: str) -> Iterator[Row]:
    """Yield the sheet that the importer skips, with what to type in Python."""
    yield ("skip",)
    yield (_("Bring the study into Brightway, from the folder where this file lies:"),)
    yield from ((line,) for line in database_snippet())
    yield ()
    yield (_("Bring the method, one indicator after the other, each flow counting for 1:"),)
    yield from ((line,) for line in method_snippet(study, zone))
    yield ()
    yield (_("These flows are impacts already summed, not substances: no other method sees them."),)


def database_snippet() -> tuple[str, ...]:
    """Return the lines of Python that bring a workbook named study.xlsx into Brightway."""
    return (
        "import bw2io",
        'importer = bw2io.ExcelImporter("study.xlsx"); importer.apply_strategies()',
        "importer.statistics(); importer.write_database()",
    )


def method_snippet(study: Study, zone: str) -> tuple[str, ...]:
    """Return the lines of Python that make one method for each indicator."""
    units = {key: indicator.unit for key, indicator in catalogue.indicators().items()}
    flow = f'("{database_name(study, zone)}", "{_indicator_code("")}" + key)'
    return (
        "import bw2data",
        f'methods = {{key: bw2data.Method(("{METHOD}", key)) for key in {tuple(units)}}}',
        f"for key, each in methods.items(): each.register(unit={units}[key]); "
        f"each.write([({flow}, 1.0)])",
    )


def _factor_name(factor: Factor) -> str:
    return _text(f"{factor.name} [{factor.key}]")


def _factor_code(factor: Factor) -> str:
    return f"factor {factor.key}"


def _indicator_code(key: str) -> str:
    return f"indicator {key}"


def _unit(factor: Factor) -> str:
    unit = catalogue.units().get(factor.unit)
    return unit.brightway if unit else factor.unit


def _link(database: str, code: str) -> str:
    return f"{database}{_MARK}{code}"


def _text(text: str) -> str:
    return text.replace(_MARK, ": ")
