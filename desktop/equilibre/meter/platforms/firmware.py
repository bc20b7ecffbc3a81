"""What the firmware of Windows computers and of Macs says of the computer: its maker and model.

Tested with stand-ins only: neither Windows nor macOS has ever run the calls themselves.
"""

import contextlib
from collections.abc import Callable, Iterator

from equilibre.records import dataclass

# Windows: sysinfoapi.h, GetSystemFirmwareTable; the table: SMBIOS specification (DMTF DSP0134).
_SMBIOS = 0x52534D42  # "RSMB"
_TABLE_HEADER_BYTES = 8
_STRUCTURE_HEADER_BYTES = 4
_SYSTEM_INFORMATION = 1
_MAKER, _PRODUCT = 4, 5  # where the numbers of the two texts are

_LARGEST_BYTES = 1 << 20
_UNKNOWN = (OSError, ValueError, AttributeError)  # a system without the call or the value


@dataclass(frozen=True, slots=True)
class Firmware:
    """What is said of a computer before its system starts."""

    description: str = ""  # maker and model; empty when unknown
    is_virtual: bool = False  # the system itself says that it runs in a virtual machine


def firmware_elsewhere(
    system: str,
    table: Callable[[], bytes] | None = None,
    control: Callable[[str], bytes] | None = None,
) -> Firmware:
    """Return what is said of this computer, which runs Windows or macOS; never raises.

    *table* gives the SMBIOS of Windows, *control* a value of the kernel of macOS by its name.
    """
    if system == "Windows":
        with contextlib.suppress(*_UNKNOWN):
            return Firmware(maker_and_product((table or _windows_table)()))
    ask = control or _macos_value
    model, virtual = "", False
    if system == "macOS":
        with contextlib.suppress(*_UNKNOWN):
            model = ask("hw.model").split(b"\0")[0].decode("ascii", "replace")
        with contextlib.suppress(*_UNKNOWN):
            virtual = any(ask("kern.hv_vmm_present"))
    return Firmware(model, virtual)


def maker_and_product(table: bytes) -> str:
    """Return the maker and the product in *table*, the RawSMBIOSData of Windows; empty if none."""
    for kind, formatted, texts in _structures(table[_TABLE_HEADER_BYTES:]):
        if kind == _SYSTEM_INFORMATION and len(formatted) > _PRODUCT:
            numbers = (formatted[_MAKER], formatted[_PRODUCT])
            said = [texts[number - 1] for number in numbers if 0 < number <= len(texts)]
            return " ".join(text.decode("utf-8", "replace").strip() for text in said)
    return ""


def _structures(data: bytes) -> Iterator[tuple[int, bytes, list[bytes]]]:
    """Yield the kind, the formatted bytes and the texts of each structure that is whole."""
    offset = 0
    while offset + _STRUCTURE_HEADER_BYTES <= len(data):
        kind, length = data[offset], data[offset + 1]
        end = data.find(b"\0\0", offset + length)
        if length < _STRUCTURE_HEADER_BYTES or end < 0:
            return
        yield kind, data[offset : offset + length], data[offset + length : end].split(b"\0")
        offset = end + 2


def _windows_table() -> bytes:
    import ctypes

    library = getattr(ctypes, "WinDLL", None)
    if library is None:
        raise OSError("there is no kernel32 outside Windows")
    ask = library("kernel32").GetSystemFirmwareTable
    size = int(ask(_SMBIOS, 0, None, 0))
    if not 0 < size <= _LARGEST_BYTES:
        raise OSError("GetSystemFirmwareTable")
    table = ctypes.create_string_buffer(size)
    return table.raw[: int(ask(_SMBIOS, 0, table, size))]


def _macos_value(name: str) -> bytes:
    import ctypes

    value = ctypes.create_string_buffer(256)
    size = ctypes.c_size_t(len(value))
    ask = ctypes.CDLL("/usr/lib/libSystem.B.dylib").sysctlbyname
    if ask(name.encode("ascii"), value, ctypes.byref(size), None, ctypes.c_size_t(0)):
        raise OSError(f"sysctlbyname {name}")
    return value.raw[: size.value]
