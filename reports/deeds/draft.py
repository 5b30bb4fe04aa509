"""A draft under change: locked, so that writers take turns, and its parts found by their keys.

``order`` says which order of sections and paragraphs a person was looking at, so that a step sent twice, or
from a window left behind, is not taken on something else.
"""

import uuid
from collections.abc import Iterable

from django.db.models import FilteredRelation, Q

from boards.deeds.chain import digest
from boards.deeds.refusals import Refused
from boards.models import User
from reports.deeds.reports import NOT_YOURS
from reports.models import Paragraph, Report, Section
from reports.permissions import may_write

BEHIND = (
    "What you typed is saved, but the paragraphs were moved in another window, so nothing else was done. "
    "Look at the order as it is now and try again."
)
Place = tuple[uuid.UUID, uuid.UUID | None]
"""The key of a section, and of one paragraph standing in it if there is any."""


def lock_draft(by: User, report: Report, order: str | None = None) -> Report:
    """The report as it is now, locked until the deed is over.

    Raises:
        Refused: to whoever may not write it, when it is no draft, and when its order is not ``order``.
    """
    locked = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if not may_write(by, locked):
        raise Refused(NOT_YOURS)
    if order is not None and order != order_of(locked):
        raise Refused(BEHIND)
    return locked


def order_of(report: Report) -> str:
    """A short name for the present order of sections and paragraphs, in one query."""
    standing = FilteredRelation("paragraphs", condition=Q(paragraphs__removed_at=None))
    rows = report.sections.alias(standing=standing).order_by(
        "position", "pk", "standing__position", "standing__pk"
    )
    return order_named(rows.values_list("key", "standing__key"))


def order_named(places: Iterable[Place]) -> str:
    """The name of an order of ``places``."""
    return digest([list(map(str, place)) for place in places])[:16]


def paragraph_of(report: Report, key: uuid.UUID) -> Paragraph:
    found = Paragraph.objects.filter(section__report=report, key=key).select_related("section").first()
    if found is None:
        raise Refused("This paragraph is not in the report any more.")
    return found


def section_of(report: Report, key: uuid.UUID) -> Section:
    found = report.sections.filter(key=key).first()
    if found is None:
        raise Refused("This section is not in the report any more.")
    return found


def last_section(report: Report) -> Section:
    section = report.sections.last()
    if section is None:
        raise Refused("This report has no sections. Add one first.")
    return section
