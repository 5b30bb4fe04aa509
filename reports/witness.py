"""A second memory of what was published, outside the database: a line in a file for each link of the chain.

It is no backup. It lets ``verify`` notice that an old copy of the database was put in place of the present
one, which a chain that lives inside the database cannot show. The file bears the name of the chain's first
link, so that another database beside the same files is another story, not a fault.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from reports import files
from reports.models import Edition


def testify(sequence: int, hash: str) -> None:
    """Add a line and sync it; called once the publication is committed, so that it tells of no other."""
    place = path()
    if place is None:
        return
    files.make_folder(place.parent)
    with place.open("ab") as file:
        file.write(f"{sequence} {hash}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def testimony() -> Iterator[tuple[int, str]]:
    """Sequence and hash of each publication witnessed. A line that a crash cut short says nothing."""
    place = path()
    for line in place.read_text().splitlines() if place and place.is_file() else []:
        sequence, _, hash = line.partition(" ")
        if sequence.isdecimal() and len(hash) == 64:
            yield int(sequence), hash


def path() -> Path | None:
    """The file of this database's chain; None before anything was published."""
    first = Edition.objects.filter(sequence=1).values_list("hash", flat=True).first()
    return Path(settings.MEDIA_ROOT) / f"publications-{first[:16]}.chain" if first else None
