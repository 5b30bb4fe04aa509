"""Reports that their author gave to a meeting."""

import datetime

from boards.dates import full_date
from boards.models import AgendaItem, Attendance, Body, Meeting, User
from boards.permissions import Permission, bodies_where
from reports.models import Activity, Paper
from reports.suggestions.suggestion import Suggestion, SuggestionKind

NOT_TAKEN = (AgendaItem.Outcome.CARRIED, AgendaItem.Outcome.WITHDRAWN)

MISSED = (Attendance.How.APOLOGIES, Attendance.How.ABSENT)


class ReportsGiven(SuggestionKind):
    """Published reports of ``user`` on the agendas of meetings that took place, to whichever body.

    A day on which a report given was logged without a suggestion is done with.
    """

    name = "report"

    def found(self, user: User, since: datetime.date, today: datetime.date) -> list[Suggestion]:
        missed = Attendance.objects.filter(user=user, how__in=MISSED)
        by_hand = Activity.objects.visible_to(user).filter(kind=Activity.Kind.REPORT_GIVEN, suggestion="")
        given = (
            Paper.objects.filter(
                publication__report__author=user,
                publication__editions__isnull=False,
                item__meeting__in=Meeting.objects.taking_place().filter(date__gte=since, date__lt=today),
            )
            .exclude(item__outcome__in=NOT_TAKEN)
            .exclude(item__meeting__in=missed.values("meeting"))
            .exclude(item__meeting__date__in=by_hand.values("on"))
            .select_related("item__meeting__body")
            .prefetch_related("item__meeting__body__names")
            .distinct()
        )
        chaired = list(bodies_where(user, Permission.LOG_ACTIVITY))
        return [self.suggestion(paper, chaired) for paper in given] if chaired else []

    def suggestion(self, paper: Paper, chaired: list[Body]) -> Suggestion:
        """It is logged for the body it was given to; a report to another body, for the one body chaired."""
        meeting = paper.item.meeting
        own = [body for body in chaired if body.pk == meeting.body_id] or chaired
        return Suggestion(
            key=f"{self.name}:{paper.pk}",
            what=f"You gave a report to the {meeting.body_name} of {full_date(meeting.date)}",
            kind=Activity.Kind.REPORT_GIVEN,
            on=meeting.date,
            body=own[0] if len(own) == 1 else None,
            met=f"the {meeting.body_name}",
            is_virtual=meeting.mode == Meeting.Mode.VIRTUAL,
        )
