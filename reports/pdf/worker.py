"""The worker's side of a PDF: start a confined child, hand it the paper, take the file or the reason."""

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from reports.pdf import child
from reports.pdf.errors import FAULT, TOO_LARGE, TOO_SLOW, PdfUnavailable, RenderFailed
from reports.pdf.limits import refuse_bombs
from reports.pdf.paper import BRAND

logger = logging.getLogger(__name__)

MEMORY: Final = 1_500 * 1024 * 1024  # bytes; a 500-page paper takes about half
SECONDS: Final = 120  # of processor time; a six-page paper takes less than one
PATIENCE: Final = (
    5  # seconds on the clock for each of processor time, because the child gives way to all others
)
PROJECT: Final = Path(__file__).resolve().parents[2]


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
    """The PDF of `render_paper_pdf`, drawn in a child of its own under `memory` (bytes) and `seconds` (CPU).

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
    return _answer(_run(json.dumps(order).encode(), patience=seconds * PATIENCE))


def _run(order: bytes, *, patience: int) -> subprocess.CompletedProcess[bytes]:
    """A child that waits rather than works uses no processor time, so its patience is capped as well."""
    try:
        return subprocess.run(
            [sys.executable, "-m", "reports.pdf.child"],
            input=order,
            capture_output=True,
            cwd=PROJECT,
            env=_environment(),
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderFailed(TOO_SLOW) from error


def _answer(done: subprocess.CompletedProcess[bytes]) -> bytes:
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    if done.returncode == child.UNAVAILABLE:
        raise PdfUnavailable(done.stdout.decode())
    if done.returncode == child.FAILED:
        raise RenderFailed(done.stdout.decode())
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise RenderFailed(TOO_SLOW)
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise RenderFailed(TOO_LARGE)
    logger.error("A PDF could not be made: %s", done.stderr.decode(errors="replace")[-2000:])
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
