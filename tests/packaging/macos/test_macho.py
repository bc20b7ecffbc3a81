import pytest

from macos.macho import ARM64, X86_64, is_code, read, signature_problem, thin

from .samples import fat, mach_o


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library.dylib"


def test_what_a_library_needs_is_read(library):
    library.write_bytes(
        mach_o(libraries=["@rpath/a.dylib"], search_paths=["@loader_path/.."], system=(15, 2))
    )
    code = read(library)[ARM64]
    assert code.libraries == ("@rpath/a.dylib",)
    assert code.search_paths == ("@loader_path/..",)
    assert code.oldest_system == (15, 2)


def test_a_library_as_it_was_signed_is_sound(library):
    library.write_bytes(mach_o(content=b"code" * 3000))
    assert signature_problem(library, read(library)[ARM64]) is None


def test_a_single_bit_changed_after_signing_is_seen(library):
    whole = bytearray(mach_o(content=b"code" * 3000))
    whole[9000] ^= 1
    library.write_bytes(whole)
    assert signature_problem(library, read(library)[ARM64]) == "changed after it was signed"


def test_an_unsigned_library_is_seen(library):
    library.write_bytes(mach_o(signed=False))
    assert signature_problem(library, read(library)[ARM64]) == "unsigned"


def test_thinning_leaves_one_part_with_its_signature(library):
    library.write_bytes(fat(X86_64, ARM64))
    assert set(read(library)) == {X86_64, ARM64}
    thin(library, ARM64)
    found = read(library)
    assert set(found) == {ARM64}
    assert signature_problem(library, found[ARM64]) is None


def test_a_library_for_another_architecture_stays_whole(library):
    library.write_bytes(mach_o(X86_64))
    thin(library, ARM64)
    assert library.read_bytes() == mach_o(X86_64)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (mach_o(), True),
        (fat(ARM64), True),
        (b"\xca\xfe\xba\xbe\x00\x00\x00\x41", False),  # a class of Java
        (b"\x7fELF\x02\x01\x01\x00", False),
        (b"abc", False),
    ],
)
def test_code_of_macos_is_told_from_other_files(library, content, expected):
    library.write_bytes(content)
    assert is_code(library) is expected
