"""Notes that reviewers leave for the author: private to those who review or write the report."""

from django.db.models import QuerySet

from boards import clock
from boards.deeds.record import deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import Reader, User
from boards.permissions import Permission, may
from reports.models import Paragraph, Report, ReviewNote

LONGEST_NOTE = 5_000


@deed
def add_note(*, by: User, report: Report, text: str, paragraph: Paragraph | None = None) -> ReviewNote:
    """Say something to the author, about the report or about one paragraph of it.

    The very same note sent twice is kept once.

    Raises:
        Refused: for an empty or overlong note, a paragraph of another report, a report that is not in review,
            and for whoever may not review it.
    """
    if not may_review(by, report):
        raise Refused("Only a reviewer who did not write this report may leave notes on it.")
    if report.state != Report.State.IN_REVIEW:
        raise Refused(
            f"This report is {report.get_state_display().lower()}. Notes are left while it is in review."
        )
    again = open_notes(report).filter(by=by, paragraph=paragraph, text=text.strip()).first()
    if again:
        unchanged()
        return again
    note = write_note(by=by, report=report, text=text, paragraph=paragraph)
    record(by=by, deed="left a note on", about=report, after=facts(note))
    return note


def write_note(*, by: User, report: Report, text: str, paragraph: Paragraph | None = None) -> ReviewNote:
    """The row of a note; the deed that calls this logs it."""
    text = text.strip()
    if not text:
        raise Refused("Write what should change.", field="text")
    if len(text) > LONGEST_NOTE:
        raise Refused(f"Keep a note to {LONGEST_NOTE:,} characters.", field="text")
    if paragraph and paragraph.section.report_id != report.pk:
        raise Refused("That paragraph is not in this report.", field="paragraph")
    return ReviewNote.objects.create(report=report, paragraph=paragraph, by=by, text=text)


@deed
def settle_note(*, by: User, note: ReviewNote) -> ReviewNote:
    """Put a note aside as dealt with: the author when it is done, or the reviewer who wrote it.

    Settling it again changes nothing.
    """
    if by.pk not in (note.report.author_id, note.by_id):
        raise Refused("A note is settled by the author of the report or by whoever left it.")
    if note.settled_at:
        unchanged()
        return note
    before = facts(note)
    note.settled_at = clock.now()
    note.save(update_fields=["settled_at"])
    record(by=by, deed="settled a note on", about=note.report, before=before, after=facts(note))
    return note


def open_notes(report: Report) -> QuerySet[ReviewNote]:
    return report.notes.filter(settled_at=None)


def notes_for(reader: Reader, report: Report) -> QuerySet[ReviewNote]:
    """The notes this reader may see: all of them for the author and the body's reviewers, else none."""
    if reader.pk == report.author_id or may(reader, Permission.REVIEW_REPORTS, report.body):
        return report.notes.select_related("by", "paragraph__section")
    return report.notes.none()


def may_review(user: Reader, report: Report) -> bool:
    return not report.is_written_by(user) and may(user, Permission.REVIEW_REPORTS, report.body)
