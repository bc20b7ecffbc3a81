"""What DEPLOY.md tells administrators to copy is right."""

import plistlib
import re
import subprocess
from pathlib import Path

import pytest

from building.product import PACKAGING
from equilibre.sessions.system_settings import system_settings

TEXT = (PACKAGING / "DEPLOY.md").read_text(encoding="utf-8")
SETTINGS = re.compile(r"(?:@'\n|<<'END'\n)(.*?)(?:'@|END)", re.DOTALL)


def blocks(language: str) -> list[str]:
    """Return what stands in the blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def munki_item() -> dict[str, str]:
    (item,) = blocks("xml")
    found = plistlib.loads(f'<plist version="1.0">{item}</plist>'.encode())
    assert isinstance(found, dict)
    return found


def test_every_example_of_settings_is_followed(tmp_path: Path) -> None:
    scripts = [*blocks("powershell"), munki_item()["postinstall_script"]]
    examples = [settings for script in scripts for settings in SETTINGS.findall(script)]
    assert len(examples) == 2
    for text in examples:
        path = tmp_path / "settings.toml"
        path.write_text(text, encoding="utf-8")
        found = system_settings(path)
        assert found.sentences() == ()
        assert found.locked <= found.values.keys()


def test_every_setting_named_in_the_text_exists() -> None:
    named = {"data_folder", "welcome", "scale_percent", "locked"}
    assert all(f"`{name}" in TEXT for name in named)
    example = (PACKAGING / "settings.toml").read_text(encoding="utf-8")
    assert all(f"#{name} = " in example for name in named)


@pytest.mark.parametrize("present", [True, False])
def test_munki_writes_the_settings_again_only_where_they_differ(
    tmp_path: Path, present: bool
) -> None:
    item = munki_item()
    place = "/Library/Application Support/Equilibre"
    script = item["installcheck_script"].replace(place, str(tmp_path))
    if present:
        written = item["postinstall_script"].replace(place, str(tmp_path))
        subprocess.run(["sh"], input=written, text=True, check=True)
    done = subprocess.run(["sh"], input=script, text=True, check=False, stderr=subprocess.DEVNULL)
    assert (done.returncode == 0) is not present
