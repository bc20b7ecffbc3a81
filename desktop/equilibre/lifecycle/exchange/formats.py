"""The formats that a study is written in, by the suffix of the file.

A new format is a module of this package, and a line here.
"""

from collections.abc import Callable

from equilibre.lifecycle.exchange.brightway import brightway_bytes
from equilibre.lifecycle.exchange.table import table_bytes
from equilibre.lifecycle.study import Study
from equilibre.records import dataclass
from equilibre.texts import N_


def openlca_bytes(study: Study, zone: str) -> bytes:
    """Return *study* as a package for openLCA, whose library is loaded only now."""
    from equilibre.lifecycle.exchange import openlca

    return openlca.openlca_bytes(study, zone)


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing a study, counted with the electricity of a zone."""

    name: str  # marked for translation: say _(name)
    content: Callable[[Study, str], bytes]  # of the study and the key of a zone


FORMATS = {
    ".csv": Format(N_("Table of the inventory (CSV)"), table_bytes),
    ".xlsx": Format(N_("Brightway workbook"), brightway_bytes),
    ".zip": Format(N_("openLCA JSON-LD"), openlca_bytes),
}
