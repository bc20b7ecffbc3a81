"""The software bill of materials: CycloneDX 1.6, the same to the bit for the same tree."""

import datetime
import json
import uuid
from collections.abc import Sequence
from typing import Any

from building.part import Part
from building.product import PUBLISHER, Product

_SPACE = uuid.UUID("6f1b6a3e-6c58-5d0c-9c55-0f7f4f5f8b11")  # of our own, drawn once


def bill_of_materials(ours: Part, parts: Sequence[Part], product: Product) -> dict[str, Any]:
    """Return the bill of a tree: *ours* is made of *parts*."""
    references = _references([ours, *parts])
    moment = datetime.datetime.fromtimestamp(product.epoch, datetime.UTC)
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "lifecycles": [{"phase": "build"}],
            "authors": [{"name": PUBLISHER}],
            "component": _component(ours, references[0], "application"),
            "properties": [
                {"name": "equilibre:build", "value": product.build},
                {"name": "equilibre:lock", "value": product.lock},
            ],
        },
        "components": [
            _component(part, reference, "library")
            for part, reference in zip(parts, references[1:], strict=True)
        ],
        "dependencies": _dependencies(ours, parts, references),
    }
    # The number follows from the contents: the same tree has the same bill.
    number = uuid.uuid5(_SPACE, json.dumps(bill, sort_keys=True))
    return {**bill, "serialNumber": f"urn:uuid:{number}"}


def _references(parts: Sequence[Part]) -> list[str]:
    """Return a name for each part that no other has."""
    found: list[str] = []
    for part in parts:
        name = part.address or "/".join(filter(None, (part.within, part.name, part.version)))
        same = sum(1 for one in found if one == name or one.startswith(f"{name}#"))
        found.append(f"{name}#{same + 1}" if same else name)
    return found


def _component(part: Part, reference: str, kind: str) -> dict[str, Any]:
    return {
        "type": kind,
        "bom-ref": reference,
        "name": part.name,
        **({"version": part.version} if part.version else {}),
        **({"description": part.note} if part.note else {}),
        "licenses": [{"expression": part.licence}],
        **({"copyright": "\n".join(part.copyright)} if part.copyright else {}),
        **({"purl": part.address} if part.address else {}),
    }


def _dependencies(
    ours: Part, parts: Sequence[Part], references: Sequence[str]
) -> list[dict[str, Any]]:
    """Say what each part contains: the program all that stands by itself, each its own."""
    rows = []
    for part, reference in zip([ours, *parts], references, strict=True):
        inner = [
            other
            for one, other in zip(parts, references[1:], strict=True)
            if one.within == part.name or (part is ours and not one.within)
        ]
        rows.append({"ref": reference, **({"dependsOn": inner} if inner else {})})
    return rows
