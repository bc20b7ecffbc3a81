"""Files that are no studies, or that a study should never be, and what is said of each."""

import copy
import json
from collections.abc import Callable
from typing import Any

from equilibre.lifecycle.document import encoded_study
from equilibre.lifecycle.editing import new_study

Content = dict[str, Any]


def sound() -> Content:
    """Return the tables of a study that computes, to be spoilt."""
    return copy.deepcopy(json.loads(json.dumps(encoded_study(new_study()))))


def written(content: object) -> bytes:
    return json.dumps(content).encode()


def _spoilt(change: Callable[[Content], object]) -> bytes:
    content = sound()
    change(content)
    return written(content)


def _parameter(**entries: object) -> bytes:
    return _spoilt(lambda content: content["parameters"]["days"].update(entries))


def _line(**entries: object) -> bytes:
    return _spoilt(lambda content: content["variants"][1]["lines"][2].update(entries))


def _study(**entries: object) -> bytes:
    return _spoilt(lambda content: content.update(entries))


def _factor(**entries: object) -> bytes:
    factor = {
        "name": "mine",
        "unit": "kWh",
        "impacts": {"GWP": [1, 2, 3]},
        "source": "",
        "locator": "",
        "licence": "",
        "year": "",
        "kind": "assumption",
    }
    return _study(factors={"mine": factor | entries})


def _without(*path: str) -> bytes:
    def change(content: Content) -> None:
        for name in path[:-1]:
            content = content[name]
        del content[path[-1]]

    return _spoilt(change)


def _raw(old: str, new: str) -> bytes:
    text = written(sound()).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


_DAYS = '"low": 200, "value": 200, "high": 200'

