"""The name of this computer's processor, as its maker writes it."""

import platform
from pathlib import Path

from equilibre.meter.platforms.files import read_small

PROCESSOR_DESCRIPTION = Path("/proc/cpuinfo")

# In order of preference; boards with ARM processors give no model name, but their own.
_ENTRIES = ("model name", "Model", "Hardware")


def processor_name(description: Path = PROCESSOR_DESCRIPTION) -> str:
    """Return the name of the processor; never raises, and starts no other program.

    Where the system gives none, the kind of processor ("aarch64").
    """
    system = platform.system()
    try:
        if system == "Windows":
            name = _from_registry()
        elif system == "Darwin":
            name = _from_kernel()
        else:
            name = _from_description(description)
    except (OSError, ValueError, AttributeError, ImportError):
        name = ""
    return " ".join(name.split()) or platform.machine()


def _from_description(description: Path) -> str:
    entries: dict[str, str] = {}
    for line in read_small(description).splitlines():
        key, _colon, value = line.partition(":")
        entries.setdefault(key.strip(), value.strip())
    return next((entries[key] for key in _ENTRIES if entries.get(key)), "")


def _from_registry() -> str:
    import importlib

    registry = importlib.import_module("winreg")  # Windows alone has it
    place = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
    with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, place) as key:
        return str(registry.QueryValueEx(key, "ProcessorNameString")[0])


def _from_kernel() -> str:
    import ctypes

    library = ctypes.CDLL(None)
    size = ctypes.c_size_t(256)
    buffer = ctypes.create_string_buffer(size.value)
    entry = b"machdep.cpu.brand_string"
    if library.sysctlbyname(entry, buffer, ctypes.byref(size), None, ctypes.c_size_t(0)) != 0:
        return ""
    return buffer.value.decode("utf-8", "replace")
