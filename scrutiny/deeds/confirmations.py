"""Confirming minutes: a later meeting agrees them as a correct record, and who is in its chair signs them.

Until then they are draft minutes (domain rule 14). The published text is frozen and never says so itself: the
pages show beside it how it stands.
"""

from boards import clock
from boards.dates import full_date
from boards.deeds.record import claim, deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Meeting, User
from scrutiny.models import Confirmation, Minutes


@deed
def confirm_minutes(
    *, by: User, minutes: Minutes, version: int, meeting: Meeting, signed_by: str
) -> Confirmation:
    """Record that ``meeting`` confirmed the minutes, and who was in its chair and signed them.

    Raises:
        Refused: for minutes that are not published or confirmed already; without who signed; for a meeting of
            another body, the minuted one or an earlier one, one that does not take place, or one to come.
        Stale: when somebody else changed the minutes in between.
    """
    signed_by = signed_by.strip()
    fresh = claim(minutes, version)
    refuse_unconfirmable(fresh)
    refuse_meeting(minutes.meeting, meeting)
    if not signed_by:
        raise Refused("Enter who was in the chair and signed the minutes.", field="signed_by")
    confirmation = Confirmation.objects.create(
        minutes=fresh, meeting=meeting, signed_by=signed_by, recorded_at=clock.now(), recorded_by=by
    )
    fresh.save(update_fields=["version"])
    record(by=by, deed="confirmed the minutes of", about=minutes.meeting, after=facts(confirmation))
    return confirmation


@deed
def take_back_confirmation(*, by: User, minutes: Minutes, version: int, reason: str) -> Minutes:
    """Take back a confirmation that was recorded by mistake; readers see draft minutes again.

    Raises:
        Refused: without a reason, or when the minutes are not confirmed.
        Stale: when somebody else changed the minutes in between.
    """
    reason = reason.strip()
    fresh = claim(minutes, version)
    confirmation = Confirmation.objects.filter(minutes=fresh).first()
    if confirmation is None:
        raise Refused("These minutes are not confirmed.")
    if not reason:
        raise Refused("Say why the confirmation is taken back.", field="reason")
    fresh.save(update_fields=["version"])
    record(
        by=by,
        deed="took back the confirmation of the minutes of",
        about=minutes.meeting,
        before=facts(confirmation),
        reason=reason,
    )
    confirmation.delete()
    return fresh


def refuse_confirmed(minutes: Minutes) -> None:
    """Refuse to open minutes that a meeting agreed as correct. Call it in a deed."""
    confirmation = Confirmation.objects.filter(minutes=minutes).select_related("meeting").first()
    if confirmation is not None:
        raise Refused(
            f"The meeting of {full_date(confirmation.meeting.date)} confirmed these minutes, so only the "
            "decision of a later meeting corrects them."
        )


def refuse_unconfirmable(minutes: Minutes) -> None:
    if minutes.state != Minutes.State.PUBLISHED:
        raise Refused("Only published minutes are confirmed. Publish them as draft minutes first.")
    if Confirmation.objects.filter(minutes=minutes).exists():
        raise Refused("These minutes are confirmed already.")


def refuse_meeting(minuted: Meeting, meeting: Meeting) -> None:
    """Only a later meeting of the same body, held by now, can agree the record of an earlier one."""
    day = full_date(meeting.date)
    sentence = ""
    if meeting.body_id != minuted.body_id:
        sentence = "Minutes are confirmed by the body that met: choose one of its own meetings."
    elif meeting.date <= minuted.date:
        sentence = f"Minutes are confirmed by a later meeting: {day} is not after {full_date(minuted.date)}."
    elif not meeting.takes_place:
        sentence = f"The meeting of {day} did not take place, so it confirmed nothing."
    elif meeting.date > clock.today():
        sentence = f"The meeting of {day} has not been held yet."
    if sentence:
        raise Refused(sentence, field="meeting")
