"""The asking side: start a confined child, hand it the file, take what it found or the sentence."""

import hashlib
import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path, PurePath
from typing import Final

from boards.deeds.refusals import Refused
from reports.documents.findings import Looked, looked_from
from reports.documents.formats import FORMATS, named
from reports.documents.limits import LARGEST, MEMORY, PATIENCE, SECONDS
from reports.documents.sentences import BROKEN, EMPTY, MISNAMED, TOO_HARD, TOO_LARGE, CannotTake

logger = logging.getLogger(__name__)

PROJECT: Final = Path(__file__).resolve().parents[2]
NEEDED: Final = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR")
"""No secret of the web application reaches the child."""


def look(content: bytes, filename: str = "", *, memory: int = MEMORY, seconds: int = SECONDS) -> Looked:
    """What the file is and what was found in it. Takes a quarter of a second or more: not in a transaction.

    ``memory`` is in bytes, ``seconds`` are of processor time. ``filename`` is only compared with what the
    file turned out to be.

    Raises:
        Refused: for the field "file", with one plain sentence for the person who chose it.
    """
    refuse_size(len(content))
    looked = looked_from(
        json.loads(_ask(content, memory, seconds)), sha256=hashlib.sha256(content).hexdigest()
    )
    promised = named(filename)
    if promised and promised != looked.format:
        name, really = PurePath(filename).name[-60:], FORMATS[looked.format].really
        raise Refused(MISNAMED.format(name=name, really=really), field="file")
    return looked


def refuse_size(size: int) -> None:
    """Before a byte of it is read into memory: ``size`` in bytes.

    Raises:
        Refused: for an empty file and for one that is too large.
    """
    if size == 0:
        raise Refused(EMPTY, field="file")
    if size > LARGEST:
        raise Refused(TOO_LARGE, field="file")


def _ask(content: bytes, memory: int, seconds: int) -> bytes:
    """A child that waits rather than works uses no processor time, so its patience is capped as well."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reports.documents.child", str(memory), str(seconds)],
            input=content,
            capture_output=True,
            cwd=PROJECT,
            env={name: os.environ[name] for name in NEEDED if name in os.environ},
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_HARD, field="file") from error
    if done.returncode == 0:
        return done.stdout
    raise Refused(_why_not(done), field="file")


def _why_not(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a file that cannot be looked into does to its reader is no fault of ours, but is worth a line."""
    if done.returncode == CannotTake.STATUS:
        return done.stdout.decode()
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL) or b"MemoryError" in done.stderr:
        return TOO_HARD
    logger.warning("A file could not be looked into: %s", done.stderr.decode(errors="replace")[-2000:])
    return BROKEN
