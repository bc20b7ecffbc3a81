"""What the processes of an openLCA package rest on: units, locations, flows and their method."""

from collections.abc import Iterable, Iterator
from typing import TypeVar
from uuid import NAMESPACE_OID, uuid5

import olca_schema as schema

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.exchange.entries import EVERYWHERE, method_name
from equilibre.lifecycle.indicator import Indicator
from equilibre.records import dataclass
from equilibre.texts import _

CATEGORY = "Equilibre"  # the folder in openLCA's trees
_NAMES = uuid5(NAMESPACE_OID, "equilibre")
_CHANGED = "2026-01-01T00:00:00Z"  # always the same, for the same study to make the same file
_Entity = TypeVar("_Entity")


def identifier(kind: str, *names: str) -> str:
    """Return the identifier of a thing: the same names always make the same."""
    return str(uuid5(_NAMES, "/".join((kind, *names))))


def stamped(entity: _Entity) -> _Entity:
    """Return *entity* with the date and the folder that all have."""
    entity.last_change = _CHANGED  # type: ignore[attr-defined]
    entity.category = CATEGORY  # type: ignore[attr-defined]
    return entity


@dataclass(frozen=True, slots=True)
class Flow:
    """What a process makes and others take, or an indicator."""

    key: tuple[str, ...]  # what its identifier is made from
    name: str
    unit: str
    place: str = ""  # of its maker; an indicator has none
    elementary: bool = False

    @property
    def kind(self) -> schema.FlowType:
        """The type of the flow, in openLCA's words."""
        kinds = schema.FlowType
        return kinds.ELEMENTARY_FLOW if self.elementary else kinds.PRODUCT_FLOW

    def reference(self) -> schema.Ref:
        """Return how an exchange names the flow: with its type and unit, or it does not link."""
        return schema.Ref(
            id=identifier("flow", *self.key),
            name=self.name,
            ref_type=schema.RefType.Flow,
            category=CATEGORY,
            flow_type=self.kind,
            ref_unit=self.unit,
        )


def indicator_flow(key: str) -> Flow:
    """Return the flow that carries the indicator *key*: a figure already aggregated."""
    unit = catalogue.indicators()[key].unit
    return Flow(("indicator", key), method_name(key), unit, elementary=True)


def background(products: Iterable[Flow]) -> Iterator[schema.RootEntity]:
    """Yield what *products* need to be read: units, locations, flows, and the method."""
    indicators = catalogue.indicators()
    flows = [*(indicator_flow(key) for key in indicators), *products]
    for unit in dict.fromkeys(flow.unit for flow in flows):
        yield from _unit(unit)
    for place in dict.fromkeys((EVERYWHERE, *(flow.place for flow in flows if flow.place))):
        yield _location(place)
    for flow in flows:
        yield _flow(flow)
    for indicator in indicators.values():
        yield _impact_category(indicator)
    yield _method(indicators.values())


def reference(kind: str, unit: str) -> schema.Ref:
    """Return how others name a unit, its quantity or its group: each unit has its own."""
    kinds = {
        "unit": (schema.RefType.Unit, "{unit}"),
        "quantity": (schema.RefType.FlowProperty, _("Quantity in {unit}")),
        "unit group": (schema.RefType.UnitGroup, _("Units of {unit}")),
    }
    ref_type, name = kinds[kind]
    return schema.Ref(id=identifier(kind, unit), name=name.format(unit=unit), ref_type=ref_type)


def location_reference(place: str) -> schema.Ref:
    """Return how a process names its place."""
    location = _location(place)
    return schema.Ref(id=location.id, name=location.name, ref_type=schema.RefType.Location)


def _unit(key: str) -> Iterator[schema.RootEntity]:
    """Yield a quantity and its group of one unit: nothing depends on the reader's own units."""
    quantity, group = reference("quantity", key), reference("unit group", key)
    unit = schema.Unit(
        id=identifier("unit", key), name=key, conversion_factor=1.0, is_ref_unit=True
    )
    yield stamped(
        schema.UnitGroup(id=group.id, name=group.name, units=[unit], default_flow_property=quantity)
    )
    yield stamped(
        schema.FlowProperty(
            id=quantity.id,
            name=quantity.name,
            flow_property_type=schema.FlowPropertyType.PHYSICAL_QUANTITY,
            unit_group=group,
        )
    )


def _location(place: str) -> schema.Location:
    zone = catalogue.zones().get(place)
    name = zone.name if zone else _("World")
    return stamped(schema.Location(id=identifier("location", place), code=place, name=name))


def _flow(flow: Flow) -> schema.Flow:
    quantity = schema.FlowPropertyFactor(
        conversion_factor=1.0,
        flow_property=reference("quantity", flow.unit),
        is_ref_flow_property=True,
    )
    return stamped(
        schema.Flow(
            id=identifier("flow", *flow.key),
            name=flow.name,
            flow_type=flow.kind,
            flow_properties=[quantity],
        )
    )


def _impact_category(indicator: Indicator) -> schema.ImpactCategory:
    itself = schema.ImpactFactor(
        value=1.0,
        flow=indicator_flow(indicator.key).reference(),
        flow_property=reference("quantity", indicator.unit),
        unit=reference("unit", indicator.unit),
    )
    named = _category_reference(indicator)
    return stamped(
        schema.ImpactCategory(
            id=named.id,
            name=named.name,
            description=str(indicator.scope),
            ref_unit=indicator.unit,
            impact_factors=[itself],
        )
    )


def _category_reference(indicator: Indicator) -> schema.Ref:
    return schema.Ref(
        id=identifier("impact category", indicator.key),
        name=f"{indicator.key}, {indicator.name}",
        ref_type=schema.RefType.ImpactCategory,
        ref_unit=indicator.unit,
    )


def _method(indicators: Iterable[Indicator]) -> schema.ImpactMethod:
    return stamped(
        schema.ImpactMethod(
            id=identifier("method"),
            name=CATEGORY,
            description=_(
                "Impacts already summed by the sources of the figures, each counting for 1: "
                "no other method sees these flows."
            ),
            impact_categories=[_category_reference(each) for each in indicators],
        )
    )
