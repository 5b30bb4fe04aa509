"""The log's way into a report: bullets tied to the entries that they tell."""

import datetime
import uuid
from collections.abc import Collection, Sequence
from typing import Final

from boards.deeds.record import deed, record
from boards.deeds.refusals import Refused
from boards.models import User
from reports.deeds.draft import lock_draft, section_of
from reports.deeds.order import put_in_order, standing_in
from reports.deeds.wordings import text_of, write_texts
from reports.joined_bullets import joined, standing_bullets
from reports.models import Activity, Bullet, Paragraph, Report, Section, ToldActivity, Wording
from reports.since_last_report import (
    INTRODUCTION,
    LoggedBullet,
    activities_to_insert,
    end_of_period,
    left_behind,
)
from reports.typed import Typed

ALL_TOLD: Final = "Everything in your activity log since the last report is in this report already."
NONE_CHOSEN: Final = "Nothing is ticked. Tick what this report is to tell."
NOT_YOUR_LOG: Final = "Only the author of this report can tell what is in the author’s activity log."


@deed
def insert_activities(
    *,
    by: User,
    report: Report,
    into: uuid.UUID,
    order: str | None = None,
    until: datetime.date | None = None,
    only: Collection[int] | None = None,
) -> int:
    """Write what was logged since the last report as bullets tied to their entries; return how many bullets.

    They join the paragraph that tells such activities already, where a bullet that nobody edited is told anew
    with what joins it, or else come last in the section ``into``.
    ``until`` is a London date, by default the end of the report's period, which it moves when it is later.
    ``only`` names the entries to tell, among them those left behind by the report before; the others go on
    being offered. Without it everything of the period is told.

    Raises:
        Refused: when every activity with a sentence is in the report already, when none is chosen, and to
            anybody but the author: a log is its writer's alone.
    """
    locked = lock_draft(by, report, order)
    if locked.author_id != by.pk:
        raise Refused(NOT_YOUR_LOG)
    until = until or end_of_period(locked)
    entries = chosen_entries(locked, until, only)
    paragraph = telling_paragraph(report) or room_at_the_end(section_of(report, into))
    before, standing = text_of(paragraph), standing_bullets(paragraph)
    bullets = joined(standing, entries)
    write_bullets(paragraph, bullets, by=by, report=locked)
    locked.period_to = max(filter(None, (locked.period_to, until)))
    locked.save(update_fields=["period_to"])
    record(
        by=by,
        deed="inserted logged activities into",
        about=report,
        before={str(paragraph.key): before},
        after={
            str(paragraph.key): text_of(paragraph),
            "activities": [entry.pk for entry in entries],
        },
    )
    return sum(bullet not in standing for bullet in bullets)


def chosen_entries(report: Report, until: datetime.date, only: Collection[int] | None) -> list[Activity]:
    of_period = activities_to_insert(report, until)
    offered = of_period if only is None else [*of_period, *left_behind(report)]
    sayable = [each for each in offered if each.sentence.strip()]
    if not sayable:
        raise Refused(ALL_TOLD)
    chosen = [each for each in sayable if only is None or each.pk in only]
    if not chosen:
        raise Refused(NONE_CHOSEN)
    return chosen


def telling_paragraph(report: Report) -> Paragraph | None:
    """The paragraph that tells logged activities already."""
    tied = Paragraph.objects.filter(section__report=report, removed_at=None, bullets__told__isnull=False)
    return tied.order_by("-section__position", "-position").select_related("section").first()


def room_at_the_end(section: Section) -> Paragraph:
    """The section's last paragraph while it is empty, or a new one behind it."""
    standing = standing_in(section)
    if standing and not text_of(standing[-1]):
        return standing[-1]
    paragraph = Paragraph(section=section, version=0)
    put_in_order(section, [*standing, paragraph])
    return paragraph


def write_bullets(paragraph: Paragraph, bullets: Sequence[LoggedBullet], *, by: User, report: Report) -> None:
    old = list(paragraph.bullets.all())
    typed = Typed(paragraph.text or INTRODUCTION, tuple(bullet.text for bullet in bullets))
    write_texts([(paragraph, typed)], old, by=by, report=report, how=Wording.How.INSERTED)
    rows = Bullet.objects.filter(paragraph=paragraph)
    ToldActivity.objects.filter(bullet__in=rows).delete()
    ToldActivity.objects.bulk_create(
        ToldActivity(bullet=row, activity=activity)
        for row, bullet in zip(rows, bullets, strict=True)
        for activity in bullet.activities
    )
