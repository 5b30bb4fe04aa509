"""Reads a PDF's index of objects as strictly as a viewer may.

Lenient libraries look objects up by number and never notice a wrong index; a viewer that trusts the index
then shows empty pages, although every conformance checker is content.
"""

import re
import zlib

Entry = tuple[int, int, int]  # kind; offset or number of the holding stream; generation or place in it


def misplaced_objects(pdf: bytes) -> list[int]:
    """Numbers of the objects that are not where the index (a cross-reference stream) says."""
    start = int(pdf.rpartition(b"startxref")[2].split()[0])
    entries = read_index(pdf, start)
    held = {
        number: numbers_in(pdf, entries[number][1])
        for number in {place for kind, place, _ in entries if kind == 2}
    }
    return [number for number, entry in enumerate(entries) if not is_there(pdf, number, entry, held)]


def is_there(pdf: bytes, number: int, entry: Entry, held: dict[int, list[int]]) -> bool:
    kind, place, at = entry
    if kind == 1:
        return pdf.startswith(b"%d 0 obj" % number, place)
    return kind == 0 or held[place][at : at + 1] == [number]


def read_index(pdf: bytes, start: int) -> list[Entry]:
    dictionary, content = stream_at(pdf, start)
    first, second, third = (int(width) for width in value(dictionary, rb"/W \[([^]]+)\]").split())
    size = first + second + third
    rows = [content[at : at + size] for at in range(0, len(content), size)]
    return [
        (
            int.from_bytes(row[:first]),
            int.from_bytes(row[first : first + second]),
            int.from_bytes(row[first + second :]),
        )
        for row in rows
    ]


def numbers_in(pdf: bytes, offset: int) -> list[int]:
    """The object numbers held by the object stream at `offset`, in its order."""
    dictionary, content = stream_at(pdf, offset)
    header = content[: int(value(dictionary, rb"/First (\d+)"))].split()
    return [int(number) for number in header[::2]]


def stream_at(pdf: bytes, offset: int) -> tuple[bytes, bytes]:
    dictionary, _, rest = pdf[offset:].partition(b"stream\n")
    return dictionary, zlib.decompressobj().decompress(rest)


def value(dictionary: bytes, pattern: bytes) -> bytes:
    found = re.search(pattern, dictionary)
    assert found, f"{pattern!r} is missing"
    return found[1]
