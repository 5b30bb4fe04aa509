"""The PDF of what changed, and the author's reasons for changes."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from boards import clock
from boards.deeds.record import claim, deed, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports.changes_article import changes_html, changes_sha256
from reports.deeds.renditions import known_of, prepared_of
from reports.deeds.reports import NOT_YOURS
from reports.editions_before import edition_before
from reports.models import Edition, Paragraph, PreparedContent, Report
from reports.permissions import may_write
from reports.typed import tidy

LONGEST_REASON: Final = 500
LONGEST_TITLE: Final = 250


@deed
def prepare_changes(*, by: User | None, then: Edition, now: Edition) -> PreparedContent:
    """Write down what changed between two editions, for its PDF to be drawn from; once for all.

    Nobody asks for it: the worker does for each new edition, ``make_files`` for what is lacking.
    """
    kept = prepared_of(changes_sha256(then, now))
    if kept:
        unchanged()
        return kept
    prepared = PreparedContent.objects.create(
        content_sha256=changes_sha256(then, now),
        publication=now.publication,
        title=f"What changed: {now.title}"[:LONGEST_TITLE],
        footer=settings.SITE_URL.partition("://")[2] + changes_address(then, now),
        html=changes_html(then, now),
        asked_at=clock.now(),
    )
    record(by=by, deed="prepared what changed in", about=prepared, after=known_of(prepared))
    return prepared


def changes_address(then: Edition, now: Edition) -> str:
    """Where the pair is told; the edition before needs no name."""
    address = f"{now.publication.get_absolute_url()}{now.number}/changes/"
    if edition_before(now, Edition.objects.only("pk")) == then:
        return address
    return f"{address}?with={then.publication.slug}/{then.number}"


@deed
def give_reasons(*, by: User, report: Report, version: int, reasons: Mapping[UUID, str]) -> Report:
    """Say for readers why paragraphs differ from the edition before; an empty reason takes one back.

    A paragraph that is not named keeps the reason it has. They are frozen with the next edition.

    Raises:
        Refused: to anybody who does not write the report, for overlong text, and for a paragraph that is not
            in it.
        Stale: when the report was saved in another window in between.
    """
    told = {key: " ".join(tidy(text).split()) for key, text in reasons.items()}
    for key, text in told.items():
        if len(text) > LONGEST_REASON:
            raise Refused(f"Keep a reason to {LONGEST_REASON} characters.", field=f"reason-{key}")
    fresh = claim(report, version)
    if not may_write(by, fresh):
        raise Refused(NOT_YOURS)
    rows = {row.key: row for row in paragraphs_of(fresh).filter(key__in=told)}
    if rows.keys() != told.keys():
        raise Refused("A paragraph is no longer in this report. Open the page again.")
    keep_reasons(
        by, fresh, {rows[key]: text for key, text in told.items() if text != rows[key].change_reason}
    )
    return fresh


def keep_reasons(by: User, report: Report, reasons: Mapping[Paragraph, str]) -> None:
    if not reasons:
        unchanged()
        return
    before = {str(row.key): row.change_reason for row in reasons}
    for row, text in reasons.items():
        row.change_reason = text
        row.save(update_fields=["change_reason"])
    report.save(update_fields=["version"])
    after = {str(row.key): row.change_reason for row in reasons}
    record(by=by, deed="gave reasons for changes in", about=report, before=before, after=after)


@deed
def forget_reasons(*, by: User, report: Report) -> None:
    """Empty the reasons of the last edition, which has them for good, when its correction begins."""
    rows = paragraphs_of(report).exclude(change_reason="")
    before = {str(row.key): row.change_reason for row in rows}
    if not before:
        unchanged()
        return
    rows.update(change_reason="")
    record(by=by, deed="began without the reasons of", about=report, before=before, after={})


def paragraphs_of(report: Report) -> QuerySet[Paragraph]:
    return Paragraph.objects.filter(section__report=report)
