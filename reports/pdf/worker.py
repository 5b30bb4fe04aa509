"""The worker's side of a PDF: hand the paper to the press, take the file or the reason."""

import json
import logging
import os
import signal
from typing import Final

from reports.pdf import child
from reports.pdf.errors import FAULT, TOO_LARGE, TOO_SLOW, PdfUnavailable, RenderFailed
from reports.pdf.limits import refuse_bombs
from reports.pdf.paper import BRAND
from reports.pdf.running_press import Drawn, RunningPress

logger = logging.getLogger(__name__)

MEMORY: Final = 1_500 * 1024 * 1024  # bytes; a 500-page paper takes about half
SECONDS: Final = 120  # of processor time; a six-page paper takes less than one
PATIENCE: Final = (
    5  # seconds on the clock for each of processor time, because the child gives way to all others
)


def render_in_subprocess(
    html: str,
    *,
    title: str,
    footer: str,
    language: str = "en-GB",
    council: str = "",
    brand: str = BRAND,
    memory: int = MEMORY,
    seconds: int = SECONDS,
) -> bytes:
    """The PDF of `render_paper_pdf`, drawn by the press under `memory` (bytes) and `seconds` (CPU).

    Raises RenderFailed, with a sentence for the author, when the child gives up or is stopped; PdfUnavailable
    when this machine cannot make PDFs. Whatever the paper does, the calling process goes on.
    """
    refuse_bombs(html)
    order = {
        "html": html,
        "title": title,
        "footer": footer,
        "language": language,
        "council": council,
        "brand": brand,
        "memory": memory,
        "seconds": seconds,
    }
    drawn = RunningPress.draw(
        json.dumps(order).encode(), environment=_environment(), patience=seconds * PATIENCE
    )
    return _answer(drawn)


def _answer(drawn: Drawn) -> bytes:
    if drawn.status == 0 and drawn.made.startswith(b"%PDF-"):
        return drawn.made
    if drawn.status == child.UNAVAILABLE:
        raise PdfUnavailable(drawn.made.decode())
    if drawn.status == child.FAILED:
        raise RenderFailed(drawn.made.decode())
    if drawn.status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise RenderFailed(TOO_SLOW)
    if drawn.status < 0 or b"MemoryError" in drawn.complaint:
        raise RenderFailed(TOO_LARGE)
    logger.error("A PDF could not be made: %s", drawn.complaint.decode(errors="replace"))
    raise RenderFailed(FAULT)


def _environment() -> dict[str, str]:
    """Only what fonts and Python need: no secret of the web application reaches the child."""
    wanted = (
        "PATH",
        "HOME",
        "LANG",
        "LC_ALL",
        "LD_LIBRARY_PATH",
        "XDG_CACHE_HOME",
        "FONTCONFIG_PATH",
        "TMPDIR",
    )
    return {name: os.environ[name] for name in wanted if name in os.environ} | {"PYTHONHASHSEED": "0"}
