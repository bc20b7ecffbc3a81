"""A proof of work: numbers tried one after the other until a hash begins with enough zero bits."""

import hashlib

HEADER_BYTES = 76  # of a block of Bitcoin, before the number that is tried
_NUMBER_BYTES = 4
_HASH_BITS = 256


def hash_of(header: bytes, number: int) -> int:
    """Return the hash of a block as a whole number: SHA-256 twice, read from its last byte on."""
    block = header + number.to_bytes(_NUMBER_BYTES, "little")
    return int.from_bytes(hashlib.sha256(hashlib.sha256(block).digest()).digest(), "little")


def is_proof(header: bytes, number: int, bits: int) -> bool:
    """Check a proof: one hash, whatever the difficulty."""
    return hash_of(header, number) < 1 << (_HASH_BITS - bits)


def prove(header: bytes, bits: int) -> int:
    """Return the first number whose hash begins with so many zero bits; about 2^bits tries."""
    sha256 = hashlib.sha256
    limit = (1 << (_HASH_BITS - bits)).to_bytes(_HASH_BITS // 8 + 1, "big")[-_HASH_BITS // 8 :]
    number = 0
    while True:
        block = header + number.to_bytes(_NUMBER_BYTES, "little")
        if not bits or sha256(sha256(block).digest()).digest()[::-1] < limit:
            return number
        number += 1
