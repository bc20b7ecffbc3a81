"""Studies in files: whatever a file says, one sentence or one study."""

import json
import re
import tracemalloc
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.checks import problems
from equilibre.lifecycle.document import encoded_study
from equilibre.lifecycle.editing import new_study, with_factor, with_parameter
from equilibre.lifecycle.errors import StudyRefused
from equilibre.lifecycle.factor import Factor, Range
from equilibre.lifecycle.files import decode_study, read_draft, read_study, study_bytes
from equilibre.lifecycle.study import Parameter, Study
from equilibre.lifecycle.table import shown
from equilibre.texts import Words, use_language
from tests.lifecycle.hostile.corpus import CORPUS, sound, written

# Tables that cannot be read are said at once, and not for hours by every generated study.
assert problems(new_study()) == ()


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_is_refused_with_a_sentence(name: str) -> None:
    data, part = CORPUS[name]
    with pytest.raises(StudyRefused) as refusal:
        read_study(data)
    sentence = str(refusal.value)
    assert part in sentence
    assert sentence.endswith((".", ").")), sentence
    assert len(sentence) < 1_500
    assert "{" not in sentence.replace("{z}", "")


def test_a_sentence_repeats_sixty_letters_of_a_name() -> None:
    assert shown("k" * 60) == "k" * 60
    assert shown("k" * 61) == "k" * 60 + "…"


def test_the_sound_study_of_the_corpus_is_read() -> None:
    assert read_study(written(sound())) == new_study()


def test_a_large_hostile_file_takes_little_memory() -> None:
    tracemalloc.start()
    for name in ("too large", "deep lists", "deep tables", "many tables", "endless text"):
        with pytest.raises(StudyRefused):
            read_study(CORPUS[name][0])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50e6


def test_every_beginning_of_a_file_is_refused() -> None:
    data = study_bytes(new_study()).rstrip()
    for size in range(0, len(data) - 1, 97):
        with pytest.raises(StudyRefused):
            read_study(data[:size])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_file_with_one_other_value_is_a_study_or_a_sentence(data: st.DataObject) -> None:
    whole = sound()
    place: Any = whole
    while True:
        step = data.draw(
            st.sampled_from(list(place) if isinstance(place, dict) else range(len(place)))
        )
        if not (isinstance(place[step], dict | list) and place[step] and data.draw(st.booleans())):
            break
        place = place[step]
    place[step] = data.draw(_JSON)
    try:
        study = read_study(written(whole))
    except StudyRefused:
        return
    assert read_study(study_bytes(study)) == study


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_a_study_of_the_program_survives_its_file(key: str) -> None:
    study = catalogue.study(key)
    assert read_study(study_bytes(study)) == study


_NUMBER = st.floats(1e-30, 1e15) | st.floats(-1e15, -1e-30) | st.just(0.0)
_TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\n\t"), max_size=30
)
_WORDS = st.builds(Words, _TEXT, _TEXT)
_RANGE = st.tuples(_NUMBER, _NUMBER, _NUMBER).map(lambda each: Range(*sorted(each)))
_KIND = st.sampled_from(["published", "derived", "assumption", "measured", "fixed"])
_KEY = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,39}", fullmatch=True)
_PARAMETER = st.builds(
    Parameter, _KEY, _WORDS, _RANGE, st.sampled_from(["", "kWh", "d"]), _KIND, _WORDS
)
_FACTOR = st.builds(
    Factor,
    key=_KEY,
    name=_WORDS,
    unit=st.sampled_from(["km", "unit"]),
    impacts=st.dictionaries(st.sampled_from(["GWP", "ADPe", "WATER"]), st.none() | _RANGE),
    source=_WORDS,
    locator=_TEXT,
    licence=_TEXT,
    year=_TEXT,
    kind=_KIND,
    note=_WORDS,
    published=st.lists(_TEXT, max_size=3).map(tuple),
)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(_PARAMETER, max_size=4),
    st.lists(_FACTOR, max_size=3),
    _WORDS,
    st.lists(_WORDS, max_size=3),
    st.dictionaries(st.text(st.characters(categories=("L", "N")), max_size=80), _WORDS, max_size=3),
)
def test_a_study_survives_its_file_to_the_last_digit(
    parameters: list[Parameter],
    factors: list[Factor],
    title: Words,
    texts: list[Words],
    devices: dict[str, Words],
) -> None:
    study: Study = replace(new_study(), title=title, benefits=tuple(texts), rebounds=())
    for parameter in parameters:
        if parameter.key not in study.parameters:
            study = with_parameter(study, parameter)
    for factor in factors:
        study = with_factor(study, factor)
    study = replace(study, devices=study.devices | devices)
    assert problems(study) == ()
    again = read_study(study_bytes(study))
    assert again == study
    assert list(again.parameters) == list(study.parameters)
    assert study_bytes(again) == study_bytes(study)


