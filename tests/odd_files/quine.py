"""A gzip file that unpacks to itself, so that a reader which unpacks to the end never ends.

Copies (stored blocks) and repeats (two matches in a block of fixed codes) of five bytes
each print themselves; the checksum, which stands in the text it is the checksum of, is a
fixed point of a linear map and is solved for.
"""

import struct
import zlib

NAME = b"ab\0"
PREFIX = b"\x1f\x8b\x08\x08" + b"\0" * 4 + b"\x02\xff" + NAME
UNIT = 5


def stored(size: int, last: bool = False) -> bytes:
    """Give the head of a block of ``size`` bytes that are copied."""
    return struct.pack("<BHH", last, size, size ^ 0xFFFF)


def repeated(size: int) -> bytes:
    """Give a block of five bytes that repeats the last ``size`` bytes, 17 to 20 of them."""
    bits = "0" + "10"
    for length in (size // 2, size - size // 2):
        bits += format(length - 2, "07b") + format(8, "05b") + format(size - 17, "03b")[::-1]
    bits += "0" * 7
    return bytes(int(bits[i : i + 8][::-1], 2) for i in range(0, 40, 8))


def assembled(checksum: int, size: int = 0) -> bytes:
    """Put the file together with a checksum and a size that may be wrong."""
    end = stored(0, last=True) + struct.pack("<II", checksum, size)
    first, last = len(PREFIX) + UNIT, len(end) + UNIT
    copy_first, repeat_first = stored(first), repeated(first)
    copy_last, repeat_last = stored(last), repeated(last)
    none, one, four, again = stored(0), stored(UNIT), stored(4 * UNIT), repeated(4 * UNIT)
    return b"".join((
        PREFIX, copy_first, PREFIX, copy_first, repeat_first, one, repeat_first, one, one,
        four, repeat_first, one, one, four, again, four, again, four, again, four, again, four,
        again, none, none, copy_last, again, none, none, copy_last, repeat_last, end,
        repeat_last, end,
    ))  # fmt: skip


def quine() -> bytes:
    """Give the file: its checksum ``x`` solves ``crc(file(x)) = x`` over two elements."""
    size = len(assembled(0))
    zero = zlib.crc32(assembled(0, size))
    rows = []
    for bit in range(32):
        image = zlib.crc32(assembled(1 << bit, size)) ^ zero ^ (1 << bit)
        rows.append((image, 1 << bit))
    wanted, found = zero, 0
    for bit in range(32):
        pivot = next((row for row in rows if row[0] >> bit & 1), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows = [
            (image ^ pivot[0], mask ^ pivot[1]) if image >> bit & 1 else (image, mask)
            for image, mask in rows
        ]
        if wanted >> bit & 1:
            wanted, found = wanted ^ pivot[0], found ^ pivot[1]
    return assembled(found, size)
