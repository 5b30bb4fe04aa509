"""Actions of the report's body whose day has passed."""

import datetime

from boards import clock
from boards.dates import full_date, plain_date
from boards.models import Action, Body, Membership, User
from boards.permissions import Permission, may
from reports.evidence.actions import readable
from reports.models import Report
from reports.offers.kinds import Offer, OfferKind
from reports.quoting import quoted

MOST = 50
"""A body with more overdue actions than this has them all on its list of actions."""


class OverdueActions(OfferKind):
    key = "overdue-action"
    label = "Actions that are overdue"

    def offers(self, report: Report, reader: User) -> list[Offer]:
        """The most overdue first. The words of one agreed in private are not offered for a paper."""
        if not may(reader, Permission.SEE_DESK, report.body):
            return []
        today = clock.today()
        rows = readable(reader).of(report.body).overdue(today).with_privacy().select_related("owner")
        overdue = list(rows.order_by("due", "pk")[:MOST])
        offices = offices_of(report.body, overdue)
        return [self.offer(row, offices.get(row.owner_id) or row.owner.name, today) for row in overdue]

    def offer(self, row: Action, owner: str, today: datetime.date) -> Offer:
        private: bool = getattr(row, "in_private", False)
        late = row.days_late(today)
        why = f"{late} day{'' if late == 1 else 's'} overdue; agreed on {full_date(row.meeting.date)}"
        if private:
            why += ". It was agreed in private: what you write of it here is for everybody to read"
        return Offer(
            key=self.key_of(row.pk),
            kind_label=self.label,
            title=row.text,
            why=why,
            text=in_private(row) if private else in_words(row, owner),
            evidence_kind="action",
            evidence_target=str(row.pk),
        )


def in_words(row: Action, owner: str) -> str:
    """The office that it is with, and never how late it is: that changes before it is read."""
    return (
        f"An action agreed on {plain_date(row.meeting.date)} was due on {plain_date(row.due)} "
        "and is not done yet: "
        f"{quoted(row.text)} It is with {owner}."
    )


def in_private(row: Action) -> str:
    agreed, due = plain_date(row.meeting.date), plain_date(row.due)
    return f"An action agreed on {agreed} was due on {due} and is not done yet."


def offices_of(body: Body, actions: list[Action]) -> dict[int, str]:
    """The office on the body of each owner who holds one today."""
    held = Membership.objects.on(clock.today()).filter(body=body, user__in={row.owner_id for row in actions})
    names: dict[int, str] = {}
    for membership in held.order_by("pk"):
        names.setdefault(membership.user_id, f"the {membership.office or membership.get_role_display()}")
    return names
