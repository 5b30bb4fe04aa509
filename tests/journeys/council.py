"""The product as a council runs it: database, files, web server and worker, away from everybody else's."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql

PROJECT = Path(__file__).resolve().parent.parent.parent
PREPARATIONS = (
    ("migrate", "--noinput", "--verbosity", "0"),
    ("createcachetable", "--verbosity", "0"),
    ("collectstatic", "--noinput", "--verbosity", "0"),
    ("demo",),
)
START_PATIENCE = 30.0  # seconds until the web server must answer
STOP_PATIENCE = 20.0  # seconds until everything must have stopped
MAIL_PATIENCE = 20.0  # seconds the worker may take to send a message
TICK = 0.1
UNFORESEEN = re.compile(r"\S+ \S+ (ERROR|CRITICAL) |Traceback|\w+(Error|Exception): ")
OURS_TO_SET = {"ALLOWED_HOSTS", "DEBUG", "PRODUCTION", "SECRET_KEY", "WEB_CONCURRENCY"}


class Council:
    """One council, served on a free port from ``start`` to ``stop``; everything it keeps is in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{free_port()}"
        self.log = folder / "serve.log"
        self.database = database_for(folder)
        self.server: subprocess.Popen[bytes] | None = None
        self.log_read = 0

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in OURS_TO_SET}
        return inherited | {
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "improvement_board.settings",
            "EMAIL_URL": f"file://{self.folder / 'mail'}",
            "MEDIA_ROOT": str(self.folder / "media"),
            "PORT": self.url.rsplit(":", 1)[1],
            "SITE_URL": self.url,
            "STATIC_ROOT": str(self.folder / "static"),
            "VAR_DIR": str(self.folder / "var"),
        }

    def start(self) -> None:
        """Prepare and serve as ``make run`` does; return when the pages answer."""
        create_database(self.database)
        for command in PREPARATIONS:
            self.manage(*command)
        with self.log.open("wb") as log:
            self.server = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait_until_healthy(self.server)

    def stop(self) -> None:
        """Stop as Ctrl-C does, and make sure of it."""
        if self.server is not None:
            self.server.send_signal(signal.SIGINT)
            try:
                self.server.wait(STOP_PATIENCE)
            finally:
                self.server.kill()
                self.server.wait()
        drop_database(self.database)

    def manage(self, *command: str) -> str:
        """Run a management command in the council's environment and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=PROJECT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"manage.py {' '.join(command)} failed:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    @property
    def password(self) -> str:
        """The one password of the demonstration sign-ins."""
        return (self.folder / "var" / "demo-password").read_text().strip()

    def letter_to(self, address: str) -> str:
        """The newest message that the worker has sent to ``address``, waiting for it if need be."""
        deadline = time.monotonic() + MAIL_PATIENCE
        while time.monotonic() < deadline:
            letters = sorted((self.folder / "mail").glob("*"), key=lambda letter: letter.stat().st_mtime)
            for letter in reversed(letters):
                text = letter.read_text()
                if f"To: {address}\n" in text:
                    return text
            time.sleep(TICK)
        raise AssertionError(
            f"No message to {address} was sent in {MAIL_PATIENCE:.0f} seconds.\n{self.last_lines()}"
        )

    def new_troubles(self) -> list[str]:
        """Lines of the log since the last call that tell of an error nobody foresaw."""
        with self.log.open("rb") as log:
            log.seek(self.log_read)
            lines = log.read().decode(errors="replace").splitlines()
            self.log_read = log.tell()
        return [line for line in lines if UNFORESEEN.match(line)]

    def wait_until_healthy(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_PATIENCE
        while time.monotonic() < deadline and server.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/health/", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(TICK)
        raise AssertionError(f"The service does not answer.\n{self.last_lines()}")

    def last_lines(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-40:])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def database_for(folder: Path) -> str:
    """The address of a database nobody else uses, on the server the tests run on when that is PostgreSQL."""
    parts = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not is_postgresql(parts.geturl()):
        return f"sqlite:///{folder / 'council.sqlite3'}"
    return urlunsplit(parts._replace(path=f"/journeys_{uuid4().hex[:12]}"))


def is_postgresql(database: str) -> bool:
    return database.startswith(("postgres://", "postgresql://"))


def create_database(database: str) -> None:
    if is_postgresql(database):
        on_server(database, "CREATE DATABASE {}")


def drop_database(database: str) -> None:
    if is_postgresql(database):
        on_server(database, "DROP DATABASE IF EXISTS {} WITH (FORCE)")


def on_server(database: str, statement: str) -> None:
    """Run a statement about the database itself, on the server it is on."""
    parts = urlsplit(database)
    everyones = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(everyones, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(parts.path.strip("/"))))
