"""Gather the texts of the program, keep their French in order, compile it, say what is missing.

Run it with the Python of the environment: ``.venv/bin/python packaging/translations.py``.
"""

import ast
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PO = ROOT / "resources" / "translations" / "fr" / "LC_MESSAGES" / "equilibre.po"
DAY = datetime(2026, 1, 1, tzinfo=UTC)  # the date of each run would be a change of each run
HOLE = re.compile(r"\{[^}]*\}")
WRONG = re.compile(r"['“”]|\.\.\.|[^\u202f(][;!?»%]|[^\u202f]:(?!//|\d)|«[^\u202f]|  | $")


def updated(old: Catalog) -> Catalog:
    """Return the texts of the program with the translations that *old* has."""
    name = "Équilibre"
    new = Catalog("fr", None, "# French", name, "1", name, " ", DAY, DAY, name, name, fuzzy=False)
    texts = set()
    for path in (ROOT / "desktop" / "equilibre").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if getattr(getattr(node, "func", None), "id", "") in ("_", "N_", "ngettext"):
                texts.add(tuple(each.value for each in node.args if hasattr(each, "value")))
    for text in sorted(each[:2] for each in texts if each and isinstance(each[0], str)):
        before = old.get(text[0])
        # "5 % of" is no placeholder: no text of the program is formatted with %.
        string = before.string if before else ""
        if text[1:] and isinstance(string, str):
            string = (string, string)  # it was said without a plural
        message = new.add(text if text[1:] else text[0], string)
        message.flags.discard("python-format")
    return new


def fault(message: Message) -> str:
    """Return what is wrong with the translation of *message*, "" when nothing is."""
    french = [message.string] if isinstance(message.string, str) else message.string
    english = message.id if isinstance(message.id, str) else message.id[1]
    if not all(french):
        return "untranslated"
    if any(set(HOLE.findall(text)) != set(HOLE.findall(english)) for text in french):
        return "placeholders"
    return "typography" if any(WRONG.search(HOLE.sub("x", text)) for text in french) else ""


if __name__ == "__main__":
    with PO.open("rb") as file:
        catalog = updated(read_po(file, locale="fr"))
    with PO.open("wb") as po:
        write_po(po, catalog, width=99)
    whole = PO.with_suffix(".mo.part")  # a program that starts meanwhile reads the old one
    with whole.open("wb") as mo:
        write_mo(mo, catalog)
    whole.replace(PO.with_suffix(".mo"))
    faults = [f"{why}: {each.id!r}" for each in catalog if each.id and (why := fault(each))]
    print("\n".join([*faults, f"{len(catalog)} texts, {len(faults)} to mend"]))
    sys.exit(1 if faults else 0)
