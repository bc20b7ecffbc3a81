"""What is read of a Windows of wine: its registry, and what was added to it."""

from pathlib import Path

from windows.wine.installed import FOR_ALL, Installed
from windows.wine.prefix import State, Wine
from windows.wine.registry import entries, read
from windows.wine.shims import defined, definition, exported, unmarked

_HIVE = r"""WINE REGISTRY Version 2
;; All keys relative to \\User\\S-1-5-21-0-0-0-1000

#arch=win64

[Software\\Classes\\.equilibre] 1700000000
#time=1da1c0de
@="Equilibre.Runs"

[Software\\\xe9t\xe9] 1700000000
"Folder"="C:\\users\\\xc9l\xe8ve Zo\xe9"
"Path \"quoted\""=str(2):"%TEMP%\\x"
"Size"=dword:0003f296
"Bytes"=hex:00,01,\
  02,03
"""


def test_a_registry_is_read_with_its_accents_and_backslashes():
    found = read(_HIVE, "HKCU")
    assert found["HKCU\\Software\\Classes\\.equilibre"] == {"": "Equilibre.Runs"}
    values = found["HKCU\\Software\\été"]
    assert values["Folder"] == "C:\\users\\Élève Zoé"
    assert values['Path "quoted"'] == "%TEMP%\\x"


def test_a_value_that_is_no_text_stays_as_it_is_written():
    values = read(_HIVE, "HKCU")["HKCU\\Software\\été"]
    assert values["Size"] == "dword:0003f296"
    assert values["Bytes"] == "hex:00,01,  02,03"


def test_keys_and_values_are_entries_of_their_own():
    assert entries({"HKCU\\A": {"": "x", "Name": "y"}, "HKCU\\B": {}}) == {
        "HKCU\\A\\",
        "HKCU\\A\\@",
        "HKCU\\A\\Name",
        "HKCU\\B\\",
    }


def test_only_what_was_added_is_left():
    before = State(frozenset({"a", "b"}), {"HKCU\\A": {"x": "1"}})
    after = State(frozenset({"b", "c"}), {"HKCU\\A": {"x": "2", "y": "1"}})
    assert after.added_since(before) == ["c", "HKCU\\A\\y"]
    assert before.added_since(before) == []


def test_a_folder_has_one_name_here_and_one_in_windows(tmp_path: Path):
    wine = Wine(tmp_path)
    documents = wine.home / "Documents" / "été"
    assert wine.inside(documents) == "C:\\users\\Élève Zoé\\Documents\\été"
    assert wine.outside(wine.inside(documents)) == documents


def test_programs_get_neither_the_home_nor_the_screen_of_this_computer(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.setenv("DISPLAY", ":0")
    plain = Wine(tmp_path).environment()
    assert "DISPLAY" not in plain
    assert plain["HOME"].startswith(str(tmp_path))
    assert Wine(tmp_path).environment(":7")["DISPLAY"] == ":7"


def test_the_launcher_for_terminals_is_the_program(tmp_path: Path):
    installed = Installed(Wine(tmp_path), FOR_ALL)
    assert installed.program == "C:\\Program Files\\Equilibre\\equilibre-console.exe"
    assert installed.inside.endswith("Documents\\")


def test_a_library_passes_on_what_it_does_not_do_itself():
    ours = defined("0000000000000010 T shim_cabs\n0000000000000020 T helper\n")
    assert ours == ["cabs"]
    assert definition("ucrtbase", ours, ["puts"]).splitlines() == [
        'LIBRARY "ucrtbase.dll"',
        "EXPORTS",
        '    "cabs" = "shim_cabs"',
        '    "puts" = "ucrtbasereal.puts"',
    ]


def test_the_names_that_a_library_exports_are_found():
    dump = (
        "x\n[Ordinal/Name Pointer] Table\n\t[   0] +base[   1] 0000 cabs\n"
        "\t[   1] +base[   2] 0001 ABSOLUTE\n\nThe Function Table\n\t[   0] other\n"
    )
    assert exported(dump) == ["cabs"]


def test_only_the_mark_of_wine_is_taken_away():
    library = bytes(64) + b"Wine builtin DLL" + b"rest"
    assert unmarked(library) == bytes(64) + bytes(16) + b"rest"
    assert unmarked(b"MZ" + bytes(100)) == b"MZ" + bytes(100)
