"""What this computer is, as far as a reader of a run needs to know."""

import os
import platform
from functools import cache

from equilibre.meter.platforms.processor_name import processor_name
from equilibre.records import dataclass


@dataclass(frozen=True, slots=True)
class Machine:
    """The computer on which a run was made; nothing in it names a person."""

    processor: str
    logical_processors: int
    memory_bytes: int
    system: str


@cache
def this_machine() -> Machine:
    """Describe this computer."""
    import psutil

    return Machine(
        processor=processor_name(),
        logical_processors=os.cpu_count() or 1,
        memory_bytes=int(psutil.virtual_memory().total),
        system=f"{platform.system()} {platform.release()}",
    )
