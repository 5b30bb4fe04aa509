"""Who was at a meeting: the members of that day first, then everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from boards.deeds.record import Facts, claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import Attendance, Meeting, Membership, User
from boards.modes import remote_is_present

How = Attendance.How
LABELS = {
    How.PRESENT: "Present",
    How.IN_ATTENDANCE_REMOTE: "Joined by link",
    How.APOLOGIES: "Apologies",
    How.ABSENT: "Absent",
    How.SUBSTITUTE: "Sent a substitute",
}
"""What a clerk can say of a member, in the order of the page."""


@dataclass(frozen=True)
class Answer:
    """How one member stood to the meeting, and who came in their place."""

    how: str
    substitute: str = ""


@deed
def record_attendance(*, by: User, meeting: Meeting, version: int, answers: Mapping[int, Answer]) -> Meeting:
    """Record how members stood to the meeting, by the key of each person; those left out stay as they are.

    A member who sent a substitute gave apologies; the substitute has a row of their own that says for whom.

    Raises:
        Refused: for somebody who was no member that day, an answer the mode of the meeting does not
            allow (rule 12), or a substitute without a name. ``field`` is "how_<key>" or "substitute_<key>".
        Stale: when somebody else saved in between.
    """
    members = {membership.user_id: membership for membership in meeting.members()}
    refuse_answers(meeting, members, answers)
    before = attendance_facts(meeting)
    fresh = claim(meeting, version)
    for user_id, answer in answers.items():
        save_answer(meeting, members[user_id], answer)
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
def add_guest(*, by: User, meeting: Meeting, name: str, office: str = "", remote: bool = False) -> Attendance:
    """Record somebody who attended without being a member.

    Raises:
        Refused: without a name, or for a name that stands among those in attendance already.
    """
    name = name.strip()
    if not name:
        raise Refused("Enter the name of the person in attendance.", field="name")
    try:
        with transaction.atomic():
            guest = Attendance.objects.create(
                meeting=meeting,
                name=name,
                office=office.strip(),
                how=How.IN_ATTENDANCE_REMOTE if remote else How.IN_ATTENDANCE,
            )
    except IntegrityError:
        raise Refused(f"{name} is recorded for this meeting already.", field="name") from None
    record(by=by, deed="recorded in attendance", about=guest, after=facts(guest))
    return guest


@deed
def remove_guest(*, by: User, guest: Attendance) -> None:
    """Take back a person in attendance who was recorded by mistake. The log keeps that they were.

    Raises:
        Refused: for a member or a substitute, who are changed in their own row.
    """
    if guest.how not in (How.IN_ATTENDANCE, How.IN_ATTENDANCE_REMOTE) or guest.user_id is not None:
        raise Refused("Change this person among the members.")
    record(by=by, deed="removed from attendance", about=guest, before=facts(guest))
    guest.delete()


def answers_allowed(meeting: Meeting) -> list[tuple[str, str]]:
    """What can be said of a member at this meeting, with its label.

    A member of a statutory body who joins by link is in attendance, not present (rule 12); a virtual meeting
    of such a body has nobody present.
    """
    hows = [How.PRESENT, How.APOLOGIES, How.ABSENT, How.SUBSTITUTE]
    if meeting.mode != Meeting.Mode.IN_PERSON and not remote_is_present(meeting.body, meeting.date):
        hows.insert(1, How.IN_ATTENDANCE_REMOTE)
        if meeting.mode == Meeting.Mode.VIRTUAL:
            hows = [How.IN_ATTENDANCE_REMOTE, How.APOLOGIES, How.ABSENT]
    return [(how.value, LABELS[how]) for how in hows]


def attendance_facts(meeting: Meeting) -> list[Facts]:
    return [facts(row) for row in Attendance.objects.filter(meeting=meeting).order_by("pk")]


def save_answer(meeting: Meeting, membership: Membership, answer: Answer) -> None:
    person = membership.user
    sent_one = answer.how == How.SUBSTITUTE
    Attendance.objects.update_or_create(
        meeting=meeting,
        user=person,
        defaults={
            "name": person.name,
            "office": membership.office_and_organisation,
            "how": How.APOLOGIES if sent_one else answer.how,
        },
    )
    substitutes = Attendance.objects.filter(
        meeting=meeting, user=None, how=How.SUBSTITUTE, substitute_for=person.name
    )
    if not sent_one:
        substitutes.delete()
    elif not substitutes.filter(name=answer.substitute.strip()).exists():
        substitutes.delete()
        save_substitute(meeting, person, answer.substitute.strip())


def save_substitute(meeting: Meeting, person: User, name: str) -> None:
    try:
        with transaction.atomic():
            Attendance.objects.create(
                meeting=meeting, name=name, how=How.SUBSTITUTE, substitute_for=person.name
            )
    except IntegrityError:
        raise Refused(
            f"{name} is recorded for this meeting already.", field=f"substitute_{person.pk}"
        ) from None


def refuse_answers(
    meeting: Meeting, members: Mapping[int, Membership], answers: Mapping[int, Answer]
) -> None:
    allowed = {how for how, _ in answers_allowed(meeting)}
    for user_id, answer in answers.items():
        if user_id not in members:
            raise Refused("Somebody on this list was not a member on the day of the meeting.")
        if answer.how not in allowed:
            raise Refused("Choose how this member attended from the list.", field=f"how_{user_id}")
        if answer.how == How.SUBSTITUTE and not answer.substitute.strip():
            raise Refused(
                f"Enter who came instead of {members[user_id].user.name}.", field=f"substitute_{user_id}"
            )