def test_a_plain_text_stands_for_both_languages() -> None:
    content = sound() | {"title": "Étude"}
    assert read_study(written(content)).title == Words("Étude", "Étude")


def test_a_file_begins_with_its_format_and_is_one_that_people_can_read() -> None:
    lines = study_bytes(new_study()).decode().splitlines()
    assert lines[1] == ' "format": "equilibre-study-1",'
    assert ' "functional_unit": {' in lines
    assert '   "value": 0.0003,' in lines
    assert '   "value": 6000,' in lines


def test_a_file_saved_with_a_byte_order_mark_is_read() -> None:
    assert read_study(b"\xef\xbb\xbf" + study_bytes(new_study())) == new_study()


def test_absent_data_is_not_zero_in_a_file() -> None:
    content = sound()
    content["factors"] = {
        "mine": {
            "name": "mine",
            "unit": "km",
            "impacts": {"GWP": [0, 0, 0], "WATER": None},
            **dict.fromkeys(["source", "locator", "licence", "year"], ""),
            "kind": "assumption",
        }
    }
    impacts = read_study(written(content)).factors["mine"].impacts
    assert impacts == {"GWP": Range(0, 0, 0), "WATER": None}


def test_a_draft_that_does_not_compute_is_kept() -> None:
    draft = replace(new_study(), zone="ATL", levers=("nothing",))
    assert read_draft(study_bytes(draft)) == draft
    with pytest.raises(StudyRefused, match="ATL"):
        read_study(study_bytes(draft))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300])
def test_what_no_file_can_hold_is_not_written(value: float) -> None:
    days = new_study().parameters["days"]
    study = with_parameter(new_study(), replace(days, range=Range(value, value, value)))
    with pytest.raises(StudyRefused, match="parameters.days.low"):
        study_bytes(study)


def test_a_study_too_large_for_a_file_is_not_written() -> None:
    study = new_study()
    long = replace(study.variants[0].lines[0], amount="1" + "+1" * 450)
    heavy = tuple(
        replace(study.variants[0], key=f"V{number}", lines=(long,) * 400) for number in range(9)
    )
    with pytest.raises(StudyRefused, match="too large"):
        study_bytes(replace(study, variants=heavy))


@pytest.mark.parametrize(
    "place", [(), ("parameters", "days"), ("variants", 0), ("variants", 0, "lines", 0)]
)
def test_an_entry_that_no_study_has_is_refused_wherever_it_stands(
    place: tuple[str | int, ...],
) -> None:
    content: Any = sound()
    table = content
    for step in place:
        table = table[step]
    table["colour"] = "red"
    with pytest.raises(StudyRefused, match="colour” is not something that a study says"):
        read_study(written(content))


def test_brackets_may_be_sixteen_deep_and_no_deeper() -> None:
    for data, said in ((b"[" * 16 + b"]" * 16, "format"), (b"[" * 17 + b"]" * 17, "brackets")):
        with pytest.raises(StudyRefused, match=said):
            read_study(data)


def test_toml_and_json_hold_the_same_tables() -> None:
    assert decode_study(encoded_study(new_study())) == new_study()


def test_a_refusal_says_the_line_in_french_too() -> None:
    use_language("fr")
    with pytest.raises(StudyRefused) as refusal:
        read_study(CORPUS["unknown device"][0])
    assert re.search("toaster", str(refusal.value))


def test_the_corpus_spoils_one_thing_at_a_time() -> None:
    for name, (data, _part) in CORPUS.items():
        assert data != written(sound()), name
        assert json.loads(written(sound())) == sound()
