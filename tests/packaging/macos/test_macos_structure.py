import stat

import pytest

from building.product import Product
from building.steps import BuildFailed
from macos.information import inform
from macos.macho import ARM64, X86_64
from macos.structure import look

from .samples import mach_o

PRODUCT = Product(version="1.2.3", build="abc", epoch=1_700_000_000, lock="")


@pytest.fixture
def application(tmp_path):
    """A sound application: a program, and two libraries of which one needs the other."""
    application = tmp_path / "Equilibre.app"
    contents = application / "Contents"
    for folder in ("MacOS", "Frameworks", "Resources"):
        (contents / folder).mkdir(parents=True)
    program = contents / "MacOS" / "Equilibre"
    program.write_bytes(mach_o(libraries=["/usr/lib/libSystem.B.dylib"], system=(14, 0)))
    program.chmod(0o755)
    one = mach_o(libraries=["@rpath/two.dylib"], search_paths=["@loader_path/../Frameworks/"])
    (contents / "Frameworks" / "one.dylib").write_bytes(one)
    (contents / "Frameworks" / "two.dylib").write_bytes(mach_o())
    inform(contents, PRODUCT, (14, 0))
    return application


def test_a_sound_application_is_counted_and_dated(application):
    seen = look(application, ARM64)
    assert (seen.programs_and_libraries, seen.oldest_system) == (3, (14, 0))


def test_a_library_left_out_by_mistake_is_named(application):
    (application / "Contents" / "Frameworks" / "two.dylib").unlink()
    with pytest.raises(BuildFailed, match=r"one\.dylib: @rpath/two\.dylib"):
        look(application, ARM64)


def test_a_library_of_the_computer_that_compiled_is_named(application):
    alien = mach_o(libraries=["/opt/homebrew/lib/libomp.dylib"])
    (application / "Contents" / "Frameworks" / "three.dylib").write_bytes(alien)
    with pytest.raises(BuildFailed, match=r"three\.dylib: /opt/homebrew/lib/libomp\.dylib"):
        look(application, ARM64)


def test_a_library_outside_the_application_is_named(application):
    (application.parent / "outside.dylib").write_bytes(mach_o())
    needs = mach_o(libraries=["@loader_path/../../../outside.dylib"])
    (application / "Contents" / "Frameworks" / "three.dylib").write_bytes(needs)
    with pytest.raises(BuildFailed, match="outside"):
        look(application, ARM64)


def test_code_for_another_architecture_is_named(application):
    (application / "Contents" / "Frameworks" / "two.dylib").write_bytes(mach_o(X86_64))
    with pytest.raises(BuildFailed, match=r"two\.dylib: other architecture"):
        look(application, ARM64)


def test_an_unsigned_library_is_named(application):
    (application / "Contents" / "Frameworks" / "two.dylib").write_bytes(mach_o(signed=False))
    with pytest.raises(BuildFailed, match=r"two\.dylib: unsigned"):
        look(application, ARM64)


def test_a_library_for_a_newer_macos_than_told_is_seen(application):
    (application / "Contents" / "Frameworks" / "two.dylib").write_bytes(mach_o(system=(15, 0)))
    with pytest.raises(BuildFailed, match=r"Info\.plist"):
        look(application, ARM64)


def test_a_program_that_may_not_be_executed_is_seen(application):
    program = application / "Contents" / "MacOS" / "Equilibre"
    program.chmod(stat.S_IRUSR | stat.S_IWUSR)
    with pytest.raises(BuildFailed, match="Equilibre: not a program"):
        look(application, ARM64)
