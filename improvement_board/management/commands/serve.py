"""Serve the site on this machine: the web server and the job worker, started and stopped together."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

HOST = "127.0.0.1"
PATIENCE = 10.0  # seconds an open answer or a half-made PDF gets to finish after a stop
TICK = 0.1  # seconds between two looks at the parts
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

SIGN_INS = (
    ("secretariat", "plans meetings and publishes agendas"),
    ("chair", "logs visits and writes the report"),
    ("member", "sits on the board and reads its papers"),
    ("clerk", "puts papers before scrutiny and minutes them"),
    ("councillor", "reads what the committee will discuss"),
)
TO_TRY = (
    "Read the Chair's reports, paragraph by paragraph, and their PDFs, without signing in: {url}/papers/",
    "Sign in as chair, log a visit and bring it into the next report: {url}/desk/activity/new/",
    "Sign in as secretariat and publish the agenda of the board's next meeting: "
    "{url}/desk/bodies/childrens-services-improvement-board/",
)


class Command(BaseCommand):
    """Stop both parts when one stops: a site that takes reports but makes no PDFs only looks well."""

    help = "Serves the site on this machine: the web server, and the worker that makes PDFs and sends mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port",
            type=port_number,
            default=os.environ.get("PORT", "8000"),
            help="the port on 127.0.0.1 to answer on (default: PORT in the environment, or 8000)",
        )

    def handle(self, *, port: int, **options: Any) -> None:
        refuse_taken_port(port)
        refuse_unprepared_database()
        stop = StopAsked()
        parts: list[Part] = []
        try:
            parts += [start_web_server(port), start_worker(port)]
            self.wait_until_ready(parts, port, stop)
            while not stop.asked:
                refuse_dead_part(parts)
                time.sleep(TICK)
        finally:
            stop_all(parts)
        self.stdout.write("Stopped.")

    def wait_until_ready(self, parts: Sequence["Part"], port: int, stop: "StopAsked") -> None:
        """Greet the person only when the address works."""
        while not stop.asked:
            refuse_dead_part(parts)
            if answers(port):
                self.stdout.write(greeting(f"http://{HOST}:{port}"))
                self.stdout.flush()
                return
            time.sleep(TICK)


@dataclass(frozen=True)
class Part:
    """One of the processes that make up the site, at the head of a process group of its own."""

    name: str
    process: subprocess.Popen[bytes]


class StopAsked:
    """Becomes true when someone wants the site to stop; a second request does not interrupt the stopping."""

    def __init__(self) -> None:
        self.signalled = False
        for number in STOP_SIGNALS:
            signal.signal(number, self.note)

    def note(self, signum: int, frame: FrameType | None) -> None:
        self.signalled = True

    @property
    def asked(self) -> bool:
        return self.signalled or make_was_interrupted()


def make_was_interrupted() -> bool:
    """Whether the make that started us got a SIGINT of its own, as a script sends it.

    A terminal sends Ctrl-C to every process, and make passes a SIGTERM on. A SIGINT sent to make alone it
    neither passes on nor obeys: it waits for us, with the signal blocked, which is how it can be told.
    """
    try:
        status = Path(f"/proc/{os.getppid()}/status").read_text()
    except OSError:  # not Linux, or the parent has just ended
        return False
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    blocked = int(fields["SigBlk"], base=16)
    return fields["Name"] == "make" and bool(blocked & 1 << (signal.SIGINT - 1))


def port_number(text: str) -> int:
    """Read a port from the command line or the environment."""
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a port: give a number from 1 to 65535.")


def refuse_taken_port(port: int) -> None:
    """Say in one line what gunicorn would say in ten.

    Raises:
        CommandError: when the port cannot be had.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Choose another: make run PORT=8123"
            ) from None


def refuse_unprepared_database() -> None:
    """Say in one line what both parts would otherwise say in forty.

    Raises:
        CommandError: when the database cannot be reached, or its tables are older than the code.
    """
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise CommandError(f"The database cannot be reached: {str(error).splitlines()[0]}") from None
    finally:
        connection.close()
    if behind:
        raise CommandError("The database is not prepared for this code. First: manage.py migrate")


def start_web_server(port: int) -> Part:
    """Start gunicorn, which finishes the answers it has begun when it is stopped."""
    command = ["gunicorn", "-c", "python:improvement_board.gunicorn", "--bind", f"{HOST}:{port}"]
    command += ["--log-level", "warning", "improvement_board.wsgi"]
    return start("web server", command, port, niceness=0)


def start_worker(port: int) -> Part:
    """Start the worker, niced so that a large PDF does not slow the pages down."""
    command = ["django", "db_worker", "--queue-name", "*", "--no-startup-delay", "--no-reload"]
    return start("worker", command, port, niceness=10)


def start(name: str, module_and_arguments: Sequence[str], port: int, niceness: int) -> Part:
    """Start one part, away from the terminal's Ctrl-C: only this supervisor tells it to stop."""

    def before_it_runs() -> None:
        os.nice(niceness)
        if sys.platform == "linux":  # if this supervisor is killed outright, the kernel stops the part
            ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1 is PR_SET_PDEATHSIG

    process = subprocess.Popen(
        [sys.executable, "-m", *module_and_arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=before_it_runs,
    )
    return Part(name, process)


def refuse_dead_part(parts: Sequence[Part]) -> None:
    """Raise CommandError when a part has ended by itself."""
    for part in parts:
        code = part.process.poll()
        if code is not None:
            how = f"exit code {code}" if code >= 0 else signal.Signals(-code).name
            raise CommandError(f"The {part.name} ended by itself ({how}), so everything was stopped.")


def stop_all(parts: Sequence[Part]) -> None:
    """Ask every part to finish, wait, then end whatever is left of its process group."""
    for part in parts:
        part.process.terminate()
    deadline = time.monotonic() + PATIENCE
    for part in parts:
        with suppress(subprocess.TimeoutExpired):
            part.process.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(part.process.pid, signal.SIGKILL)
        part.process.wait()


def answers(port: int) -> bool:
    """Whether something accepts connections on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def greeting(url: str) -> str:
    """What to do next; the sign-ins only where the demonstration council was loaded."""
    lines = ["", f"Improvement Board is at {url}/", ""]
    password_file = settings.VAR_DIR / "demo-password"
    if not settings.PRODUCTION and password_file.exists():
        lines += [f"Demonstration sign-ins, all with the password {password_file.read_text().strip()}"]
        lines += [f"  {name + '@demo.invalid':<26}{does}" for name, does in SIGN_INS]
        lines += ["", "Three things to try:"]
        lines += [f"  {number}. {thing.format(url=url)}" for number, thing in enumerate(TO_TRY, start=1)]
        lines += [""]
    return "\n".join([*lines, "Ctrl-C stops it."])