# The file, and a part of the sentence that refuses it: what, where, or what to do.
CORPUS: dict[str, tuple[bytes, str]] = {
    # not a file of ours
    "empty": (b"", "line 1, column 1"),
    "spaces": (b"  \n ", "damaged"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "UTF-8"),
    "utf-16": (written(sound()).decode().encode("utf-16"), "UTF-8"),
    "latin-1": ('{"format": "equilibre-study-1", "key": "é"}'.encode("latin-1"), "UTF-8"),
    "zeros": (b"\0" * 1000, "damaged"),
    "a number": (b"12", "does not say its format"),
    "a list": (b"[]", "does not say its format"),
    "null": (b"null", "does not say its format"),
    "another json": (b'{"runs": []}', "does not say its format"),
    "another format": (_study(format="equilibre-runs"), "its format is “equilibre-runs”"),
    "format of a number": (_study(format=1), "“format” must be a text"),
    "a newer version": (_study(format="equilibre-study-2"), "newer version"),
    "a far newer version": (_study(format="equilibre-study-999999999"), "newer version"),
    "an endless version": (_study(format="equilibre-study-" + "9" * 1900), "its format is"),
    "other digits": (_study(format="equilibre-study-٢"), "its format is"),
    # truncated, too large, too deep, said twice
    "cut": (written(sound())[:700], "damaged (line 1, column"),
    "cut in a letter": ('{"a": "é'.encode()[:-1], "UTF-8"),
    "text after the end": (written(sound()) + b"}", "damaged"),
    "too large": (b" " * 600_001, "larger than 600 kB"),
    "deep lists": (b"[" * 100_000, "brackets"),
    "deep tables": (b'{"a":' * 80_000 + b"1" + b"}" * 80_000, "brackets"),
    "deep in a study": (_raw('"levers": [', '"levers": [' + "[" * 20), "brackets"),
    "many tables": (b"[" + b"[]," * 50_000 + b"[]]", "does not say its format"),
    "endless text": (b'{"format": "' + b'\\"' * 250_000, "damaged"),
    "twins": (_raw('"zone": "FRA"', '"zone": "FRA", "zone": "POL"'), "“zone” is said twice"),
    "twin parameters": (
        _raw('"parameters": {', '"parameters": {"days": {}, '),
        "“days” is said twice",
    ),
    # numbers
    "not a number": (_raw(_DAYS, '"low": NaN, "value": 200, "high": 200'), "“NaN” is not"),
    "infinity": (_raw(_DAYS, '"low": 200, "value": 200, "high": Infinity'), "“Infinity” is not"),
    "minus infinity": (_raw(_DAYS, '"low": -Infinity, "value": 1, "high": 2'), "“-Infinity”"),
    "overflow": (_raw(_DAYS, '"low": 1, "value": 1, "high": 1e999'), "parameters.days.high"),
    "huge": (_parameter(high=1e300), "“parameters.days.high” is too large"),
    "tiny": (_parameter(low=1e-300), "“parameters.days.low” is too large, too small"),
    "many digits": (_raw(_DAYS, f'"low": {"9" * 100_000}, "value": 1, "high": 1'), "days.low"),
    "a yes": (_parameter(value=True), "“parameters.days.value” must be a number"),
    "a number in quotes": (_parameter(value="200"), "“parameters.days.value” must be a number"),
    "no number": (_parameter(value=None), "“parameters.days.value” must be a number"),
    "upside down": (_parameter(low=300), "“parameters.days.low” is above the central value"),
    "central too high": (_parameter(value=300), "“parameters.days.high” is below the central"),
    # what is there and what is not
    "no key": (_without("key"), "“key” is missing"),
    "no functional unit": (_without("functional_unit"), "“functional_unit” is missing"),
    "no low": (_without("parameters", "days", "low"), "“parameters.days.low” is missing"),
    "no kind": (_without("parameters", "days", "kind"), "“parameters.days.kind” is missing"),
    "no french": (_study(title={"en": "x"}), "“title.fr” is missing"),
    "no amount": (
        _spoilt(lambda content: content["variants"][1]["lines"][2].pop("amount")),
        "“variant A1, line 3, amount” is missing",
    ),
    "no variants": (_without("variants"), "two different variants"),
    "unknown entry": (_study(colour="red"), "“colour” is not something that a study says"),
    "unknown in a parameter": (_parameter(mean=3), "“parameters.days.mean” is not"),
    "unknown in a line": (_line(comment="x"), "“variant A1, line 3, comment” is not"),
    "unknown in a factor": (_factor(colour="red"), "“factors.mine.colour” is not"),
    "a third language": (_study(title={"en": "x", "fr": "x", "de": "x"}), "“title.de” is not"),
    # wrong types
    "variants by name": (_study(variants={}), "“variants” must be a list"),
    "parameters in a list": (_study(parameters=[]), "“parameters” must be a group"),
    "a parameter as a number": (_study(parameters={"days": 3}), "“parameters.days” must be a"),
    "a variant as a text": (_study(variants=["R0", "A1"]), "“variant 1” must be a group"),
    "a line as a list": (
        _spoilt(lambda content: content["variants"][0]["lines"].append([])),
        "“variant R0, line 4” must be a group",
    ),
    "a key as a number": (_study(key=3), "“key” must be a text"),
    "an amount as a number": (_line(amount=3), "“variant A1, line 3, amount” must be a text"),
    "title as a list": (_study(title=["x"]), "“title” must be a group"),
    "one variant compared": (_study(compare=["R0"]), "two variants to compare"),
    "levers by name": (_study(levers={"days": 1}), "“levers” must be a list"),
    "impacts of two": (_factor(impacts={"GWP": [1, 2]}), "three numbers"),
    "impacts of one": (_factor(impacts={"GWP": 1}), "“factors.mine.impacts.GWP” must be a list"),
    "impacts of texts": (_factor(impacts={"GWP": ["1", "2", "3"]}), "must be a number"),
    # names and texts
    "a name with an accent": (_study(key="été"), "“été” cannot be the short name"),
    "a name with a space": (_study(parameters={"my days": {}}), "“parameters.my days"),
    "an expression as a name": (
        _study(parameters={"a+b": sound()["parameters"]["days"]}),
        "“a+b” cannot be the short name",
    ),
    "a path as a key": (_study(key="../../.bashrc"), "cannot be the short name"),
    "a long name": (_study(key="k" * 41), "cannot be the short name"),
    "a name on two lines": (_study(key="my_study\n"), "cannot be the short name"),
    "an endless name": (_study(**{"k" * 100_000: 1}), "k…” is not something"),
    "a long text": (_study(title="t" * 2001), "“title” is longer than 2000 characters"),
    "a control character": (_study(title="a\x07b"), "“title” holds a character"),
    "half a character": (
        _raw('"title": {"en": "My study"', '"title": {"en": "\\ud800"'),
        "“title.en” holds a character",
    ),
    "a device with a bell": (_study(devices={"a\x07": "x"}), "holds a character"),
    "a long device": (_study(devices={"d" * 81: "x"}), "is longer than 80 characters"),
    # too many
    "too many variants": (_study(variants=sound()["variants"] * 21), "42 entries, and 40 at most"),
    "too many lines": (
        _spoilt(lambda content: content["variants"][0].update(lines=[{}] * 401)),
        "“variant R0, lines” holds 401 entries",
    ),
    "too many parameters": (
        _study(parameters={f"p{number}": {} for number in range(401)}),
        "“parameters” holds 401 entries",
    ),
    "too many factors": (
        _study(factors={f"f{number}": {} for number in range(201)}),
        "“factors” holds 201 entries",
    ),
    # names of nothing
    "unknown zone": (_study(zone="ATL"), "no electricity zone “ATL”"),
    "unknown unit": (_parameter(unit="fortnight"), "the unit “fortnight” is not known"),
    "unknown kind": (_parameter(kind="guess"), "none of: published, derived, assumption"),
    "unknown role": (
        _spoilt(lambda content: content["variants"][0].update(role="control")),
        "“variant R0, role” is “control”, which is none of: reference, ai",
    ),
    "unknown phase": (_line(phase="use: prayer"), "there is no phase “use: prayer”"),
    "unknown device": (_line(device="toaster"), "“toaster” is not a device of the study"),
    "unknown factor": (_line(factor="unicorn"), "there is no factor “unicorn”"),
    "unknown in every zone": (_line(factor="heat_{z}"), "there is no factor “heat_FRA”"),
    "unknown indicator": (_factor(impacts={"KARMA": [1, 2, 3]}), "no such indicator"),
    "unknown unit of a factor": (_factor(unit="hug"), "the unit “hug” is not known"),
    "unknown lever": (_study(levers=["height"]), "“height” is not a parameter"),
    "unknown variant": (_study(compare=["R0", "A9"]), "two different variants"),
    "one variant twice": (_study(compare=["A1", "A1"]), "two different variants"),
    "twin variants": (
        _spoilt(lambda content: content["variants"].append(content["variants"][1])),
        "“variant A1” is there twice",
    ),
    # amounts
    "no expression": (_line(amount=""), "variant A1, line 3, amount: An amount is empty"),
    "half an expression": (_line(amount="2*"), "something is missing"),
    "an unknown parameter": (_line(amount="2*height"), "uses “height”, which is not a parameter"),
    "a program": (_line(amount="__import__('os').system('true')"), "means nothing"),
    "a power": (_line(amount="9**9**9"), "something is missing"),
    "an attribute": (_line(amount="days.real"), "means nothing"),
    "brackets": (_line(amount="(" * 200 + "1" + ")" * 200), "too deep"),
    "a long expression": (_line(amount="1+" * 600 + "1"), "longer than 1000 characters"),
    "a decimal comma": (_line(amount="1,5*days"), "with a point"),
    "division by zero": (_line(amount="1/(days-days)"), "divides by zero"),
    "an overflow": (_line(amount="1e200*1e200*days"), "too large"),
    "a large amount": (_line(amount="1e40"), "too large"),
    "no answers": (_study(inferences="days-days"), "“inferences”: “days-days” must be above zero"),
    "negative sharing": (_study(training_shared_by="0-days"), "must be above zero"),
    "answers of nobody": (_study(inferences="nobody"), "inferences: The amount “nobody” uses"),
    # impossible figures
    "a factor upside down": (
        _factor(impacts={"GWP": [3, 2, 1]}),
        "“factors.mine.impacts.GWP.low” is above",
    ),
    "energy from nothing": (_factor(impacts={"PE": [0.1, 0.2, 5]}), "a kWh cannot hold less"),
}
