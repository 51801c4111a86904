"""A DOC with a macro in it: storages ``Macros/VBA`` and a stream, as Word keeps them.

Written into an OLE file of 512-byte sectors whose one FAT sector has room: the directory
gets a sector more, the stream some behind it.
"""

import struct

SECTOR = 512
ENTRY = 128
END, NONE = 0xFFFFFFFE, 0xFFFFFFFF
STORAGE, STREAM = 1, 2
CODE = b'Attribute VB_Name = "ThisDocument"\r\nSub AutoOpen()\r\nShell "calc"\r\nEnd Sub\r\n'


def _entry(name: str, kind: int, child: int = NONE, start: int = 0, size: int = 0) -> bytes:
    """Give an entry of the directory without neighbours."""
    written = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        written, len(written), kind, 1, NONE, NONE, child, b"", 0, 0, 0, start, size,
    )  # fmt: skip


def with_macro(doc: bytes, above: str = "1Table") -> bytes:
    """Add the macro; its storage becomes the right neighbour of the entry ``above``."""
    data = bytearray(doc)
    fat = (struct.unpack_from("<I", data, 76)[0] + 1) * SECTOR
    table = list(struct.unpack_from("<128I", data, fat))
    sectors = [struct.unpack_from("<I", data, 48)[0]]
    while table[sectors[-1]] != END:
        sectors.append(table[sectors[-1]])
    first = len(data) // SECTOR - 1
    stream = CODE.ljust(8 * SECTOR, b"\0")
    table[sectors[-1]], table[first] = first, END
    table[first + 1 : first + 9] = [*range(first + 2, first + 9), END]
    data += bytes(SECTOR) + stream
    sectors.append(first)
    struct.pack_into("<128I", data, fat, *table)
    places = [(s + 1) * SECTOR + i * ENTRY for s in sectors for i in range(SECTOR // ENTRY)]
    names = [data[at : at + struct.unpack_from("<H", data, at + 64)[0]] for at in places]
    free = names.index(b"")
    for shift, entry in enumerate((
        _entry("Macros", STORAGE, free + 1),
        _entry("VBA", STORAGE, free + 2),
        _entry("ThisDocument", STREAM, NONE, first + 1, len(stream)),
    )):  # fmt: skip
        data[places[free + shift] : places[free + shift] + ENTRY] = entry
    beside = places[names.index(above.encode("utf-16-le") + b"\0\0")]
    assert struct.unpack_from("<I", data, beside + 72)[0] == NONE
    struct.pack_into("<I", data, beside + 72, free)
    return bytes(data)
