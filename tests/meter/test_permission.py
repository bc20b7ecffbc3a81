"""An administrator lets people read the energy counters, and can undo exactly that."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from equilibre.commands import permission as command
from equilibre.errors import EquilibreError
from equilibre.meter.permission import Group, Permission, PermissionUnchanged, run_tool
from equilibre.meter.reasons.permission import PERMISSION_RULE, own_command

OWN = os.getgid() if hasattr(os, "getgid") else 0  # the only group that a test may always give to


class Accounts:
    """The accounts of a computer, and the tools that change them."""

    def __init__(self, group: Group | None = None) -> None:
        self.found = group
        self.ran: list[str] = []

    def group(self) -> Group | None:
        return self.found

    def run(self, words: Sequence[str]) -> None:
        self.ran.append(words[0])
        members = self.found.members if self.found else frozenset()
        match words:
            case ("groupadd", "--system", "energy"):
                assert self.found is None
                self.found = Group(OWN, members)
            case ("usermod", "--append", "--groups", "energy", name):
                if name == "stranger":
                    raise PermissionUnchanged("usermod: user 'stranger' does not exist")
                self.found = Group(OWN, members | {name})
            case ("gpasswd", "--delete", name, "energy"):
                assert name in members
                self.found = Group(OWN, members - {name})
            case ("groupdel", "energy"):
                self.found = None
            case _:
                raise AssertionError(words)


class Room:
    """A computer with three counters, and one file that is none."""

    def __init__(self, folder: Path, group: Group | None = None) -> None:
        self.accounts = Accounts(group)
        self.rule = folder / "rules.d" / PERMISSION_RULE
        self.rule.parent.mkdir()
        for zone in ("intel-rapl:0", "intel-rapl:0:0", "intel-rapl-mmio:0", "intel-rapl"):
            counter = folder / "powercap" / zone / "energy_uj"
            counter.parent.mkdir(parents=True)
            counter.write_text("1")
            counter.chmod(0o400)
        self.permission = Permission(
            folder / "powercap", self.rule.parent, self.accounts.group, self.accounts.run
        )
        self.powercap = folder / "powercap"

    def modes(self) -> set[int]:
        counters = self.powercap.glob("intel-rapl*:*/energy_uj")
        return {stat.S_IMODE(counter.stat().st_mode) for counter in counters}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_the_counters_open_now_and_after_each_start(room: Room) -> None:
    opened = room.permission.give(["alice"])
    assert opened.members == ("alice",)
    assert opened.counters == 3
    assert room.modes() == {0o440}
    assert stat.S_IMODE((room.powercap / "intel-rapl" / "energy_uj").stat().st_mode) == 0o400
    assert 'SUBSYSTEM=="powercap"' in room.rule.read_text()


@pytest.mark.skipif(not hasattr(os, "chown"), reason="this system has no groups of files")
def test_the_counters_are_given_to_the_group(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[str, int, int]] = []
    monkeypatch.setattr(
        "equilibre.meter.permission.os.chown",
        lambda path, user, group: given.append((path.parent.name, user, group)),
    )
    room.permission.give(["alice"])
    assert len(given) == 3
    assert {each[1:] for each in given} == {(-1, OWN)}


def test_giving_it_again_changes_nothing(room: Room) -> None:
    room.permission.give(["alice"])
    rule = room.rule.read_text()
    room.permission.give(["alice"])
    assert room.accounts.ran == ["groupadd", "usermod"]
    assert room.rule.read_text() == rule


def test_taking_it_back_undoes_all_of_it(room: Room) -> None:
    room.permission.give(["alice"])
    room.permission.give(["bob"])
    assert room.permission.take_back()
    assert room.modes() == {0o400}
    assert not room.rule.exists()
    assert room.accounts.found is None


def test_taking_it_back_twice_says_that_there_was_nothing(room: Room) -> None:
    room.permission.give(["alice"])
    assert room.permission.take_back()
    assert not room.permission.take_back()


def test_a_group_that_was_there_keeps_its_members(tmp_path: Path) -> None:
    room = Room(tmp_path, Group(OWN, frozenset({"carol"})))
    assert room.permission.give(["alice"]).members == ("alice", "carol")
    room.permission.take_back()
    assert room.accounts.found == Group(OWN, frozenset({"carol"}))


def test_somebody_who_joined_otherwise_keeps_the_group(room: Room) -> None:
    room.permission.give(["alice"])
    room.accounts.run(("usermod", "--append", "--groups", "energy", "dora"))
    room.permission.take_back()
    assert room.accounts.found == Group(OWN, frozenset({"dora"}))


def test_an_unknown_account_is_named_and_what_was_done_can_be_undone(room: Room) -> None:
    with pytest.raises(PermissionUnchanged, match="stranger"):
        room.permission.give(["stranger"])
    room.permission.take_back()
    assert room.accounts.found is None
    assert not room.rule.exists()


def test_a_rule_that_cannot_be_written_gives_a_sentence(room: Room) -> None:
    room.rule.mkdir()
    with pytest.raises(PermissionUnchanged, match="cannot be changed"):
        room.permission.give([])


def test_a_system_without_udev_is_left_as_it_is(room: Room) -> None:
    room.rule.parent.rmdir()
    with pytest.raises(PermissionUnchanged, match="udev"):
        room.permission.give(["alice"])
    assert room.accounts.ran == []
    assert room.modes() == {0o400}


def test_a_tool_that_fails_is_quoted() -> None:
    with pytest.raises(PermissionUnchanged, match="no-such-tool-anywhere"):
        run_tool(("no-such-tool-anywhere",))


def test_the_command_names_who_may_read(
    room: Room, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert command.allow([], room.permission, "eve") == 0
    assert "eve" in capsys.readouterr().out
    assert command.forbid(room.permission) == 0
    assert command.forbid(room.permission) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_others_than_administrators_are_told_what_to_type(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(EquilibreError) as refused:
        command.allow(["alice"], room.permission, "")
    assert str(refused.value).endswith(f"sudo {own_command()} sensors --allow alice")
    assert not room.rule.exists()


def test_a_system_that_hides_no_counter_says_so(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    with pytest.raises(EquilibreError, match="Linux"):
        command.forbid(room.permission)


@pytest.mark.parametrize(
    ("known", "called"), [(True, "equilibre"), (False, "'/home/un élève/equilibre'")]
)
def test_an_installed_program_is_called_as_sudo_finds_it(
    monkeypatch: pytest.MonkeyPatch, known: bool, called: str
) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", "/home/un élève/equilibre")
    monkeypatch.setattr("shutil.which", lambda *_words, path: "/home/un élève/equilibre" * known)
    assert own_command() == called


def test_bytes_that_are_no_letters_stop_neither_giving_nor_taking_back(room: Room) -> None:
    room.rule.write_bytes(b"# \xff\n")
    assert room.permission.give(["\udcff"]).members == ("?",)
    room.rule.write_bytes(room.rule.read_bytes() + b"# \xff\n")
    assert room.permission.take_back()
    assert room.accounts.found is None
