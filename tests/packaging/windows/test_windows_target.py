"""A Setup for a release is made twice, and handed out only where both are the same."""

from pathlib import Path

import pytest

from building.product import product
from building.steps import BuildFailed
from building.target import Job
from windows import target


@pytest.mark.parametrize(("second", "made"), [(b"same", 1), (b"other", 0)])
def test_a_release_that_is_not_the_same_twice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second: bytes, made: int
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    contents = iter([b"same", second])
    monkeypatch.setattr(target, "_make", lambda _job, file: file.write_bytes(next(contents)))
    monkeypatch.setattr(Job, "folder", lambda _job, *_parts: tmp_path)
    job = Job(product(), release=True, dist=tmp_path)
    if not made:
        with pytest.raises(BuildFailed, match="not the same"):
            target.build(job)
        return
    assert [file.read_bytes() for file in target.build(job)] == [b"same"]
    assert [path.name for path in tmp_path.iterdir()] == [
        f"Equilibre-Setup-{job.product.version}.exe"
    ]


def test_a_quick_one_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = iter([b"once"])
    monkeypatch.setattr(target, "_make", lambda _job, file: file.write_bytes(next(contents)))
    (file,) = target.build(Job(product(), dist=tmp_path))
    assert file.read_bytes() == b"once"
