"""Notes on a report: what reviewers say to its writers, and its writers to themselves and each other.

Private to those who write the report and those who review it.
"""

from django.db.models import QuerySet

from boards import clock
from boards.deeds.record import deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import Reader, User
from boards.permissions import Permission, may
from reports.models import NoteAnswer, Paragraph, Report, ReviewNote
from reports.permissions import may_write

LONGEST_NOTE = 5_000


@deed
def add_note(*, by: User, report: Report, text: str, paragraph: Paragraph | None = None) -> ReviewNote:
    """Say something about the report or about one paragraph of it: reviewers in review, writers in draft.

    The very same note sent twice is kept once.

    Raises:
        Refused: for an empty or overlong note, a paragraph that does not stand in the report, and for whoever
            may not leave a note, or not now.
    """
    refuse_note(by, report)
    again = open_notes(report).filter(by=by, paragraph=paragraph, text=text.strip()).first()
    if again:
        unchanged()
        return again
    note = write_note(by=by, report=report, text=text, paragraph=paragraph)
    record(by=by, deed="left a note on", about=report, after=facts(note))
    return note


def refuse_note(by: User, report: Report) -> None:
    if may_note(by, report):
        return
    state = report.get_state_display().lower()
    if may_review(by, report):
        raise Refused(f"This report is {state}. Notes are left while it is in review.")
    if report.is_written_by(by):
        raise Refused(f"This report is {state}. Those who write it leave notes while it is a draft.")
    raise Refused("Only those who write this report and its reviewers may leave notes on it.")


def may_note(user: Reader, report: Report) -> bool:
    """Whether this person may leave a note now: its reviewers in review, its writers while they write."""
    if report.state == Report.State.IN_REVIEW:
        return may_review(user, report)
    return may_write(user, report)


def write_note(*, by: User, report: Report, text: str, paragraph: Paragraph | None = None) -> ReviewNote:
    """The row of a note; the deed that calls this logs it."""
    text = text.strip()
    if not text:
        raise Refused("Write what there is to say.", field="text")
    if len(text) > LONGEST_NOTE:
        raise Refused(f"Keep a note to {LONGEST_NOTE:,} characters.", field="text")
    if paragraph and not stands_in(report, paragraph):
        raise Refused("That paragraph is not in this report now.", field="paragraph")
    return ReviewNote.objects.create(report=report, paragraph=paragraph, by=by, text=text)


def stands_in(report: Report, paragraph: Paragraph) -> bool:
    """Nobody looks for a note on a paragraph that was removed, or joined to another, meanwhile."""
    return Paragraph.objects.filter(pk=paragraph.pk, section__report=report, removed_at=None).exists()


@deed
def answer_note(*, by: User, note: ReviewNote, text: str) -> NoteAnswer:
    """Reply to a note, for everybody who reads it. The very same answer sent twice is kept once.

    Raises:
        Refused: for whoever may not read the note, an empty or overlong answer, a note that is settled, and
            once the report is published or withdrawn.
    """
    text, report = text.strip(), note.report
    if not notes_for(by, report).filter(pk=note.pk).exists():
        raise Refused("Only those who write this report and its reviewers may answer its notes.")
    if note.settled_at or report.state in (Report.State.PUBLISHED, Report.State.WITHDRAWN):
        raise Refused("This note is settled. Leave another one.", field="text")
    if not text:
        raise Refused("Write your answer.", field="text")
    if len(text) > LONGEST_NOTE:
        raise Refused(f"Keep an answer to {LONGEST_NOTE:,} characters.", field="text")
    last = note.answers.last()
    if last and (last.by_id, last.text) == (by.pk, text):
        unchanged()
        return last
    answer = NoteAnswer.objects.create(note=note, by=by, text=text)
    record(by=by, deed="answered a note on", about=report, after=facts(answer))
    return answer


@deed
def settle_note(*, by: User, note: ReviewNote) -> ReviewNote:
    """Put a note aside as dealt with: who writes the report when it is done, or the reviewer who left it.

    Settling it again changes nothing.
    """
    if by.pk != note.by_id and not note.report.is_written_by(by):
        raise Refused("A note is settled by those who write the report or by whoever left it.")
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


def notes_of_reviewers(report: Report) -> QuerySet[ReviewNote]:
    """The open notes that its writers did not leave themselves."""
    writers = report.co_writers.now().values("user")
    return open_notes(report).exclude(by=report.author_id).exclude(by__in=writers)


def notes_for(reader: Reader, report: Report) -> QuerySet[ReviewNote]:
    """The notes this reader may see: all of them for its writers and the body's reviewers, else none."""
    if may_read_notes(reader, report):
        return report.notes.select_related("by", "paragraph__section").prefetch_related("answers__by")
    return report.notes.none()


def may_read_notes(reader: Reader, report: Report) -> bool:
    return report.is_written_by(reader) or may(reader, Permission.REVIEW_REPORTS, report.body)


def may_review(user: Reader, report: Report) -> bool:
    """Whether this person reviews for the body and had no hand in the report's words, now or before."""
    return may(user, Permission.REVIEW_REPORTS, report.body) and not report.was_written_by(user)
