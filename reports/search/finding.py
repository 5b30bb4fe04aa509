"""Asking the index: the same question and the same answer on both engines."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.urls import reverse

from boards.sent_values import read_number
from reports.models import Publication
from reports.search import postgresql, sqlite
from reports.search.words import MARK_END, MARK_START, Term, terms_of


@dataclass(frozen=True, slots=True)
class Hit:
    """One paragraph, or a paper as a whole when ``anchor`` and ``number`` are empty.

    ``heading`` and ``excerpt`` are plain text in which found words stand between ``words.MARK_START`` and
    ``words.MARK_END``: the template filter ``marked`` escapes them.
    """

    key: str
    kind: str
    slug: str
    anchor: str
    number: str
    title: str
    heading: str
    body_name: str
    date: date
    excerpt: str
    minutes_of: tuple[str, str] | None
    """For minutes: the body's slug and the day of the meeting, which make their address."""

    @property
    def is_minutes(self) -> bool:
        return self.kind == Publication.Kind.MINUTES

    @property
    def url(self) -> str:
        if self.is_minutes and self.minutes_of:
            page = reverse("scrutiny:minutes", args=self.minutes_of)
        else:
            page = reverse("scrutiny:paper", args=[self.slug])
        return f"{page}#{self.anchor}" if self.anchor else page


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results, best first; ``more`` is the key with which the next page is asked for."""

    hits: tuple[Hit, ...] = ()
    more: str = ""


def search(
    words: str, *, body_slug: str = "", kind: str = "", before: str | None = None, limit: int = 20
) -> Found:
    """Public paragraphs and papers in which every word is found, in any form. One query; never raises.

    A word in quotation marks stands as it is typed. ``before`` is ``Found.more`` of the page before.
    """
    terms = terms_of(words)
    if not terms:
        return Found()
    rows = _rows(terms, body_slug, kind, before or "", limit + 1)
    hits = tuple(_hit(row) for row in rows[:limit])
    return Found(hits, hits[-1].key if len(rows) > limit else "")


def _rows(terms: list[Term], body_slug: str, kind: str, before: str, limit: int) -> list[dict[str, Any]]:
    engine = postgresql if connection.vendor == "postgresql" else sqlite
    score, entry = _read_key(before)
    values = {
        "query": engine.query_of(terms),
        "body": body_slug.replace("\0", ""),
        "kind": kind.replace("\0", ""),
        "score": score,
        "entry": entry,
        "limit": limit,
        "start": MARK_START,
        "end": MARK_END,
        "marks": f"StartSel={MARK_START}, StopSel={MARK_END}",
    }
    with connection.cursor() as cursor:
        cursor.execute(engine.SEARCH, values)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _read_key(key: str) -> tuple[float | None, int]:
    """The score and number of the last result shown. A key that we did not write asks for the first page."""
    score, _, last = key.partition("_")
    entry = read_number(last)
    if entry is None:
        return None, 0
    try:
        return float.fromhex(score), entry
    except (ValueError, OverflowError):
        return None, 0


def _hit(row: dict[str, Any]) -> Hit:
    met = row["met_on"]
    return Hit(
        key=f"{float(row['score']).hex()}_{row['id']}",
        kind=row["kind"],
        slug=row["slug"],
        anchor=row["anchor"],
        number=row["number"],
        title=row["title"],
        heading=row["heading"],
        body_name=row["body_name"],
        date=_day(row["date"]),
        excerpt=row["excerpt"],
        minutes_of=(row["body_slug"], _day(met).isoformat()) if met else None,
    )


def _day(value: date | str) -> date:
    """SQLite keeps days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
