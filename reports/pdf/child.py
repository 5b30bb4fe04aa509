"""The process in which one PDF is drawn, under limits, so that a bad paper ends itself and nothing else.

`python -m reports.pdf.child` reads one JSON object of `render_paper_pdf` arguments from standard input and
writes the PDF to standard output. Exit status 3 means RenderFailed, 4 PdfUnavailable, each with its sentence
on standard output in place of the PDF; standard error is for whatever the libraries say.
It starts neither Django nor a database connection.
"""

import json
import os
import resource
import sys
from typing import Final

from reports.pdf.errors import TOO_LARGE, PdfUnavailable, RenderFailed
from reports.pdf.paper import render_paper_pdf

FAILED: Final = 3
UNAVAILABLE: Final = 4
NICER: Final = 10


def main() -> int:
    order = json.load(sys.stdin)
    confine(memory=order.pop("memory"), seconds=order.pop("seconds"))
    try:
        made = render_paper_pdf(**order)
    except RenderFailed as error:
        return _say(str(error), FAILED)
    except PdfUnavailable as error:
        return _say(str(error), UNAVAILABLE)
    except (MemoryError, RecursionError):
        return _say(TOO_LARGE, FAILED)
    sys.stdout.buffer.write(made)
    return 0


def confine(*, memory: int, seconds: int) -> None:
    """Cap this process at `memory` bytes of address space and `seconds` of processor time, and be nice."""
    os.nice(NICER)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(sentence: str, status: int) -> int:
    sys.stdout.write(sentence)
    return status


if __name__ == "__main__":
    sys.exit(main())
