"""The press as seen by the process that feeds it: started when first needed, replaced when it is gone."""

import atexit
import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from reports.pdf.errors import FAULT, TOO_SLOW, RenderFailed
from reports.pdf.press import ANSWER, LENGTH

PROJECT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of one order: the child's exit status, what it made, and what it complained."""

    status: int
    made: bytes
    complaint: bytes


class RunningPress:
    """One press. It ends when its input does, so it never outlives the process that feeds it."""

    _mine: ClassVar["RunningPress | None"] = None
    _one_at_a_time: ClassVar = threading.Lock()

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        orders, self.feed = os.pipe()
        self.outlet, answers = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reports.pdf.press"],
            stdin=orders,
            stdout=answers,
            cwd=PROJECT,
            env=environment,
            start_new_session=True,
        )
        os.close(orders)
        os.close(answers)

    @classmethod
    def draw(cls, order: bytes, *, environment: Mapping[str, str], patience: int) -> Drawn:
        """Have an order drawn by the press of this process, within ``patience`` seconds on the clock.

        One that is gone, waits too long or was started in another environment is replaced.

        Raises:
            RenderFailed: when the press broke down or took too long.
        """
        with cls._one_at_a_time:
            if cls._mine and not cls._mine.fits(environment):
                cls.stop()
            cls._mine = cls._mine or cls(environment)
            try:
                return cls._mine.answer_to(order, until=time.monotonic() + patience)
            except BaseException:
                cls.stop()
                raise

    @classmethod
    def stop(cls) -> None:
        """End the press and any child it has, and let go of its pipes."""
        press, cls._mine = cls._mine, None
        if press is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(press.process.pid, signal.SIGKILL)
            press.process.wait()
            os.close(press.feed)
            os.close(press.outlet)

    def fits(self, environment: Mapping[str, str]) -> bool:
        return self.environment == environment and self.process.poll() is None

    def answer_to(self, order: bytes, *, until: float) -> Drawn:
        try:
            with open(self.feed, "wb", closefd=False) as feed:
                feed.write(LENGTH.pack(len(order)) + order)
            status, made, complaint = ANSWER.unpack(self.read(ANSWER.size, until))
            return Drawn(status, self.read(made, until), self.read(complaint, until))
        except (BrokenPipeError, EOFError) as error:
            raise RenderFailed(FAULT) from error

    def read(self, size: int, until: float) -> bytes:
        """``size`` bytes of the answer, by the moment ``until`` on the monotonic clock.

        A child that waits uses no processor time, which is why the clock can end it too.
        """
        read = bytearray()
        while len(read) < size:
            if not select.select([self.outlet], [], [], max(0.0, until - time.monotonic()))[0]:
                raise RenderFailed(TOO_SLOW)
            piece = os.read(self.outlet, size - len(read))
            if not piece:
                raise EOFError
            read += piece
        return bytes(read)


atexit.register(RunningPress.stop)
