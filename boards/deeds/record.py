"""What every deed has in common: one transaction, a named actor, and an entry in the log."""

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import models, transaction

from boards import clock
from boards.deeds.chain import as_kept, digest, move_head, take_head
from boards.deeds.refusals import Stale
from boards.models import LogEntry, User, Versioned

Facts = dict[str, Any]
Deed = TypeVar("Deed", bound=Callable[..., Any])
Row = TypeVar("Row", bound=Versioned)

LOG = "log"
PRIVATE_FIELDS = {"password", "token_sha256"}
DEEDS: dict[str, Callable[..., Any]] = {}

_written: ContextVar[int] = ContextVar("entries written by the running deed", default=0)


def deed(function: Deed) -> Deed:
    """Make ``function`` a deed: atomic, called by keyword only, done ``by`` somebody, and in the log.

    A deed that neither wrote an entry nor said ``unchanged()`` is a mistake and is undone.
    """
    parameters = inspect.signature(function).parameters.values()
    if "by" not in {each.name for each in parameters} or any(
        each.kind is not each.KEYWORD_ONLY for each in parameters
    ):
        raise TypeError(f"{function.__name__} is a deed: keyword-only arguments, and one of them 'by'")

    @functools.wraps(function)
    def done(**given: Any) -> Any:
        before = _written.get()
        with transaction.atomic():
            result = function(**given)
            if _written.get() == before:
                raise RuntimeError(f"The deed {function.__name__} left no entry in the log")
        return result

    DEEDS[f"{function.__module__}.{function.__name__}"] = done
    return done  # type: ignore[return-value]


def unchanged() -> None:
    """Say that the running deed found everything as it was asked to be, and so has nothing to log."""
    _written.set(_written.get() + 1)


def facts(row: models.Model) -> Facts:
    """The row as the log keeps it: every column but secrets."""
    return {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in PRIVATE_FIELDS
    }


def record(
    *,
    by: User | None,
    deed: str,
    about: models.Model,
    before: Facts | None = None,
    after: Facts | None = None,
    reason: str = "",
) -> LogEntry:
    """Write the log entry of a deed, in the deed's own transaction.

    ``by`` is None for what the service does by itself (the worker). ``deed`` is a verb in the past:
    "planned", "published the agenda of". The time is kept in UTC;
    where an earlier moment is told (``boards.clock.at``) it is that moment, and the reason says so.
    """
    head = take_head(LOG)
    entry = LogEntry(
        sequence=head.sequence + 1,
        at=clock.now(),
        actor_id="" if by is None else str(by.pk),
        actor="Improvement Board" if by is None else by.name,
        deed=deed,
        noun=about._meta.label,
        noun_id=str(about.pk),
        name=str(about)[:300],
        before=as_kept(before),
        after=as_kept(after),
        reason=clock.with_reason(reason),
        previous_hash=head.hash,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    move_head(head, entry.hash)
    _written.set(_written.get() + 1)
    return entry


def entry_hash(entry: LogEntry) -> str:
    """SHA-256 over everything the entry says and the hash of the entry before it."""
    told = facts(entry)
    del told["id"], told["hash"]
    return digest({**told, "at": entry.at.isoformat()})


def claim(row: Row, version: int) -> Row:
    """Lock ``row`` for a change drawn from ``version`` and raise its version; call inside a deed.

    Returns the row as it is now; save it with ``update_fields`` that include ``version``.

    Raises:
        Stale: when somebody else saved in between.
    """
    fresh = type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)
    if fresh.version != version:
        raise Stale(str(fresh._meta.verbose_name))
    fresh.version += 1
    return fresh
