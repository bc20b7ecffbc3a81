"""The layers of neurons on PyTorch, tested on its build for the processor where one is at hand."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from equilibre.learning import gpu
from equilibre.learning.dataset import load
from equilibre.learning.gpu import FindGpu, GpuFound, GpuUnavailable, find_gpu
from equilibre.learning.gpu_head import TorchHead
from equilibre.learning.head import new_head, put_weights, weights

SETTINGS = {"learning_rate": 1e-3, "batch_size": 32.0, "l2": 1e-4}
# What lies in a folder of this name is nobody's own code: Hypothesis does not read it.
_FOLDER = Path(__file__).parents[2] / "build" / "pytorch" / "site-packages"


@pytest.fixture(scope="session")
def _pytorch() -> Iterator[None]:
    """Find PyTorch: installed, or in a file that pip knows of without any network."""
    if importlib.util.find_spec("torch") is None:
        if not (_FOLDER / "torch").is_dir():
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
            subprocess.run(
                [*command, "--target", str(_FOLDER), "torch==2.13.0"],
                check=False,
                capture_output=True,
            )
        if not (_FOLDER / "torch").is_dir():
            pytest.skip("PyTorch is neither installed nor in a file that pip knows of")
        sys.path.append(str(_FOLDER))
    yield
    if str(_FOLDER) in sys.path:
        sys.path.remove(str(_FOLDER))


def _both(key: str, hidden: tuple[int, ...]) -> tuple[Any, Any, Any, dict[str, Any]]:
    data = load(key, 0)
    one, other = new_head(data.card, hidden, SETTINGS, 7), new_head(data.card, hidden, SETTINGS, 7)
    classes = {"classes": np.arange(len(data.card.classes))} if data.card.classes else {}
    return data, one, TorchHead(other, "cpu"), classes


@pytest.mark.usefixtures("_pytorch")
@pytest.mark.parametrize(("key", "hidden"), [("digits", (64,)), ("breast_cancer", ())])
def test_the_same_network_on_either_library_gives_the_same_answers(
    key: str, hidden: tuple[int, ...]
) -> None:
    data, ours, theirs, classes = _both(key, hidden)
    for _epoch in range(4):
        for head in (ours, theirs):
            head.partial_fit(X=data.training_columns, y=data.training_target, **classes)
    answers = [head.predict_proba(X=data.test_columns) for head in (ours, theirs)]
    assert answers[1].shape == answers[0].shape
    assert np.abs(answers[0] - answers[1]).max() < 0.01
    assert np.array_equal(*(answer.argmax(axis=1) for answer in answers))
    assert np.array_equal(theirs.predict(X=data.test_columns), ours.predict(X=data.test_columns))


@pytest.mark.usefixtures("_pytorch")
def test_a_regression_on_either_library_gives_the_same_values() -> None:
    data, ours, theirs, _classes = _both("diabetes", (16, 16))
    for head in (ours, theirs):
        for _epoch in range(5):
            head.partial_fit(X=data.training_columns, y=data.training_target)
    values = [head.predict(X=data.test_columns) for head in (ours, theirs)]
    assert np.abs(values[0] - values[1]).max() < 0.02


@pytest.mark.usefixtures("_pytorch")
def test_weights_are_taken_out_and_put_back() -> None:
    data, _ours, theirs, classes = _both("digits", (8,))
    theirs.partial_fit(X=data.training_columns, y=data.training_target, **classes)
    kept, before = weights(theirs), theirs.predict_proba(X=data.test_columns)
    theirs.partial_fit(X=data.training_columns, y=data.training_target, **classes)
    assert not np.array_equal(theirs.predict_proba(X=data.test_columns), before)
    put_weights(theirs, kept)
    assert np.array_equal(theirs.predict_proba(X=data.test_columns), before)


@pytest.mark.usefixtures("_pytorch")
def test_sparse_columns_are_learned_from_too() -> None:
    from scipy.sparse import csr_matrix

    data, _ours, dense, classes = _both("digits", (8,))
    sparse = _both("digits", (8,))[2]
    dense.partial_fit(X=data.training_columns, y=data.training_target, **classes)
    sparse.partial_fit(X=csr_matrix(data.training_columns), y=data.training_target, **classes)
    assert np.allclose(dense.coefs_[0], sparse.coefs_[0], atol=1e-6)


def _library(**devices: Any) -> Any:
    """Return the little that is asked of PyTorch, with some devices."""
    mps = SimpleNamespace(is_available=lambda: False)
    none = SimpleNamespace(is_available=lambda: False)
    torch = SimpleNamespace(
        set_num_threads=lambda _count: None,
        backends=SimpleNamespace(mps=mps),
        cuda=none,
        ones=lambda *_shape, device: np.ones((2, 2)),
        optim=SimpleNamespace(Adam=lambda _parameters: None),
    )
    vars(torch).update(devices)
    return torch


def test_without_the_library_the_sentence_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(GpuUnavailable, match="pip install"):
        next(iter(FindGpu().outcomes(None)))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(GpuUnavailable, match="installers leave out"):
        find_gpu()


def test_without_a_graphics_card_the_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", _library())
    with pytest.raises(GpuUnavailable, match="no graphics card"):
        find_gpu()


def test_a_card_that_fails_is_not_chosen_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_shape: object, device: str) -> None:
        raise RuntimeError("CUDA error: no kernel image is available\nmore lines")

    there = SimpleNamespace(is_available=lambda: True, get_device_name=lambda: "Card 9000")
    monkeypatch.setitem(sys.modules, "torch", _library(cuda=there, ones=broken))
    with pytest.raises(GpuUnavailable, match="no kernel image is available$"):
        find_gpu()


def test_a_card_is_named_as_its_maker_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Ones(np.ndarray):
        def requires_grad_(self) -> "Ones":
            return self

    there = SimpleNamespace(is_available=lambda: True, get_device_name=lambda: "Card 9000")
    ones = np.ones((2, 2)).view(Ones)
    monkeypatch.setitem(
        sys.modules, "torch", _library(xpu=there, ones=lambda *_shape, device: ones)
    )
    assert find_gpu() == GpuFound("xpu", "Card 9000")
    assert gpu.pytorch() is sys.modules["torch"]
