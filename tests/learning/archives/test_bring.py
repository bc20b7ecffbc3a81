"""Published archives are read whole, and anything else is refused with a sentence."""

import gzip
import io
import os
import tarfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.learning import catalogue, dataset, shelf
from equilibre.learning.archives.archive import Archive, leaflet
from equilibre.learning.archives.bring import Bring, Brought, Progress, Stage
from equilibre.learning.archives.catalogue import ARCHIVES
from equilibre.learning.archives.covertype import COVERTYPE
from equilibre.learning.archives.faces import FACES
from equilibre.learning.archives.newsgroups import NEWSGROUPS
from equilibre.learning.archives.unpacked import DAMAGES, Unpacked
from equilibre.learning.errors import DataNotKept, DataRefused, DataUnreadable
from tests.learning.archives.look_alikes import covertype_text, messages, photographs, put, tar


@pytest.fixture(autouse=True)
def _shelf(tmp_path: Path):
    shelf.use(tmp_path / "shelf")
    yield
    shelf.use(None)
    dataset.load.cache_clear()
    dataset._rows.cache_clear()


def _bring(archive: Archive, folder: Path) -> list[Progress | Brought]:
    return list(Bring(archive, folder).outcomes())


def _refusal(archive: Archive, folder: Path) -> str:
    with pytest.raises((DataRefused, DataUnreadable)) as refused:
        _bring(archive, folder)
    assert shelf.keys() == ()
    return str(refused.value)


# -- what is kept ------------------------------------------------------------------------------


def test_forest_cover_comes_to_the_shelf_as_it_was_published(tmp_path: Path):
    text = covertype_text(rows=70)
    archive = put(tmp_path, COVERTYPE, text)
    outcomes = _bring(archive, tmp_path)
    assert outcomes[-1] == Brought("covertype", 70, 54)
    assert [each.stage for each in outcomes[:-1]] == [
        Stage.VERIFYING,
        Stage.READING,
        Stage.KEEPING,
    ]
    table = np.loadtxt(io.BytesIO(text), delimiter=",")
    rows = shelf.rows("covertype")
    assert np.array_equal(rows.columns, table[:, :-1])
    assert np.array_equal(rows.target, table[:, -1] - 1)
    card = shelf.card("covertype")
    assert card.provenance is not None
    assert (card.rows, card.provenance.sha256) == (70, archive.sha256)
    assert card.provenance.file == "covtype.data.gz"


def test_messages_come_as_words_with_the_published_test_half_last(tmp_path: Path):
    members = messages(groups=3, of_each=10)
    assert _bring(put(tmp_path, NEWSGROUPS, tar(members)), tmp_path)[-1].rows == 60
    card, rows = shelf.card("newsgroups"), shelf.rows("newsgroups")
    assert [str(name) for name in card.classes] == ["group.0", "group.1", "group.2"]
    assert (card.sparse, card.published_test_rows) == (True, 30)
    assert rows.target.tolist() == ([0] * 10 + [1] * 10 + [2] * 10) * 2
    lengths = np.sqrt(rows.columns.multiply(rows.columns).sum(axis=1))
    assert lengths == pytest.approx(1.0)
    # and, cafe, words; about, of, topic of each group: not who wrote, nor from which institute.
    assert rows.columns.shape == (60, 12)


def test_messages_can_be_learned_from(tmp_path: Path):
    _bring(put(tmp_path, NEWSGROUPS, tar(messages())), tmp_path)
    loaded = dataset.load("newsgroups", 0)
    assert loaded.training_columns.shape == loaded.test_columns.shape == (30, 12)


def test_faces_of_the_people_photographed_often_come_in_grey(tmp_path: Path):
    members = photographs(people=3, of_each=20)
    members |= {
        "lfw_funneled/Someone_Rare/Someone_Rare_0001.jpg": members[
            "lfw_funneled/Person_A/Person_A_0001.jpg"
        ]
    }
    assert _bring(put(tmp_path, FACES, tar(members)), tmp_path)[-1] == Brought("faces", 60, 2914)
    card, rows = shelf.card("faces"), shelf.rows("faces")
    assert [str(name) for name in card.classes] == ["Person A", "Person B", "Person C"]
    assert card.image == (62, 47)
    greys = [rows.columns[rows.target == person].mean() for person in range(3)]
    assert greys == pytest.approx([60, 110, 160], abs=2)


def test_the_cards_tell_of_whole_sets():
    for archive in ARCHIVES:
        card = leaflet(archive.key).card
        assert card.name.fr != card.name.en
        assert card.origin == "real"
        assert archive.about_bytes < archive.most_bytes < archive.most_unpacked_bytes
        if card.column_names:
            assert len(card.column_names) == card.columns
        if card.image:
            assert card.image[0] * card.image[1] == card.columns


def test_what_is_trained_at_first_is_among_the_choices():
    for archive in ARCHIVES:
        card = leaflet(archive.key).card
        for key, chosen in card.defaults.items():
            family = catalogue.family(key)
            for name, value in chosen.items():
                assert value in family.control(name).stops


