"""The connection to the controller of a Mac (SMC); run with stand-ins only so far.

No Mac was at hand: what goes in and comes out is tested, with libraries that pretend, but macOS
itself has never run these lines.
"""

from typing import Any, Protocol

from equilibre.meter.platforms.smc_records import PARAMETER_BYTES

_HANDLE_KEY = 2  # the function of the controller's driver that takes questions
_FRAMEWORK = "/System/Library/Frameworks/IOKit.framework/IOKit"
_KERNEL = "/usr/lib/libSystem.B.dylib"
_REFUSALS = (0xE00002C1, 0xE00002E2)  # IOReturn.h: not privileged, not permitted


class SmcConnection(Protocol):
    """A controller that answers."""

    def call(self, question: bytes) -> bytes:
        """Return the answer to *question*, of as many bytes. Raises OSError."""

    def close(self) -> None:
        """Let go of it."""


class AppleSmc:
    """The controller of this Mac."""

    def __init__(self, framework: Any = None, task: int | None = None) -> None:
        """Connect to it through *framework* (None: IOKit), as the process *task*.

        Raises OSError.
        """
        import ctypes

        self._framework = framework or ctypes.CDLL(_FRAMEWORK)
        if task is None:
            task = ctypes.c_uint32.in_dll(ctypes.CDLL(_KERNEL), "mach_task_self_").value
        # Addresses: ctypes would cut them to 32 bits.
        self._framework.IOServiceMatching.restype = ctypes.c_void_p
        matching = self._framework.IOServiceMatching(b"AppleSMC")
        if not matching:
            raise OSError("IOServiceMatching")
        service = self._framework.IOServiceGetMatchingService(0, ctypes.c_void_p(matching))
        if not service:
            raise FileNotFoundError("this computer has no AppleSMC")
        connection = ctypes.c_uint32(0)
        code = self._framework.IOServiceOpen(
            service, ctypes.c_uint32(task), 0, ctypes.byref(connection)
        )
        self._framework.IOObjectRelease(service)
        if code:
            raise _problem(code, "IOServiceOpen")
        self._connection = connection

    def call(self, question: bytes) -> bytes:
        import ctypes

        answer = ctypes.create_string_buffer(PARAMETER_BYTES)
        size = ctypes.c_size_t(PARAMETER_BYTES)
        code = self._framework.IOConnectCallStructMethod(
            self._connection,
            _HANDLE_KEY,
            question,
            ctypes.c_size_t(len(question)),
            answer,
            ctypes.byref(size),
        )
        if code:
            raise _problem(code, "IOConnectCallStructMethod")
        return answer.raw[: size.value]

    def close(self) -> None:
        self._framework.IOServiceClose(self._connection)


def _problem(code: int, call: str) -> OSError:
    unsigned = code & 0xFFFFFFFF
    return PermissionError(code, call) if unsigned in _REFUSALS else OSError(code, call)
