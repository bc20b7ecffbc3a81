"""Signs on a Mac, and has Apple check what is signed. Nobody has run this yet.

Who signs stands in the environment: EQUILIBRE_APPLICATION_IDENTITY and
EQUILIBRE_INSTALLER_IDENTITY name two certificates of the keychain ("Developer ID …"),
EQUILIBRE_NOTARY_PROFILE what ``xcrun notarytool store-credentials`` keeps, in the file
EQUILIBRE_KEYCHAIN where it is not the user's keychain. Without the first, the application is signed
for nobody in particular and opens only on the Mac that made it.
"""

import os
from pathlib import Path

from building.steps import run, say, step
from building.trees import files
from macos.macho import is_code

_ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")
_HOURS = 3600


def sign(application: Path) -> None:
    """Sign all programs and libraries of *application*, then the whole."""
    identity = os.environ.get("EQUILIBRE_APPLICATION_IDENTITY", "")
    command = ["codesign", "--force", "--sign", identity or "-"]
    if identity:
        command += ["--timestamp", "--options", "runtime", "--entitlements", str(_ENTITLEMENTS)]
    else:
        say(
            "EQUILIBRE_APPLICATION_IDENTITY is not set: other Macs will refuse the application.",
            "EQUILIBRE_APPLICATION_IDENTITY n’est pas défini : les autres Mac refuseront "
            "l’application.",
        )
    with step("Signing it", "Signature"):
        # The deepest first: what holds them vouches for them.
        inside = sorted(filter(is_code, files(application)), key=lambda file: -len(file.parts))
        for file in inside:
            run([*command, file])
        run([*command, application])
        run(["codesign", "--verify", "--deep", "--strict", application])


def sign_image(image: Path) -> None:
    """Sign a disk image, where there is an identity."""
    identity = os.environ.get("EQUILIBRE_APPLICATION_IDENTITY")
    if identity:
        run(["codesign", "--force", "--timestamp", "--sign", identity, image])


def installer_options() -> list[str]:
    """Return the options with which productbuild signs a package."""
    identity = os.environ.get("EQUILIBRE_INSTALLER_IDENTITY")
    return ["--sign", identity, "--timestamp"] if identity else []


def notarise(file: Path) -> None:
    """Have Apple check *file* and keep its answer in it, where there is a profile."""
    profile = os.environ.get("EQUILIBRE_NOTARY_PROFILE")
    if not profile:
        return
    with step(f"Apple’s check of {file.name}", f"Contrôle de {file.name} par Apple"):
        submit = ["xcrun", "notarytool", "submit", file, "--keychain-profile", profile, "--wait"]
        keychain = os.environ.get("EQUILIBRE_KEYCHAIN")
        submit += ["--keychain", keychain] if keychain else []
        run(submit, timeout_seconds=2 * _HOURS)
        run(["xcrun", "stapler", "staple", file])