def test_the_full_forest_and_its_twin_are_told_in_the_same_words():
    twin, full = dataset.card("forest"), leaflet("covertype").card
    assert full.classes == twin.classes
    assert full.column_names[:10] == twin.column_names[:10]
    assert full.column_names[14:] == twin.column_names[14:]


def test_the_hashes_are_those_of_scikit_learn():
    from sklearn.datasets import _covtype, _lfw, _twenty_newsgroups

    published = (_covtype.ARCHIVE, _twenty_newsgroups.ARCHIVE, _lfw.FUNNELED_ARCHIVE)
    for archive, theirs in zip(ARCHIVES, published, strict=True):
        assert (archive.file, archive.sha256, archive.address) == (
            theirs.filename,
            theirs.checksum,
            theirs.url,
        )


# -- what is refused before it is opened -------------------------------------------------------


def test_a_file_of_another_content_is_not_opened(tmp_path: Path):
    put(tmp_path, COVERTYPE, covertype_text())
    assert "SHA-256" in _refusal(COVERTYPE, tmp_path)


def test_a_file_that_did_not_arrive_whole_is_not_opened(tmp_path: Path):
    archive = put(tmp_path, COVERTYPE, covertype_text())
    path = tmp_path / archive.file
    path.write_bytes(path.read_bytes()[:-7])
    assert "did not arrive whole" in _refusal(archive, tmp_path)


def test_a_renamed_file_is_missed_by_its_name(tmp_path: Path):
    archive = put(tmp_path, COVERTYPE, covertype_text())
    (tmp_path / archive.file).rename(tmp_path / "covtype.data (1).gz")
    assert "does not hold the file “covtype.data.gz”" in _refusal(archive, tmp_path)


def test_a_file_that_the_browser_unpacked_is_recognised(tmp_path: Path):
    (tmp_path / "covtype.data").write_bytes(covertype_text())
    assert "was unpacked" in _refusal(COVERTYPE, tmp_path)


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path):
    assert "does not hold" in _refusal(COVERTYPE, tmp_path / "gone")


def test_a_link_is_refused_even_to_the_true_file(tmp_path: Path):
    archive = put(tmp_path, COVERTYPE, covertype_text())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    try:
        (elsewhere / archive.file).symlink_to(tmp_path / archive.file)
    except OSError:  # Windows lets only some accounts make one
        return
    assert "only a link" in _refusal(archive, elsewhere)


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path):
    (tmp_path / COVERTYPE.file).mkdir()
    assert "is not a file" in _refusal(COVERTYPE, tmp_path)
    if hasattr(os, "mkfifo"):
        folder = tmp_path / "pipe"
        folder.mkdir()
        os.mkfifo(folder / COVERTYPE.file)
        assert "is not a file" in _refusal(COVERTYPE, folder)


def test_a_file_far_too_large_is_not_even_hashed(tmp_path: Path):
    archive = replace(put(tmp_path, COVERTYPE, covertype_text()), most_bytes=100)
    assert "was not opened" in _refusal(archive, tmp_path)


# -- what is refused on reading, had its hash been right ---------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"1,2,3\n" * 30,
        covertype_text().replace(b",", b";"),
        covertype_text() + b"1,2\n",
        covertype_text() + b"oops," * 54 + b"1\n",
        covertype_text() + b"99999," * 54 + b"1\n",  # beyond 16 bits
        covertype_text() + b"1," * 54 + b"8\n",  # an eighth kind of forest
        covertype_text() + b"1," * 54 + b"0\n",
        covertype_text() + b"\xff\n",
        covertype_text(rows=14),
        covertype_text()[:200] + b"\0" * 1000,
    ],
)
def test_a_table_of_another_kind_is_refused(tmp_path: Path, text: bytes):
    assert "not what its name says" in _refusal(put(tmp_path, COVERTYPE, text), tmp_path)


