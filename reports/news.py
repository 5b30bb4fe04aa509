"""What is new in a draft for a page that was drawn a while ago: two people see each other's saved words.

Every deed that changes a paragraph sets ``changed_at`` while it holds the lock of the report, so whatever is
committed later is also dated later, and a page that knows the newest date has missed nothing.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import FilteredRelation, Q

from boards.deeds.chain import digest
from reports.compose import NumberedParagraph, NumberedSection, numbered_sections, numbers_in
from reports.deeds.draft import Place, order_named
from reports.markdown import render_draft
from reports.models import Paragraph, Report, Section, Wording
from reports.references import Numbers, relabelled
from reports.typed import as_typed

NEVER: Final = datetime.datetime.min.replace(tzinfo=datetime.UTC)
News = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Now:
    """How a draft stands: its order, its headings, and when each paragraph in it was changed last."""

    order: str
    headings: str
    changed: dict[uuid.UUID, datetime.datetime]

    @property
    def at(self) -> str:
        """The token that a page gives back when it asks for news."""
        return f"{max(self.changed.values(), default=NEVER).isoformat()}~{self.headings}"

    def changed_since(self, token: str) -> set[uuid.UUID]:
        """The paragraphs changed since a page got ``token``; all of them when it is no token."""
        since = moment_in(token)
        return {key for key, at in self.changed.items() if at > since}

    def has_headings_of(self, token: str) -> bool:
        return token.split("~")[1:2] == [self.headings]


def now_in(report: Report) -> Now:
    """In one query, whatever the length."""
    standing = FilteredRelation("paragraphs", condition=Q(paragraphs__removed_at=None))
    rows = report.sections.alias(standing=standing).order_by(
        "position", "pk", "standing__position", "standing__pk"
    )
    told = list(rows.values_list("key", "standing__key", "standing__changed_at", "heading", "version"))
    return Now(
        order=order_named((section, key) for section, key, *_ in told),
        headings=headings_named((section, version) for section, *_, version in told),
        changed={key: at for _, key, at, *_ in told if key},
    )


def now_told(sections: Iterable[NumberedSection]) -> Now:
    """The same from rows that were read already."""
    told: list[tuple[Section, list[Paragraph | None]]] = [
        (section.row, [each.row for each in section.paragraphs]) for section in sections
    ]
    places: list[Place] = [
        (section.key, row.key if row else None) for section, rows in told for row in rows or [None]
    ]
    return Now(
        order=order_named(places),
        headings=headings_named((section.key, section.version) for section, _ in told),
        changed={row.key: row.changed_at for _, rows in told for row in rows if row},
    )


def headings_named(versions: Iterable[tuple[uuid.UUID, int]]) -> str:
    return digest(sorted({f"{key} {version}" for key, version in versions}))[:8]


def moment_in(token: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(token.partition("~")[0])
    except ValueError:
        return NEVER
    return moment if moment.tzinfo else NEVER


def news(report: Report, now: Now, keys: set[uuid.UUID], *, since: str, order: str) -> News:
    """What a page must be told that has ``since`` and ``order``: paragraphs ``keys``, headings, the order.

    The order comes as an outline, and only where it is another one; nothing new costs no query.
    """
    is_moved, has_headings = order != now.order, not now.has_headings_of(since)
    if not keys and not is_moved and not has_headings:
        return {"paragraphs": {}, "headings": {}}
    sections = numbered_sections(report)
    told: News = {
        "paragraphs": told_paragraphs(report, sections, keys),
        "headings": told_headings(sections) if has_headings else {},
    }
    return told | ({"outline": outline(sections)} if is_moved else {})


def outline(sections: Iterable[NumberedSection]) -> list[News]:
    """The order of the report with its numbers, for a page to follow."""
    return [
        {
            "key": str(section.row.key),
            "number": section.number,
            "heading": section.row.heading,
            "paragraphs": [
                {"key": str(each.row.key), "number": each.number, "version": each.row.version}
                for each in section.paragraphs
            ],
        }
        for section in sections
    ]


def told_headings(sections: Iterable[NumberedSection]) -> dict[str, News]:
    rows = [section.row for section in sections]
    return {str(row.key): {"heading": row.heading, "version": row.version} for row in rows}


def told_paragraphs(
    report: Report, sections: list[NumberedSection], keys: Iterable[uuid.UUID]
) -> dict[str, News]:
    wanted, numbers = set(keys), numbers_in(sections)
    rows = [each for section in sections for each in section.paragraphs if each.row.key in wanted]
    names = writers_of(report, wanted)
    return {str(each.row.key): told_paragraph(each, numbers, names) for each in rows}


def told_paragraph(each: NumberedParagraph, numbers: Numbers, names: dict[uuid.UUID, str]) -> News:
    typed = shown(each, numbers)
    return {
        "typed": typed,
        "html": render_draft(typed),
        "version": each.row.version,
        "by": names.get(each.row.key, ""),
        "highlight": each.row.is_highlight,
    }


def shown(each: NumberedParagraph, numbers: Numbers) -> str:
    """What stands in the box of a paragraph: as it was typed, with the numbers of now in its references."""
    return relabelled(as_typed(each.row.text, (bullet.text for bullet in each.bullets)), numbers)


def writers_of(report: Report, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Who left each paragraph as it is, where that is known."""
    known = Wording.objects.filter(paragraph__section__report=report, paragraph__key__in=list(keys))
    return dict(known.order_by("version").values_list("paragraph__key", "by__name"))
