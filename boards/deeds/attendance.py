"""Who was at a meeting: the members of that day first, then everybody else."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from boards.dates import full_time
from boards.deeds.locks import refuse_closed
from boards.deeds.record import Facts, claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import Attendance, Meeting, Membership, Role, User
from boards.modes import remote_is_present

How = Attendance.How
GUESTS = (How.IN_ATTENDANCE, How.IN_ATTENDANCE_REMOTE)
LABELS = {
    How.PRESENT: "Present",
    How.IN_ATTENDANCE_REMOTE: "Joined by link",
    How.APOLOGIES: "Apologies",
    How.ABSENT: "Absent",
    How.SUBSTITUTE: "Sent a substitute",
}
"""What a clerk can say of a member, in the order of the page."""

ONLY_APOLOGIES = "This meeting does not take place, so only apologies are kept."


@dataclass(frozen=True)
class Answer:
    """How one member stood to the meeting, and who came in their place.

    The times are those of whoever sat in the member's seat, in the council's time: only when they came after
    the start, or left before the end.
    """

    how: str
    substitute: str = ""
    arrived_at: datetime.time | None = None
    left_at: datetime.time | None = None

    @property
    def attended(self) -> bool:
        return self.how not in (How.APOLOGIES, How.ABSENT)


@deed
def record_attendance(
    *, by: User, meeting: Meeting, version: int, answers: Mapping[int, Answer], chair: int | None = None
) -> Meeting:
    """Record how members stood to the meeting, by the key of each person; those left out stay as they are.

    A member who sent a substitute gave apologies; the substitute has a row of their own that says for whom.
    ``chair`` is the key of the member from whose seat the meeting was chaired, by the member or by their
    substitute. Without it the chair stays as recorded; at first it is the chair of the body, if present.

    Raises:
        Refused: for somebody who was no member that day, an answer the mode of the meeting does not
            allow (rule 12), a substitute without a name, times that cannot be, a chair who was not present,
            somebody who declared an interest or voted and would no longer have been there, or a closed
            meeting. ``field`` is "how_", "substitute_", "arrived_" or "left_" with the key, or "chair".
        Stale: when somebody else saved in between.
    """
    members = {membership.user_id: membership for membership in meeting.members()}
    refuse_answers(meeting, members, answers)
    before = attendance_facts(meeting)
    fresh = claim(meeting, version)
    refuse_closed(meeting)
    for user_id, answer in answers.items():
        save_answer(meeting, members[user_id], answer)
    seat_the_chair(meeting, members, chair)
    after = attendance_facts(meeting)
    if after == before:
        unchanged()
        return meeting
    fresh.save(update_fields=["version"])
    record(
        by=by,
        deed="recorded the attendance of",
        about=fresh,
        before={"attendance": before},
        after={"attendance": after},
    )
    return fresh


@deed
def add_guest(
    *,
    by: User,
    meeting: Meeting,
    name: str,
    office: str = "",
    remote: bool = False,
    arrived_at: datetime.time | None = None,
    left_at: datetime.time | None = None,
) -> Attendance:
    """Record somebody who attended without being a member.

    Raises:
        Refused: without a name, for a name that stands among those in attendance already, times that cannot
            be, or a meeting that is closed or does not take place.
    """
    refuse_closed(meeting)
    if not meeting.takes_place:
        raise Refused(ONLY_APOLOGIES)
    guest = Attendance(meeting=meeting)
    save_guest(guest, name=name, office=office, remote=remote, arrived_at=arrived_at, left_at=left_at)
    record(by=by, deed="recorded in attendance", about=guest, after=facts(guest))
    return guest


@deed
def change_guest(
    *,
    by: User,
    guest: Attendance,
    version: int,
    name: str,
    office: str = "",
    remote: bool = False,
    arrived_at: datetime.time | None = None,
    left_at: datetime.time | None = None,
) -> Attendance:
    """Change what is recorded of somebody in attendance; ``version`` is the meeting's.

    Raises:
        Refused: as ``add_guest``, or for a member or a substitute.
        Stale: when the attendance changed in between.
    """
    refuse_member(guest)
    meeting = claim(guest.meeting, version)
    refuse_closed(meeting)
    fresh = Attendance.objects.select_for_update(no_key=True).get(pk=guest.pk)
    fresh.meeting, before = meeting, facts(fresh)
    save_guest(fresh, name=name, office=office, remote=remote, arrived_at=arrived_at, left_at=left_at)
    meeting.save(update_fields=["version"])
    record(by=by, deed="changed in attendance", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def remove_guest(*, by: User, guest: Attendance) -> None:
    """Take back a person in attendance who was recorded by mistake. The log keeps that they were.

    Raises:
        Refused: for a member or a substitute, who are changed in their own row; for somebody who declared an
            interest; when the meeting is closed.
    """
    refuse_member(guest)
    refuse_closed(guest.meeting)
    refuse_deeds_of(guest, attended=False, sits=False)
    record(by=by, deed="removed from attendance", about=guest, before=facts(guest))
    guest.delete()


def answers_allowed(meeting: Meeting) -> list[tuple[str, str]]:
    """What can be said of a member at this meeting, with its label.

    A member of a statutory body who joins by link is in attendance, not present (rule 12); a virtual meeting
    of such a body has nobody present. A meeting that does not take place takes apologies alone.
    """
    if not meeting.takes_place:
        return [(How.APOLOGIES.value, LABELS[How.APOLOGIES])]
    hows = [How.PRESENT, How.APOLOGIES, How.ABSENT, How.SUBSTITUTE]
    if meeting.mode != Meeting.Mode.IN_PERSON and not remote_is_present(meeting.body, meeting.date):
        hows.insert(1, How.IN_ATTENDANCE_REMOTE)
        if meeting.mode == Meeting.Mode.VIRTUAL:
            hows = [How.IN_ATTENDANCE_REMOTE, How.APOLOGIES, How.ABSENT]
    return [(how.value, LABELS[how]) for how in hows]


def attendance_facts(meeting: Meeting) -> list[Facts]:
    return [facts(row) for row in Attendance.objects.filter(meeting=meeting).order_by("pk")]


def save_answer(meeting: Meeting, membership: Membership, answer: Answer) -> None:
    """The member's own row, and that of the substitute they sent."""
    person, sent_one = membership.user, answer.how == How.SUBSTITUTE
    row = Attendance.objects.filter(meeting=meeting, user=person).first()
    row = row or Attendance(meeting=meeting, user=person)
    row.name, row.office = person.name, membership.office_and_organisation
    row.how = How.APOLOGIES if sent_one else answer.how
    row.arrived_at, row.left_at = (None, None) if sent_one else (answer.arrived_at, answer.left_at)
    row.in_the_chair = row.in_the_chair and row.sits
    refuse_deeds_of(row, attended=row.attended, sits=row.sits)
    row.save()
    save_substitute(row, answer)