def test_a_table_of_too_many_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("equilibre.learning.archives.covertype._MOST_ROWS", 69)
    assert "more rows" in _refusal(put(tmp_path, COVERTYPE, covertype_text()), tmp_path)


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda archive: archive.key)
def test_what_is_not_packed_is_refused(tmp_path: Path, archive: Archive):
    fake = put(tmp_path, archive, covertype_text(), packed=False)
    assert "not what its name says" in _refusal(fake, tmp_path)


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda archive: archive.key)
def test_what_is_cut_or_scrambled_inside_is_refused(tmp_path: Path, archive: Archive):
    inside = {COVERTYPE: covertype_text(), FACES: tar(photographs()), NEWSGROUPS: tar(messages())}
    whole = gzip.compress(inside[archive], 1)
    for packed in (whole[: len(whole) // 2], whole[:60] + b"\x55" * 40 + whole[100:]):
        fake = put(tmp_path, archive, packed, packed=False)
        assert "not what its name says" in _refusal(fake, tmp_path)


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda archive: archive.key)
def test_a_bomb_is_stopped_before_it_fills_the_memory(tmp_path: Path, archive: Archive):
    million = b"1" * 1_000_000 if archive is COVERTYPE else tar({"x/" + "y" * 50: b"0" * 900_000})
    bomb = replace(put(tmp_path, archive, million), most_unpacked_bytes=500_000)
    assert "unpacks to far more" in _refusal(bomb, tmp_path)


_WHOLE = {
    "covertype": covertype_text(),
    "faces": tar(photographs(people=2)),
    "newsgroups": tar(messages()),
}


def _member(kind: bytes, link: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo()
    member.type, member.linkname = kind, link
    return member


@pytest.mark.parametrize("archive", [FACES, NEWSGROUPS], ids=lambda archive: archive.key)
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("lfw_funneled/../../escape.jpg", b"x", "would lie outside"),
        ("/etc/passwd", b"x", "would lie outside"),
        ("..\\escape", b"x", "would lie outside"),
        ("lfw_funneled/A/link.jpg", _member(tarfile.SYMTYPE, "/etc/passwd"), "something else"),
        ("lfw_funneled/A/hard.jpg", _member(tarfile.LNKTYPE, "x"), "something else"),
        ("lfw_funneled/A/device", _member(tarfile.CHRTYPE), "something else"),
        ("lfw_funneled/A/pipe", _member(tarfile.FIFOTYPE), "something else"),
        ("lfw_funneled/A/huge.jpg", b"0" * 2_000_001, "larger than any"),
    ],
)
def test_a_malicious_member_is_refused_by_its_name(
    tmp_path: Path, archive: Archive, name: str, content: bytes, sentence: str
):
    told = _refusal(put(tmp_path, archive, tar({name: content})), tmp_path)
    assert sentence in told
    assert len(told) < 200


def test_a_crowd_of_members_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("equilibre.learning.archives.newsgroups._MOST_MEMBERS", 10)
    assert "far more files" in _refusal(put(tmp_path, NEWSGROUPS, tar(messages())), tmp_path)


def test_headers_upon_headers_are_refused(tmp_path: Path):
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 4
    one = header.tobuf(tarfile.GNU_FORMAT) + b"abc\0".ljust(512, b"\0")
    assert "not what its name says" in _refusal(put(tmp_path, FACES, one * 3000), tmp_path)


@pytest.mark.parametrize(
    "jpeg",
    [b"", b"not a photograph", b"\xff\xd8\xff\xe0", "small", "cut", "grey"],
    ids=str,
)
def test_what_is_no_photograph_is_refused(tmp_path: Path, jpeg: bytes | str):
    from simplejpeg import encode_jpeg

    whole = next(iter(list(photographs().values())[1:]))
    content = {
        "small": encode_jpeg(np.zeros((100, 250, 3), np.uint8)),
        "cut": whole[: len(whole) // 3],
        "grey": whole[:200] + bytes(100),
    }.get(jpeg if isinstance(jpeg, str) else "", jpeg)
    members = photographs() | {"lfw_funneled/Person_A/Person_A_0099.jpg": content}
    assert "not what its name says" in _refusal(put(tmp_path, FACES, tar(members)), tmp_path)


@pytest.mark.parametrize(
    ("archive", "members"),
    [
        (FACES, photographs(people=1)),
        (FACES, photographs(of_each=19)),
        (NEWSGROUPS, messages(groups=1, of_each=30)),
        (NEWSGROUPS, messages(groups=2, of_each=5)),
    ],
)
def test_too_few_people_or_messages_are_refused(
    tmp_path: Path, archive: Archive, members: dict[str, bytes]
):
    fake = put(tmp_path, archive, tar(members))
    assert "not what its name says" in _refusal(fake, tmp_path)


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda archive: archive.key)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_no_damage_is_ever_more_than_a_sentence(archive: Archive, data: st.DataObject):
    inside = bytearray(_WHOLE[archive.key])
    for _turn in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(inside) - 1))
        new = data.draw(st.binary(min_size=1, max_size=20))
        inside[place : place + len(new)] = new
    unpacked = Unpacked(io.BytesIO(gzip.compress(inside, 1)), archive.most_unpacked_bytes)
    try:
        for _nothing in archive.read(unpacked):
            pass
    except (DataRefused, *DAMAGES):
        pass  # what a task makes a sentence of


def test_nothing_is_kept_where_there_is_no_shelf(tmp_path: Path):
    shelf.use(None)
    with pytest.raises(DataNotKept):
        _bring(put(tmp_path, COVERTYPE, covertype_text()), tmp_path)


def test_a_bringing_that_is_stopped_leaves_nothing(tmp_path: Path):
    archive = put(tmp_path, COVERTYPE, covertype_text())
    outcomes = Bring(archive, tmp_path).outcomes()
    assert next(outcomes).stage is Stage.VERIFYING
    outcomes.close()
    assert shelf.keys() == ()
