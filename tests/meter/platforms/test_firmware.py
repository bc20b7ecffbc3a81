"""What computers say of themselves, byte by byte: neither Windows nor macOS is needed."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.platforms.firmware import Firmware, firmware_elsewhere, maker_and_product


def structure(kind: int, formatted: bytes, *texts: str) -> bytes:
    head = struct.pack("<BBH", kind, 4 + len(formatted), 7)
    return head + formatted + b"".join(text.encode() + b"\0" for text in texts or [""]) + b"\0"


def smbios(maker: str, product: str) -> bytes:
    table = (
        structure(0, b"\x01\x02\x00\xe0", "A maker of firmware", "F.42")
        + structure(1, b"\x01\x02\x00\x00" + bytes(19), maker, product)
        + structure(127, b"")
    )
    return struct.pack("<BBBBI", 0, 3, 3, 0, len(table)) + table


def computer(system: str, firmware: Firmware, folder: Path) -> Computer:
    return this_computer(folder / "cpuinfo", folder / "dmi", system, lambda _system: firmware)


def test_maker_and_product_are_found_among_the_structures() -> None:
    assert maker_and_product(smbios("LENOVO", "ThinkPad T14")) == "LENOVO ThinkPad T14"


def test_a_table_cut_anywhere_says_less_and_never_fails() -> None:
    table = smbios("LENOVO", "ThinkPad T14")
    for length in range(len(table)):
        assert maker_and_product(table[:length]) in ("", "LENOVO ThinkPad T14")


@given(st.binary(max_size=100))
def test_any_bytes_say_something_or_nothing(data: bytes) -> None:
    assert isinstance(maker_and_product(data), str)


def test_a_number_of_a_text_that_is_not_there_is_no_text() -> None:
    table = bytes(8) + structure(1, b"\x09\x01", "LENOVO")
    assert maker_and_product(table) == "LENOVO"


@pytest.mark.parametrize(
    ("maker", "product", "name"),
    [
        ("LENOVO", "ThinkPad T14", ""),
        ("Microsoft Corporation", "Surface Laptop 5", ""),
        ("Microsoft Corporation", "Virtual Machine", "Hyper-V"),
        ("innotek GmbH", "VirtualBox", "VirtualBox"),
        ("VMware, Inc.", "VMware20,1", "VMware"),
        ("QEMU", "Standard PC (Q35 + ICH9, 2009)", "QEMU"),
        ("Parallels International GmbH.", "Parallels ARM Virtual Machine", "Parallels"),
    ],
)
def test_a_windows_computer_is_virtual_when_its_firmware_says_so(
    maker: str, product: str, name: str, tmp_path: Path
) -> None:
    firmware = firmware_elsewhere("Windows", table=lambda: smbios(maker, product))
    found = computer("Windows", firmware, tmp_path)
    assert found.system == "Windows"
    assert found.virtual_name == name
    assert found.is_virtual == bool(name)


@pytest.mark.parametrize(
    ("model", "present", "virtual", "name"),
    [
        ("MacBookPro18,3", 0, False, ""),
        ("VirtualMac2,1", 1, True, "Apple Virtualization"),
        ("VMware7,1", 1, True, "VMware"),
        ("MacBookPro18,3", 1, True, ""),
    ],
)
def test_a_mac_is_virtual_when_its_kernel_says_so(
    model: str, present: int, virtual: bool, name: str, tmp_path: Path
) -> None:
    values = {
        "hw.model": model.encode() + b"\0",
        "kern.hv_vmm_present": struct.pack("<i", present),
    }
    firmware = firmware_elsewhere("macOS", control=values.__getitem__)
    found = computer("macOS", firmware, tmp_path)
    assert found.is_virtual is virtual
    assert found.virtual_name == name


def test_an_old_mac_that_does_not_know_virtual_machines_keeps_its_model() -> None:
    def ask(name: str) -> bytes:
        if name == "hw.model":
            return b"VMware7,1\0"
        raise OSError(name)

    assert firmware_elsewhere("macOS", control=ask) == Firmware("VMware7,1")


def test_what_cannot_be_asked_is_taken_as_absent() -> None:
    def refuse(*_arguments: object) -> bytes:
        raise OSError("sysctlbyname")

    assert firmware_elsewhere("macOS", control=refuse) == Firmware()
    assert firmware_elsewhere("Windows", table=refuse) == Firmware()
    assert firmware_elsewhere("macOS") == Firmware()  # this is no Mac
    assert firmware_elsewhere("Windows") == Firmware()


def test_on_linux_the_files_of_the_firmware_say_it(tmp_path: Path) -> None:
    folder = tmp_path / "dmi"
    folder.mkdir()
    (folder / "sys_vendor").write_text("QEMU\n", encoding="utf-8")
    (folder / "product_name").write_text("Standard PC\n", encoding="utf-8")
    found = this_computer(tmp_path / "cpuinfo", folder, "Linux")
    assert (found.is_virtual, found.virtual_name) == (True, "QEMU")
    (folder / "sys_vendor").write_text("LENOVO\n", encoding="utf-8")
    assert not this_computer(tmp_path / "cpuinfo", folder, "Linux").is_virtual
