"""Every text of the program is French too, whole, and written as French is."""

import ast
import gettext
import io
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from equilibre.facts.electricity import countries
from equilibre.facts.equivalents import equivalents
from equilibre.resources import resource
from equilibre.texts import (
    LANGUAGES,
    N_,
    Translated,
    _,
    language,
    ngettext,
    system_language,
    use_language,
)

SOURCES = Path(__file__).parents[1] / "desktop" / "equilibre"
FOLDER = Path(str(resource("translations", "fr", "LC_MESSAGES")))
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
Text = str | tuple[str, str]


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "equilibre.po").open("rb") as file:
        return read_po(file, locale="fr")


@cache
def texts() -> frozenset[Text]:
    """Return the texts in the sources: what babel finds, and what stands inside f-strings."""
    found: set[Text] = set()
    for _file, _line, message, _comments, _context in extract_from_dir(
        str(SOURCES), method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(message if isinstance(message, str) else (message[0], message[1]))
    for path in SOURCES.rglob("*.py"):
        found |= set(_calls(ast.parse(path.read_text(encoding="utf-8"))))
    return frozenset(found - {""})


def _calls(tree: ast.AST) -> Iterator[Text]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [
                each.value
                for each in node.args
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            ]
            if node.func.id in ("_", "N_") and words:
                yield words[0]
            elif node.func.id == "ngettext" and len(words) == 2:
                yield (words[0], words[1])


def translated(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(message: Message) -> list[str]:
    """Return the French of *message*, in each of its numbers."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_texts_are_found_in_the_sources() -> None:
    assert len(texts()) > 100


def test_every_text_of_the_program_has_its_french(catalogue: Catalog) -> None:
    known = {message.id for message in translated(catalogue) if all(forms(message))}
    assert sorted(map(str, texts() - known)) == []


def test_no_french_is_left_of_a_text_that_is_gone(catalogue: Catalog) -> None:
    assert sorted(map(str, {message.id for message in translated(catalogue)} - texts())) == []


def test_no_french_was_guessed(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def holes(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name}


def test_french_has_the_same_placeholders(catalogue: Catalog) -> None:
    wrong = []
    for message in translated(catalogue):
        english = message.id if isinstance(message.id, str) else message.id[1]
        wrong += [text for text in forms(message) if text and holes(text) != holes(english)]
    assert wrong == []


def test_placeholders_are_named_and_nothing_is_formatted_with_percents() -> None:
    for text in texts():
        for one in (text,) if isinstance(text, str) else text:
            assert all(name.isidentifier() for name in holes(one)), one
            assert not re.search(r"%[sdr(]", one), one


def test_the_compiled_catalogue_is_that_of_the_sources(catalogue: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    fresh = gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))
    with (FOLDER / "equilibre.mo").open("rb") as file:
        shipped = gettext.GNUTranslations(file)
    for message in translated(catalogue):
        if isinstance(message.id, str):
            assert shipped.gettext(message.id) == fresh.gettext(message.id)
        else:
            for count in (0, 1, 2, 5):
                assert shipped.ngettext(*message.id, count) == fresh.ngettext(*message.id, count)


def test_the_program_finds_each_text_that_gettext_finds(catalogue: Catalog) -> None:
    compiled = (FOLDER / "equilibre.mo").read_bytes()
    ours, usual = Translated(compiled), gettext.GNUTranslations(io.BytesIO(compiled))
    for message in (*catalogue, Message("no text"), Message(("no text", "no texts"))):
        if isinstance(message.id, str):
            assert ours.gettext(message.id) == usual.gettext(message.id)
        else:
            assert ours.gettext(message.id[0]) == usual.gettext(message.id[0])
            for count in (0, 1, 2, 5):
                assert ours.ngettext(*message.id, count) == usual.ngettext(*message.id, count)


@pytest.mark.parametrize("content", [b"", b"msgid", bytes(64)])
def test_another_file_is_no_catalogue(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a compiled catalogue"):
        Translated(content)


# What French typography refuses, each with a way to see it.
FAULTS = {
    "no narrow space before : ; ! ? %": re.compile(r"[^\u202f\s(][;!?%]|[^\u202f\d]:(?!//)|\w:\s"),
    "an ordinary space before : ; ! ? %": re.compile(r"[ \u00a0][:;!?%»]"),
    "no narrow space inside guillemets": re.compile(r"«[^\u202f]|[^\u202f]»"),
    "English quotation marks": re.compile(r"[“”\"]"),
    "a straight apostrophe": re.compile(r"\w'\w"),
    "three points": re.compile(r"\.\.\."),
    "two spaces": re.compile(r"  "),
    "a blank at an end": re.compile(r"^\s|\s$"),
}


def faults(text: str) -> list[str]:
    """Return what French typography has against *text*; placeholders are words."""
    words = re.sub(r"\{[^}]*\}", "mot", text)
    words = re.sub(r"https?://\S+", "adresse", words)
    return [fault for fault, seen in FAULTS.items() if seen.search(words)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Pourquoi\u202f?", False),
        ("«\u202fessai\u202f»\u202f: fini", False),
        ("https://example.org ; ", True),
        ("Pourquoi ?", True),
        ("Pourquoi?", True),
        ("Reste: rien", True),
        ("«essai»", True),
        ("“essai”", True),
        ("l'essai", True),
        ("50\u202f%", False),
        ("50%", True),
    ],
)
def test_the_faults_of_typography_are_seen(text: str, wrong: bool) -> None:
    assert bool(faults(text)) is wrong


def test_the_french_of_the_program_is_written_as_french_is(catalogue: Catalog) -> None:
    wrong = {
        text: found
        for message in translated(catalogue)
        for text in forms(message)
        if (found := faults(text))
    }
    assert wrong == {}


def french_of(content: Any) -> Iterator[str]:
    """Return every French text in what a resource file holds."""
    if isinstance(content, dict):
        if isinstance(content.get("fr"), str):
            yield content["fr"]
        for each in content.values():
            yield from french_of(each)
    if isinstance(content, list):
        for each in content:
            yield from french_of(each)


def test_the_french_of_the_resources_is_written_as_french_is() -> None:
    all_texts = [country.french for country in countries().values()]
    all_texts += [thing.french for thing in equivalents().values()]
    for path in Path(str(resource())).rglob("*.toml"):
        all_texts += french_of(tomllib.loads(path.read_text(encoding="utf-8")))
    assert len(all_texts) > 200
    assert {text: found for text in all_texts if (found := faults(text))} == {}


def test_the_english_of_the_program_has_no_french_spaces() -> None:
    for text in texts():
        for one in (text,) if isinstance(text, str) else text:
            assert "\u202f" not in one, one
            assert "  " not in one, one
            assert one == one.strip(), one


def test_a_text_is_said_in_the_language_in_use() -> None:
    assert _("Quit") == "Quit"
    use_language("fr")
    assert language() == "fr"
    assert _("Quit") == "Quitter"
    assert N_("Quit") == "Quit"
    assert _("") == ""
    one, many = (ngettext("{count} training", "{count} trainings", count) for count in (1, 2))
    assert one != many
    assert ngettext("{count} training", "{count} trainings", 0) == one  # zero is singular


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="klingon"):
        use_language("klingon")
    assert language() == "en"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "C"}, "fr"),
    ],
    ids=str,
)
def test_the_first_language_is_that_of_the_computer(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected
    assert set(LANGUAGES) == {"fr", "en"}
