"""The press: a process that has the slow libraries warm and forks a child for each paper.

`python -m reports.pdf.press` reads orders from standard input and writes what became of each to standard
output, one after the other, until its input ends. A child draws one paper under limits of its own
(`reports.pdf.child`), so a bad paper ends that child and neither the press nor the worker that feeds it.
Importing WeasyPrint and finding the fonts takes most of a second; a forked child has both already.

An order is its length in bytes and a JSON object. The answer is the child's exit status (negative: the
signal that ended it), the lengths of what it made and of what it complained, and both.
"""

import contextlib
import json
import os
import struct
import sys
import tempfile
from typing import IO, Final

from reports.pdf import child
from reports.pdf.errors import PdfUnavailable
from reports.pdf.paper import render_paper_pdf

LENGTH: Final = struct.Struct(">Q")
ANSWER: Final = struct.Struct(">iQQ")
LAST_WORDS: Final = 4_000  # bytes of complaint that are passed on


def main() -> None:
    with contextlib.suppress(PdfUnavailable):
        render_paper_pdf("<h1>Warm</h1><p>Warm.</p>", title="Warm", footer="")
    while head := sys.stdin.buffer.read(LENGTH.size):
        order = sys.stdin.buffer.read(LENGTH.unpack(head)[0])
        status, made, complaint = draw(order)
        sys.stdout.buffer.write(ANSWER.pack(status, len(made), len(complaint)) + made + complaint)
        sys.stdout.buffer.flush()


def draw(order: bytes) -> tuple[int, bytes, bytes]:
    """Fork a child for the order; its exit status, what it made and what it complained."""
    with tempfile.TemporaryFile() as made, tempfile.TemporaryFile() as complaints:
        pid = os.fork()
        if pid == 0:
            be_the_child(order, made, complaints)
        _, waited = os.waitpid(pid, 0)
        made.seek(0)
        complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - LAST_WORDS))
        return os.waitstatus_to_exitcode(waited), made.read(), complaints.read()


def be_the_child(order: bytes, made: IO[bytes], complaints: IO[bytes]) -> None:
    """Draw the paper in this process and end it; nothing of the press's own streams is touched."""
    os.dup2(complaints.fileno(), 2)
    status = child.FAULTY
    try:
        status, content = child.draw(json.loads(order))
        made.write(content)
        made.flush()
    except BaseException:  # noqa: BLE001 - a fork must never run on into its parent's code
        status = child.FAULTY
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
