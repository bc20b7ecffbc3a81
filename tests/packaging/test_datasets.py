"""The script that rebuilds the data files of the program from the published archives."""

import gzip
import hashlib
import io
import struct
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

import datasets


def _idx(array: np.ndarray) -> bytes:
    """Return an array of bytes as a compressed IDX file."""
    header = bytes((0, 0, 8, array.ndim)) + struct.pack(f">{array.ndim}I", *array.shape)
    return gzip.compress(header + array.tobytes())


def _tar(files: dict[str, bytes], mode: str) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode=mode) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return content.getvalue()


def _ar(files: dict[str, bytes]) -> bytes:
    content = b"!<arch>\n"
    for name, data in files.items():
        content += f"{name:16}{0:<12}{0:<6}{0:<6}{'100644':8}{len(data):<10}`\n".encode() + data
        content += b"\n" * (len(data) % 2)
    return content


def _package(labels: dict[str, np.ndarray]) -> bytes:
    """Return a package of Debian in which the k-th image of a part is full of the number k."""
    folder = "./usr/share/datasets/fashion-mnist"
    files = {}
    for name, numbers in labels.items():
        images = np.arange(len(numbers), dtype=np.uint8)[:, None, None].repeat(2, 1).repeat(2, 2)
        files[f"{folder}/{name}-labels-idx1-ubyte.gz"] = _idx(numbers)
        files[f"{folder}/{name}-images-idx3-ubyte.gz"] = _idx(images)
    return _ar({"debian-binary": b"2.0\n", "odd": b"123", "data.tar.xz": _tar(files, "w:xz")})


def test_the_first_photos_of_each_class_are_taken_in_the_published_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(datasets, "TRAINING_IMAGES", 2)
    monkeypatch.setattr(datasets, "TEST_IMAGES", 1)
    many = np.tile(np.arange(10, dtype=np.uint8)[::-1], 3)
    content = datasets.fashion(_package({"train": many, "t10k": many}))
    assert content == datasets.fashion(_package({"train": many, "t10k": many}))
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        assert arrays["images"].shape == (30, 2, 2)
        assert arrays["images"][:, 0, 0].tolist() == [*range(20), *range(10)]
        assert arrays["labels"].tolist() == [*many[:20], *many[:10]]


def test_a_table_is_taken_as_it_is() -> None:
    assert datasets.weather(_tar({"package/data/seattle-weather.csv": b"a,b\r\n"}, "w:gz")) == (
        b"a,b\r\n"
    )
    wheel = io.BytesIO()
    with zipfile.ZipFile(wheel, "w") as files:
        files.writestr("palmerpenguins/data/penguins.csv", "c,d\n")
    assert datasets.penguins(wheel.getvalue()) == b"c,d\n"


def test_another_archive_of_the_same_name_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(datasets, "CACHE", tmp_path)
    place = tmp_path / datasets.card("penguins")["provenance"]["package"]
    place.write_bytes(b"something else")
    with pytest.raises(datasets.WrongArchive, match=hashlib.sha256(b"something else").hexdigest()):
        datasets.archive("penguins")


def test_a_registry_that_has_only_a_later_version_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(datasets, "CACHE", tmp_path)
    monkeypatch.setitem(datasets.FETCHING, "weather", [sys.executable, "-c", ""])
    with pytest.raises(datasets.WrongArchive, match=r"brought no vega-datasets-3\.2\.1\.tgz"):
        datasets.archive("weather")


def test_a_package_without_data_is_refused() -> None:
    with pytest.raises(datasets.WrongArchive, match="data.tar.xz"):
        datasets.fashion(_ar({"debian-binary": b"2.0\n"}))


def test_every_data_file_has_a_builder_and_a_way_to_be_fetched() -> None:
    carried = {
        path.name for path in datasets.DATASETS.iterdir() if path.suffix not in (".toml", ".txt")
    }
    assert set(datasets.BUILDERS) == carried
    assert {Path(name).stem for name in carried} == set(datasets.FETCHING)
