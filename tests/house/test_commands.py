"""`make run` leaves nothing behind: what is served together stops together, however it is stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

from improvement_board.management.commands.serve import greeting

STARTS_WITHIN = 60  # seconds, on a machine that is busy with the rest of the suite
STOPS_WITHIN = 60.0

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to find processes")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A prepared database of its own, on the embedded engine: starting and stopping is the same on both."""
    rows = tmp_path_factory.mktemp("rows") / "rows.sqlite3"
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{rows}",
        "MEDIA_ROOT": str(rows.parent / "media"),
        "PYTHONUNBUFFERED": "1",
    }
    for quietly in (["migrate", "--noinput", "-v0"], ["createcachetable", "-v0"]):
        subprocess.run(manage(*quietly), cwd=settings.BASE_DIR, env=environment, check=True)
    return environment


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run a command in a process group of its own, and let no failed test leave anything running.

    It hears Ctrl-C even where the tests themselves run in the background and were started deaf to it.
    """
    mark = f"STARTED_BY_TEST={uuid4()}"
    name, _, value = mark.partition("=")
    process = subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env={**environment, name: value},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=hear_interrupts,
    )
    try:
        yield process
    finally:
        for pid in marked(mark):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.communicate()


def hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def read_until(process: subprocess.Popen[str], text: str) -> str:
    """What the command has printed, up to the line that holds the text."""
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if text in line:
            return printed
    raise AssertionError(f"ended without printing {text!r}:\n{printed}")


def stat(pid: int) -> tuple[str, int] | None:
    """A process's state and parent, from the kernel; None when there is no such process."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return state, int(parent)


def is_running(pid: int) -> bool:
    found = stat(pid)
    return found is not None and found[0] != "Z"


def descendants(pid: int) -> list[int]:
    parents = {int(folder.name): stat(int(folder.name)) for folder in Path("/proc").glob("[0-9]*")}
    children = [child for child, found in parents.items() if found is not None and found[1] == pid]
    return children + [grandchild for child in children for grandchild in descendants(child)]


def marked(mark: str) -> list[int]:
    """Every process with this line in its environment, also one that has lost its parent."""
    found = []
    for file in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # it has ended, or it is another user's
            if mark.encode() in file.read_bytes().split(b"\0"):
                found.append(int(file.parent.name))
    return found


def named(pids: list[int], word: str) -> list[int]:
    return [pid for pid in pids if word in Path(f"/proc/{pid}/cmdline").read_text().split("\0")]


def until(holds: Callable[[], bool], seconds: float = STOPS_WITHIN) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def serving(port: int) -> list[str]:
    return manage("serve", "--port", str(port))


def made(port: int) -> list[str]:
    """`make serve` is the last line of `make run`, as a process under make."""
    return ["make", "--no-print-directory", "serve", f"PYTHON={sys.executable}", f"PORT={port}"]


def stop_one(process: subprocess.Popen[str], number: signal.Signals) -> None:
    os.kill(process.pid, number)


def stop_group(process: subprocess.Popen[str], number: signal.Signals) -> None:
    os.killpg(process.pid, number)


@pytest.mark.parametrize(
    ("command", "stop", "number"),
    [
        (serving, stop_one, signal.SIGINT),
        (serving, stop_one, signal.SIGHUP),
        (serving, stop_one, signal.SIGKILL),
        (made, stop_one, signal.SIGTERM),
        (made, stop_group, signal.SIGINT),  # what Ctrl-C in a terminal does
    ],
)
def test_whatever_stops_the_site_stops_all_of_it(
    environment: dict[str, str],
    port: int,
    command: Callable[[int], list[str]],
    stop: Callable[[subprocess.Popen[str], signal.Signals], None],
    number: signal.Signals,
) -> None:
    with running(command(port), environment) as process:
        read_until(process, f"http://127.0.0.1:{port}/")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=STARTS_WITHIN) as answer:
            assert answer.status == 200
        parts = descendants(process.pid)
        assert named(parts, "gunicorn")
        assert named(parts, "db_worker")

        stop(process, number)

        assert until(lambda: process.poll() is not None)
        assert until(lambda: not any(is_running(pid) for pid in parts))
        assert until(lambda: is_free(port))