def save_substitute(member: Attendance, answer: Answer) -> None:
    row = Attendance.objects.instead_of(member).first()
    if answer.how != How.SUBSTITUTE:
        if row is not None:
            refuse_deeds_of(row, attended=False, sits=False)
            row.delete()
        return
    row = row or Attendance(meeting=member.meeting, how=How.SUBSTITUTE)
    row.name, row.substitute_for, row.stands_for = answer.substitute.strip(), member.name, member
    row.arrived_at, row.left_at = answer.arrived_at, answer.left_at
    save_under_free_name(row, field=f"substitute_{member.user_id}")


def save_guest(
    guest: Attendance,
    *,
    name: str,
    office: str,
    remote: bool,
    arrived_at: datetime.time | None,
    left_at: datetime.time | None,
) -> None:
    guest.name, guest.office = name.strip(), office.strip()
    if not guest.name:
        raise Refused("Enter the name of the person in attendance.", field="name")
    refuse_times(guest.meeting, arrived_at, left_at)
    guest.how = How.IN_ATTENDANCE_REMOTE if remote else How.IN_ATTENDANCE
    guest.arrived_at, guest.left_at = arrived_at, left_at
    save_under_free_name(guest, field="name")


def save_under_free_name(row: Attendance, *, field: str) -> None:
    """Save somebody who is known by name alone; the database tells when the name stands there already."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(f"{row.name} is recorded for this meeting already.", field=field) from None


def seat_the_chair(meeting: Meeting, members: Mapping[int, Membership], chair: int | None) -> None:
    """Let one person be in the chair: whoever sat in the seat that was named, else the chair of the body."""
    presiding = Attendance.objects.filter(meeting=meeting, in_the_chair=True)
    if chair is None:
        chairs = [key for key, seat in members.items() if seat.role == Role.CHAIR]
        rows = Attendance.objects.filter(meeting=meeting, user__in=chairs, how=How.PRESENT)
        person = None if presiding.exists() else rows.first()
    else:
        person = who_sat(meeting, members, chair)
    if person is not None and not person.in_the_chair:
        presiding.update(in_the_chair=False)
        person.in_the_chair = True
        person.save(update_fields=["in_the_chair"])


def who_sat(meeting: Meeting, members: Mapping[int, Membership], user_id: int) -> Attendance:
    """The member, or their substitute, who was present in a seat; refuses an empty one."""
    if user_id not in members:
        raise Refused("Choose who was in the chair from the list.", field="chair")
    member = Attendance.objects.filter(meeting=meeting, user=user_id).first()
    sitting = member if member is None or member.sits else Attendance.objects.instead_of(member).first()
    if sitting is None:
        name = members[user_id].user.name
        raise Refused(f"{name} is not recorded as present, so was not in the chair.", field="chair")
    return sitting


def refuse_answers(
    meeting: Meeting, members: Mapping[int, Membership], answers: Mapping[int, Answer]
) -> None:
    allowed = {how for how, _ in answers_allowed(meeting)}
    for user_id, answer in answers.items():
        if user_id not in members:
            raise Refused("Somebody on this list was not a member on the day of the meeting.")
        name = members[user_id].user.name
        if answer.how not in allowed:
            why = "Choose how this member attended from the list." if meeting.takes_place else ONLY_APOLOGIES
            raise Refused(why, field=f"how_{user_id}")
        if answer.how == How.SUBSTITUTE and not answer.substitute.strip():
            raise Refused(f"Enter who came instead of {name}.", field=f"substitute_{user_id}")
        if not answer.attended and (answer.arrived_at or answer.left_at):
            field = f"arrived_{user_id}" if answer.arrived_at else f"left_{user_id}"
            raise Refused(
                f"{name} was not there: leave the times empty, or choose another answer.", field=field
            )
        refuse_times(meeting, answer.arrived_at, answer.left_at, key=f"_{user_id}")


def refuse_times(
    meeting: Meeting, arrived_at: datetime.time | None, left_at: datetime.time | None, *, key: str = ""
) -> None:
    """Times are given only for who came after the start or left before the end, so they lie after it."""
    arrived, left = (f"arrived{key}", f"left{key}") if key else ("arrived_at", "left_at")
    began = f"The meeting began at {full_time(meeting.starts_at)}"
    if arrived_at is not None and arrived_at <= meeting.starts_at:
        raise Refused(f"{began}: enter a later time of arrival, or leave it empty.", field=arrived)
    if left_at is not None and left_at <= meeting.starts_at:
        raise Refused(f"{began}: enter a later time of leaving, or leave it empty.", field=left)
    if arrived_at is not None and left_at is not None and left_at <= arrived_at:
        raise Refused("The time of leaving must be after the time of arrival.", field=left)


def refuse_deeds_of(row: Attendance, *, attended: bool, sits: bool) -> None:
    """Refuse to take somebody out of a meeting in which, by its own record, they did something."""
    if row.pk is None:
        return
    declared = None if attended else row.declarations.select_related("item").first()
    if declared is not None:
        what = f"declared an interest on item {declared.item.number}. Remove the declaration first"
        raise Refused(f"{row.name} {what}, or record them as attending.")
    voted = None if sits else row.votes.select_related("item").first()
    if voted is not None:
        raise Refused(f"{row.name} voted on item {voted.item.number}. Take the vote back first.")


def refuse_member(guest: Attendance) -> None:
    if guest.how not in GUESTS or guest.user_id is not None:
        raise Refused("Change this person among the members.")
