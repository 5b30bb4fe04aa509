"""Meetings that the chair attended, as the attendance of the meeting says."""

import datetime

from boards.dates import full_date
from boards.models import Attendance, Meeting, User
from boards.permissions import Permission, bodies_where
from reports.models import Activity
from reports.suggestions.suggestion import Suggestion, SuggestionKind


class MeetingsAttended(SuggestionKind):
    """Meetings of the bodies that ``user`` chairs. Whoever only looked in from elsewhere logs by hand."""

    name = "meeting"

    def found(self, user: User, since: datetime.date, today: datetime.date) -> list[Suggestion]:
        there = (
            Attendance.objects.attending()
            .filter(
                user=user,
                meeting__in=Meeting.objects.taking_place().filter(date__gte=since, date__lte=today),
                meeting__body__in=bodies_where(user, Permission.LOG_ACTIVITY),
            )
            .select_related("meeting__body")
            .prefetch_related("meeting__body__names")
        )
        return [self.suggestion(row) for row in there]

    def suggestion(self, there: Attendance) -> Suggestion:
        meeting = there.meeting
        verb = "chaired" if there.in_the_chair else "attended"
        name = meeting.body_name
        virtual = there.how == Attendance.How.IN_ATTENDANCE_REMOTE or meeting.mode == Meeting.Mode.VIRTUAL
        return Suggestion(
            key=f"{self.name}:{meeting.pk}",
            what=f"You {verb} the {name} of {full_date(meeting.date)}",
            kind=Activity.Kind.MEETING,
            on=meeting.date,
            body=meeting.body,
            sentence=f"{verb.capitalize()} {'a virtual' if virtual else 'the'} meeting of the {name}",
            is_virtual=virtual,
        )
