"""How the training process ends with the window on a system that is not this one."""

import ctypes
import multiprocessing
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from equilibre.worker.fate import end_with_parent

_PARENT, _THIS_PROCESS = 77, 2**64 - 1


class FakeKernel:
    """Remembers for what it was asked to wait, and what is called then, with what."""

    def __init__(self) -> None:
        self.TerminateProcess = ctypes.pythonapi.Py_IsInitialized  # any function
        self.waits: list[tuple[Any, ...]] = []

    def RegisterWaitForSingleObject(self, *asked: Any) -> int:  # noqa: N802
        self.waits.append(asked)
        return 1


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> FakeKernel:
    made = FakeKernel()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=made), raising=False)
    return made


def test_windows_ends_this_process_once_at_the_end_of_its_parent(
    kernel: FakeKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = SimpleNamespace(sentinel=_PARENT)
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: parent)
    end_with_parent()
    ((_handle, waited_for, called, given, milliseconds, flags),) = kernel.waits
    assert waited_for.value == _PARENT
    assert called.value == ctypes.cast(kernel.TerminateProcess, ctypes.c_void_p).value
    assert given.value == _THIS_PROCESS
    assert (milliseconds, flags) == (0xFFFFFFFF, 0x8)


def test_a_process_that_nobody_started_so_waits_for_nobody(kernel: FakeKernel) -> None:
    end_with_parent()
    assert kernel.waits == []
