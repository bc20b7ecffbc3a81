"""What a program and the processes it started take of the memory, what they share told apart."""

import psutil


def megabytes(processes: list[psutil.Process]) -> float:
    """Return the memory of *processes*: a page that several share counts once among them.

    It is the proportional set size of Linux; elsewhere the pages that each has for itself.
    """
    return sum(_bytes(process) for process in processes) / 2**20


def resident(process: psutil.Process) -> float:
    """Return the megabytes of the pages that *process* uses, whoever else uses them, too.

    Other programs that run on Qt or on Python do not change it.
    """
    return float(process.memory_info().rss) / 2**20


def family(process: psutil.Process) -> list[psutil.Process]:
    """Return *process* and those that it started, whether directly or not."""
    return [process, *process.children(recursive=True)]


def _bytes(process: psutil.Process) -> int:
    told = process.memory_full_info()
    return int(getattr(told, "pss", told.uss))
