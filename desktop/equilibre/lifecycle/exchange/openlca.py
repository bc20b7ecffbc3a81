"""A study as the JSON-LD package that openLCA 2 reads: processes, flows, units and a method.

Found by failing first, with readers of the format: the package needs locations, flows need a
category, and the flow of each exchange needs its type and its unit.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence

import olca_schema as schema

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.exchange.entries import (
    Entry,
    entries,
    factors_used,
    location,
    provenance,
)
from equilibre.lifecycle.exchange.openlca_flows import (
    Flow,
    background,
    identifier,
    indicator_flow,
    location_reference,
    reference,
    stamped,
)
from equilibre.lifecycle.factor import Factor
from equilibre.lifecycle.study import Study, Variant

_ZIPPED = (2026, 1, 1, 0, 0, 0)  # always the same, for the same study to make the same file
_PIECE = "unit"  # things that are counted
_FOLDERS = {
    schema.Flow: "flows",
    schema.FlowProperty: "flow_properties",
    schema.ImpactCategory: "lcia_categories",
    schema.ImpactMethod: "lcia_methods",
    schema.Location: "locations",
    schema.Process: "processes",
    schema.UnitGroup: "unit_groups",
}


def openlca_bytes(study: Study, zone: str) -> bytes:
    """Return *study* as a zip of JSON-LD: variants, figures, indicators and their method.

    A figure without data for an indicator has no exchange for it, and its description says so.
    Raises as ``entries`` does.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        _write(package, "olca-schema.json", '{"version": 2}')
        for entity in _entities(study, zone):
            _write(package, f"{_FOLDERS[type(entity)]}/{entity.id}.json", entity.to_json())
    return content.getvalue()


def _write(package: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _ZIPPED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, text)


def _entities(study: Study, zone: str) -> Iterator[schema.RootEntity]:
    listed = entries(study, zone)
    factors = factors_used(listed)
    made = {factor.key: _factor_flow(study, factor) for factor in factors}
    done = {variant.key: _variant_flow(study, variant, zone) for variant in study.variants}
    yield from background((*made.values(), *done.values()))
    for factor in factors:
        flow = made[factor.key]
        yield _process(flow, location(factor), provenance(factor), _impacts(factor))
    for variant in study.variants:
        own = [entry for entry in listed if entry.variant is variant]
        inputs = [_input(study, entry, made[entry.factor.key]) for entry in own]
        yield _process(done[variant.key], zone, str(study.functional_unit), inputs)


def _factor_flow(study: Study, factor: Factor) -> Flow:
    # A figure that the study changed is not that of the tables: it must not replace it.
    owner = (study.key,) if factor.key in study.factors else ()
    name = f"{factor.name} [{factor.key}]"
    return Flow(("factor", *owner, factor.key), name, factor.unit, location(factor))


def _variant_flow(study: Study, variant: Variant, zone: str) -> Flow:
    name = f"{study.title}: {variant.key}, {variant.title}"
    return Flow(("variant", study.key, zone, variant.key), name, _PIECE, zone)


def _process(
    flow: Flow, place: str, description: str, others: Sequence[schema.Exchange]
) -> schema.Process:
    product = _exchange(flow, 1.0, is_input=False)
    product.is_quantitative_reference = True
    exchanges = [product, *others]
    for number, exchange in enumerate(exchanges, start=1):
        exchange.internal_id = number
    return stamped(
        schema.Process(
            id=identifier("process", *flow.key),
            name=flow.name,
            description=description,
            process_type=schema.ProcessType.UNIT_PROCESS,
            location=location_reference(place),
            exchanges=exchanges,
            last_internal_id=len(exchanges),
        )
    )


def _impacts(factor: Factor) -> list[schema.Exchange]:
    figures = {key: factor.impacts.get(key) for key in catalogue.indicators()}
    return [
        _exchange(indicator_flow(key), figure.value, is_input=False)
        for key, figure in figures.items()
        if figure is not None
    ]


def _input(study: Study, entry: Entry, flow: Flow) -> schema.Exchange:
    exchange = _exchange(flow, entry.amount, is_input=True)
    exchange.description = entry.comment(study)
    exchange.default_provider = schema.Ref(
        id=identifier("process", *flow.key),
        name=flow.name,
        ref_type=schema.RefType.Process,
        location=flow.place,
    )
    return exchange


def _exchange(flow: Flow, amount: float, is_input: bool) -> schema.Exchange:
    return schema.Exchange(
        amount=amount,
        flow=flow.reference(),
        flow_property=reference("quantity", flow.unit),
        unit=reference("unit", flow.unit),
        is_input=is_input,
        is_avoided_product=False,
        is_quantitative_reference=False,
    )
