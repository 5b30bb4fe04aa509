"""How large an uploaded document may be, packed and unpacked, and how long looking into it may take."""

from typing import Final

LARGEST: Final = 25 * 1024 * 1024
"""Bytes of the file as it is uploaded."""

LARGEST_UNPACKED: Final = 250 * 1024 * 1024
LARGEST_PART: Final = 16 * 1024 * 1024
"""Bytes of one XML part that is read as a whole; a book of a thousand pages has less. Sheets are streamed."""

HIGHEST_RATIO: Final = 150
"""Unpacked to packed; what offices write stays under 40."""

SMALL: Final = 1024 * 1024
"""Bytes; a file this small unpacked may be packed as tightly as it likes."""

MOST_PARTS: Final = 5_000
MOST_PIXELS: Final = 50_000_000
MOST_OBJECTS: Final = 500_000
"""Of a PDF."""

MEMORY: Final = 1024 * 1024 * 1024
SECONDS: Final = 15
"""Of processor time; a file of 25 MB takes about two."""

PATIENCE: Final = 40
"""Seconds on the clock. A web worker is given a minute for a request."""
