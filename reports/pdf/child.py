"""The process in which one PDF is drawn, under limits, so that a bad paper ends itself and nothing else.

The press forks it. It starts neither Django nor a database connection, and knows no secret.
"""

import os
import resource
from typing import Any, Final

from reports.pdf.errors import TOO_LARGE, PdfUnavailable, RenderFailed
from reports.pdf.paper import render_paper_pdf

FAULTY: Final = 1
FAILED: Final = 3
UNAVAILABLE: Final = 4
NICER: Final = 10


def draw(order: dict[str, Any]) -> tuple[int, bytes]:
    """The exit status and the PDF; or, for FAILED and UNAVAILABLE, a sentence in place of the PDF.

    ``order`` holds the arguments of `render_paper_pdf`, and ``memory`` and ``seconds`` to `confine` it.
    """
    confine(memory=order.pop("memory"), seconds=order.pop("seconds"))
    try:
        return 0, render_paper_pdf(**order)
    except RenderFailed as error:
        return FAILED, str(error).encode()
    except PdfUnavailable as error:
        return UNAVAILABLE, str(error).encode()
    except (MemoryError, RecursionError):
        return FAILED, TOO_LARGE.encode()


def confine(*, memory: int, seconds: int) -> None:
    """Cap this process at `memory` bytes of address space and `seconds` of processor time, and be nice."""
    os.nice(NICER)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
