"""The bill of materials: CycloneDX, the same each time, and each part once."""

import json

from building.part import Part
from building.product import Product
from building.sbom import bill_of_materials

OURS = Part("Équilibre", "1.0", "MIT", address="pkg:generic/equilibre@1.0")
QT = Part("Qt", "6.11.3", "LGPL-3.0-only", note="The window.")
PNG = Part("LibPNG", "1.6.59", "libpng-2.0", within="Qt", copyright=("Someone", "Another"))
RUNTIME = Part("Runtime", "", "LicenseRef-Own", within="Qt")
PRODUCT = Product("1.0", "abcdef", 1_767_225_600, "0" * 64)


def test_a_bill_says_the_moment_of_the_commit_and_not_that_of_the_build() -> None:
    bill = bill_of_materials(OURS, [QT], PRODUCT)
    assert bill["metadata"]["timestamp"] == "2026-01-01T00:00:00Z"
    assert bill["specVersion"] == "1.6"
    assert bill == bill_of_materials(OURS, [QT], PRODUCT)


def test_another_part_makes_another_number() -> None:
    one, other = (bill_of_materials(OURS, parts, PRODUCT) for parts in ([QT], [QT, PNG]))
    assert one["serialNumber"] != other["serialNumber"]


def test_a_part_says_its_licence_its_authors_and_nothing_that_is_not_known() -> None:
    bill = bill_of_materials(OURS, [PNG, RUNTIME], PRODUCT)
    png, runtime = bill["components"]
    assert png["licenses"] == [{"expression": "libpng-2.0"}]
    assert png["copyright"] == "Someone\nAnother"
    assert "version" not in runtime
    assert "copyright" not in runtime


def test_what_a_part_contains_hangs_on_it_and_not_on_the_program() -> None:
    bill = bill_of_materials(OURS, [QT, PNG], PRODUCT)
    rows = {row["ref"]: row.get("dependsOn", []) for row in bill["dependencies"]}
    assert rows[OURS.address] == ["Qt/6.11.3"]
    assert rows["Qt/6.11.3"] == ["Qt/LibPNG/1.6.59"]


def test_two_parts_of_the_same_name_keep_apart() -> None:
    bill = bill_of_materials(OURS, [RUNTIME, RUNTIME, RUNTIME], PRODUCT)
    references = [component["bom-ref"] for component in bill["components"]]
    assert len(set(references)) == len(references)
    assert json.dumps(bill)
