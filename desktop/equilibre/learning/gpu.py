"""The graphics card, where PyTorch finds one: looked for only when somebody asks for it."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from equilibre.learning.errors import LearningError
from equilibre.records import dataclass
from equilibre.texts import _

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

_DEVICES = ("cuda", "mps", "xpu")  # of NVIDIA or AMD, of Apple, of Intel, as PyTorch calls them


class GpuUnavailable(LearningError):
    """Nothing can be computed on a graphics card here, and the sentence says why."""


@dataclass(frozen=True, slots=True)
class GpuFound:
    """A graphics card that computes."""

    device: str  # as PyTorch calls it
    name: str  # as its maker calls it


@dataclass(frozen=True, slots=True)
class FindGpu:
    """Look for a graphics card and warm it up; the outcome is a GpuFound."""

    def outcomes(self, last: "Training | None") -> Iterator[GpuFound]:
        """Yield what was found. Raises GpuUnavailable."""
        yield find_gpu()


def find_gpu() -> GpuFound:
    """Return the graphics card, ready to compute; the first call may take seconds.

    Raises GpuUnavailable with the reason and the remedy.
    """
    torch = pytorch()
    for device in _DEVICES:
        if not _is_there(torch, device):
            continue
        try:
            ones = torch.ones((64, 64), device=device)
            float((ones @ ones).sum())  # its libraries are loaded now, not during a training
            torch.optim.Adam([ones.requires_grad_()])
        except Exception as problem:  # its driver may fail in a way of its own
            raise GpuUnavailable(
                _("The graphics card is there but does not compute: {reason}").format(
                    reason=str(problem).splitlines()[0] if str(problem) else repr(problem)
                )
            ) from problem
        return GpuFound(device, _name(torch, device))
    raise GpuUnavailable(
        _(
            "PyTorch is installed but finds no graphics card to compute on. A card of NVIDIA needs "
            "its driver and the CUDA build of PyTorch; without one, choose the processor."
        )
    )


def pytorch() -> Any:
    """Return the library, computing with one thread. Raises GpuUnavailable without it."""
    try:
        import torch
    except ImportError as problem:
        raise GpuUnavailable(_missing()) from problem
    except OSError as problem:  # its libraries do not fit this system
        raise GpuUnavailable(
            _("PyTorch is installed but does not start: {reason}").format(reason=problem)
        ) from problem
    torch.set_num_threads(1)
    return torch


def _missing() -> str:
    if getattr(sys, "frozen", False):
        return _(
            "Computing on the graphics card needs PyTorch, some gigabytes that the installers "
            "leave out. Start the program from a copy of its source, and add PyTorch there."
        )
    return _(
        "Computing on the graphics card needs PyTorch, which is not installed. Enter “{command}” "
        "in a terminal (some gigabytes), then start the program again."
    ).format(command=f"{sys.executable} -m pip install torch")


def _is_there(torch: Any, device: str) -> bool:
    if device == "mps":
        return bool(torch.backends.mps.is_available())
    backend = getattr(torch, device, None)
    return backend is not None and bool(backend.is_available())


def _name(torch: Any, device: str) -> str:
    if device == "mps":
        return "Apple GPU"
    return str(getattr(torch, device).get_device_name())
