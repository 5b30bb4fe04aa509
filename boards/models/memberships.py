"""Who serves a body, as what, for whom and when."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models

from boards.models.bodies import Body
from boards.models.people import Organisation
from boards.models.seats import Seat


class Role(models.TextChoices):
    """The roles a person can hold on a body; ``boards.permissions.ROLES`` says what each may do.

    A report author writes to a body without sitting on it: the board's independent Chair, who reports to the
    scrutiny committee that a councillor chairs.
    """

    SECRETARIAT = "secretariat", "Secretariat"
    CHAIR = "chair", "Chair"
    BOARD_MEMBER = "board-member", "Board member"
    CLERK = "clerk", "Scrutiny clerk"
    COUNCILLOR = "councillor", "Councillor"
    REVIEWER = "reviewer", "Reviewer"
    AUTHOR = "author", "Report author"


class ChairKind(models.TextChoices):
    """Where a chair comes from: from outside, from among the officers, or from among the councillors."""

    INDEPENDENT = "independent", "Independent"
    OFFICER = "officer", "Officer"
    ELECTED = "elected", "Elected"


SEATED = (Role.CHAIR, Role.BOARD_MEMBER, Role.COUNCILLOR)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: datetime.date) -> Self:
        """Memberships in force on ``day``, the first and the last day included."""
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)

    def seated(self) -> Self:
        """Members in the sense of the minutes: those whose attendance is recorded."""
        return self.filter(role__in=SEATED)


class Membership(models.Model):
    """A dated role of a person on a body. It ends; it is never deleted."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    office = models.CharField(
        max_length=150, blank=True, help_text="For example: Director of Children's Services"
    )
    on_behalf_of = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    chair_kind = models.CharField(max_length=20, choices=ChairKind, blank=True)
    co_opted = models.BooleanField(default=False)
    in_cabinet = models.BooleanField(
        default=False, help_text="Whether this person is a member of the council's cabinet in that time"
    )
    voting = models.BooleanField(default=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "since"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(chair_kind="") | models.Q(role="chair"), name="only_a_chair_has_a_kind"
            ),
            models.UniqueConstraint(fields=["body", "user", "role", "since"], name="one_membership_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def office_and_organisation(self) -> str:
        """Where the member speaks from: "Chief Superintendent, Marlshire Police"."""
        organisation = self.on_behalf_of.name if self.on_behalf_of else ""
        return ", ".join(filter(None, [self.office, organisation]))

    @property
    def role_in_words(self) -> str:
        """The role with the kind of a chair: "Independent Chair", "Councillor"."""
        return " ".join(filter(None, [self.get_chair_kind_display(), self.get_role_display()]))

    @property
    def vote_in_words(self) -> str:
        """What to say of the vote: of co-optees always, of other members when they have none (rule 18)."""
        if self.role not in SEATED:
            return ""
        if self.co_opted:
            return "Co-opted, with a vote" if self.voting else "Co-opted, without a vote"
        return "" if self.voting else "Without a vote"

    def in_force(self, day: datetime.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)
