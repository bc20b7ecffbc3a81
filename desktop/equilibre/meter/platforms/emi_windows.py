"""The calls into Windows that list energy meters and ask them; run with stand-ins only so far.

No Windows computer was at hand: the bytes that go in and come out are tested, with libraries
that pretend, but Windows itself has never run these lines.
"""

from collections.abc import Callable
from typing import Any, Protocol

# winioctl.h, emi.h: CTL_CODE(FILE_DEVICE_UNKNOWN, 0 to 3, METHOD_BUFFERED, FILE_READ_ACCESS).
GET_VERSION = 0x224000
GET_METADATA_SIZE = 0x224004
GET_METADATA = 0x224008
GET_MEASUREMENT = 0x22400C

ENERGY_METERS = "{45BD8344-7ED6-49CF-A440-C276C933B053}"  # their device interface class
ACCESS_DENIED = 5

_GENERIC_READ = 0x80000000
_SHARE_READ_AND_WRITE = 3
_OPEN_EXISTING = 3
_PRESENT_ONLY = 0
_SUCCESS = 0


class EnergyMeters(Protocol):
    """The energy meters of a computer."""

    def paths(self) -> list[str]:
        """Return where the meters are. Raises OSError."""

    def open(self, path: str) -> int:
        """Return a handle on the meter at *path*. Raises OSError, PermissionError if closed."""

    def ask(self, handle: int, code: int, size: int) -> bytes:
        """Return the answer to the control *code*, of *size* bytes at most. Raises OSError."""

    def close(self, handle: int) -> None:
        """Let go of the meter."""


class WindowsEnergyMeters:
    """The energy meters as Windows gives them to any account, without driver or administrator."""

    def __init__(
        self,
        configuration: Any = None,
        kernel: Any = None,
        last_error: Callable[[], int] | None = None,
    ) -> None:
        """Load cfgmgr32 and kernel32, unless others are given. Raises OSError elsewhere."""
        import ctypes

        def load(name: str) -> Any:
            library = getattr(ctypes, "WinDLL", None)
            if library is None:
                raise OSError(f"there is no {name} outside Windows")
            return library(name, use_last_error=True)

        self._configuration = configuration or load("cfgmgr32")
        self._kernel = kernel or load("kernel32")
        self._last_error: Callable[[], int] = last_error or _last_error
        # A handle is as wide as a pointer; ctypes would cut it to 32 bits.
        self._kernel.CreateFileW.restype = ctypes.c_void_p
        self._no_handle = ctypes.c_void_p(-1).value

    def paths(self) -> list[str]:
        import ctypes
        import uuid

        kind = ctypes.create_string_buffer(uuid.UUID(ENERGY_METERS).bytes_le, 16)
        length = ctypes.c_ulong(0)  # in characters of two bytes, zeros included
        code = self._configuration.CM_Get_Device_Interface_List_SizeW(
            ctypes.byref(length), kind, None, _PRESENT_ONLY
        )
        if code != _SUCCESS:
            raise OSError(code, "CM_Get_Device_Interface_List_SizeW")
        if length.value <= 1:
            return []
        buffer = ctypes.create_string_buffer(length.value * 2)
        code = self._configuration.CM_Get_Device_Interface_ListW(
            kind, None, buffer, length, _PRESENT_ONLY
        )
        if code != _SUCCESS:
            raise OSError(code, "CM_Get_Device_Interface_ListW")
        return [path for path in buffer.raw.decode("utf-16-le", "replace").split("\0") if path]

    def open(self, path: str) -> int:
        import ctypes

        handle = self._kernel.CreateFileW(
            ctypes.create_string_buffer(path.encode("utf-16-le") + b"\0\0"),
            ctypes.c_ulong(_GENERIC_READ),
            _SHARE_READ_AND_WRITE,
            None,
            _OPEN_EXISTING,
            0,
            None,
        )
        if handle is None or handle == self._no_handle:
            raise self._problem("CreateFileW")
        return int(handle)

    def ask(self, handle: int, code: int, size: int) -> bytes:
        import ctypes

        answer = ctypes.create_string_buffer(size)
        returned = ctypes.c_ulong(0)
        done = self._kernel.DeviceIoControl(
            ctypes.c_void_p(handle), code, None, 0, answer, size, ctypes.byref(returned), None
        )
        if not done:
            raise self._problem("DeviceIoControl")
        return answer.raw[: returned.value]

    def close(self, handle: int) -> None:
        import ctypes

        self._kernel.CloseHandle(ctypes.c_void_p(handle))

    def _problem(self, call: str) -> OSError:
        code = self._last_error()
        return PermissionError(code, call) if code == ACCESS_DENIED else OSError(code, call)


def _last_error() -> int:
    import ctypes

    return int(getattr(ctypes, "get_last_error", int)())
