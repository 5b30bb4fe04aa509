"""How the tests of the desk's pages sign people in, read a page and post to it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from boards.models import LogEntry, User

Posted = dict[str, str]


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(response: object) -> str:
    """What the page says, without its markup and with single spaces."""
    content: bytes = response.content  # type: ignore[attr-defined]
    return " ".join(strip_tags(content.decode().replace("<", " <")).replace("&#x27;", "'").split())


def day(name: str, value: datetime.date | str) -> Posted:
    """A date as its three boxes are posted."""
    date = datetime.date.fromisoformat(value) if isinstance(value, str) else value
    return {f"{name}_day": str(date.day), f"{name}_month": str(date.month), f"{name}_year": str(date.year)}


def deeds_done() -> list[tuple[str, str]]:
    """Who did what, in order, as the log has it."""
    return list(LogEntry.objects.values_list("actor", "deed"))


@dataclass
class Told:
    """One entry of the log; no facts before, or none after, are an empty dictionary."""

    actor: str
    deed: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


def only_entry() -> Told:
    """The one entry that the log has."""
    entry = LogEntry.objects.get()
    return Told(entry.actor, entry.deed, entry.before or {}, entry.after or {}, entry.reason)


def codes(address: str, *people: User, method: str = "get") -> list[int]:
    """The status each person gets for an address."""
    return [getattr(browser(person), method)(address).status_code for person in people]


def queries_of(client: Client, address: str) -> int:
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
