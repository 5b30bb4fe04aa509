"""The asking side: hand the paper to a confined child, take the file or the reason."""

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from reports.pdf.paper import BRAND
from reports.word.errors import FAULT, TOO_LARGE, WordFailed

logger = logging.getLogger(__name__)

PROJECT: Final = Path(__file__).resolve().parents[2]
NEEDED: Final = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR")
"""No secret of the web application reaches the child."""

MEMORY: Final = 700 * 1024 * 1024  # bytes; a paper of 200 paragraphs takes less than a tenth
SECONDS: Final = 20  # of processor time; a paper of 200 paragraphs takes less than one
PATIENCE: Final = 45  # seconds on the clock; a web worker is given a minute for a request


def word_in_subprocess(
    html: str,
    *,
    title: str,
    footer: str,
    council: str = "",
    brand: str = BRAND,
    is_draft: bool = False,
    memory: int = MEMORY,
    seconds: int = SECONDS,
) -> bytes:
    """The Word file of ``render_word``, made under ``memory`` (bytes) and ``seconds`` (of processor time).

    Takes half a second or more: not in a transaction. Whatever the paper does, the calling process goes on.

    Raises:
        WordFailed: with a sentence for the author.
    """
    order = {
        "html": html,
        "title": title,
        "footer": footer,
        "council": council,
        "brand": brand,
        "is_draft": is_draft,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reports.word.child", str(memory), str(seconds)],
            input=json.dumps(order).encode(),
            capture_output=True,
            cwd=PROJECT,
            env={name: os.environ[name] for name in NEEDED if name in os.environ},
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise WordFailed(TOO_LARGE) from error
    return _answer(done)


def _answer(done: "subprocess.CompletedProcess[bytes]") -> bytes:
    if done.returncode == 0 and done.stdout.startswith(b"PK"):
        return done.stdout
    if done.returncode == WordFailed.STATUS:
        raise WordFailed(done.stdout.decode())
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL) or b"MemoryError" in done.stderr:
        raise WordFailed(TOO_LARGE)
    logger.error("A Word file could not be made: %s", done.stderr.decode(errors="replace")[-2000:])
    raise WordFailed(FAULT)