def test_a_stop_that_was_asked_for_is_no_failure(environment: dict[str, str], port: int) -> None:
    with running(serving(port), environment) as process:
        read_until(process, "Ctrl-C stops it.")

        process.terminate()

        printed, _ = process.communicate(timeout=STOPS_WITHIN)
        assert process.returncode == 0
        assert printed.splitlines()[-1] == "Stopped."
        assert "Traceback" not in printed


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("gunicorn", "CommandError: The web server ended by itself (SIGKILL), so everything was stopped."),
        ("db_worker", "CommandError: The worker ended by itself (SIGKILL), so everything was stopped."),
    ],
)
def test_when_one_part_dies_the_other_is_stopped(
    environment: dict[str, str], port: int, word: str, sentence: str
) -> None:
    with running(serving(port), environment) as process:
        read_until(process, "Ctrl-C stops it.")
        parts = descendants(process.pid)

        os.kill(named(parts, word)[0], signal.SIGKILL)

        printed, _ = process.communicate(timeout=STOPS_WITHIN)
        assert process.returncode == 1
        assert sentence in printed.splitlines()
        assert until(lambda: not any(is_running(pid) for pid in parts))
        assert is_free(port)


def refusal(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        manage("serve", *arguments),
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_taken_port_is_refused_in_one_line(environment: dict[str, str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        refused = refusal(environment, f"--port={port}")

    assert refused.returncode == 1
    assert refused.stderr == (
        f"CommandError: Port {port} cannot be used (Address already in use)."
        " Choose another: make run PORT=8123\n"
    )
    assert refused.stdout == ""


def test_an_empty_database_is_refused_in_one_line(
    environment: dict[str, str], port: int, tmp_path: Path
) -> None:
    environment = {**environment, "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}

    refused = refusal(environment, f"--port={port}")

    assert refused.returncode == 1
    assert refused.stderr == (
        "CommandError: The database is not prepared for this code. First: manage.py migrate\n"
    )


def test_a_database_out_of_reach_is_refused_in_one_line(
    environment: dict[str, str], port: int, tmp_path: Path
) -> None:
    environment = {**environment, "DATABASE_URL": f"sqlite:///{tmp_path / 'no folder' / 'rows.sqlite3'}"}

    refused = refusal(environment, f"--port={port}")

    assert refused.returncode == 1
    assert refused.stderr == "CommandError: The database cannot be reached: unable to open database file\n"


def test_what_is_no_port_is_refused_without_a_trace(environment: dict[str, str]) -> None:
    refused = refusal(environment, "--port=eighty")

    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1].endswith(
        "argument --port: 'eighty' is not a port: give a number from 1 to 65535."
    )


@pytest.mark.parametrize("port", ["0", "65536", "-1", ""])
def test_only_a_port_is_taken_for_one(port: str) -> None:
    with pytest.raises(CommandError, match=f"argument --port: {port!r} is not a port"):
        call_command("serve", f"--port={port}")


def test_the_sign_ins_are_shown_where_the_demonstration_was_loaded(tmp_path: Path) -> None:
    (tmp_path / "demo-password").write_text("quiet-river-lamp\n")

    with override_settings(VAR_DIR=tmp_path, PRODUCTION=False):
        shown = greeting("http://127.0.0.1:8123")

    assert "all with the password quiet-river-lamp\n" in shown
    assert re.findall(r"\S+@demo\.invalid", shown) == [
        "secretariat@demo.invalid",
        "chair@demo.invalid",
        "member@demo.invalid",
        "clerk@demo.invalid",
        "councillor@demo.invalid",
    ]
    assert len(re.findall(r"^  [123]\. .*http://127\.0\.0\.1:8123/", shown, re.M)) == 3


@pytest.mark.parametrize(("production", "loaded"), [(True, True), (False, False)])
def test_no_sign_in_is_shown_in_production_or_before_the_demonstration(
    tmp_path: Path, production: bool, loaded: bool
) -> None:
    if loaded:
        (tmp_path / "demo-password").write_text("quiet-river-lamp\n")

    with override_settings(VAR_DIR=tmp_path, PRODUCTION=production):
        shown = greeting("http://127.0.0.1:8123")

    assert shown == "\nImprovement Board is at http://127.0.0.1:8123/\n\nCtrl-C stops it."
