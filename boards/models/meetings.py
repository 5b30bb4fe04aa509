"""Meetings of a body."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from boards import clock
from boards.models.bodies import Body
from boards.models.memberships import Membership, Role
from boards.models.people import Reader
from boards.models.themes import Theme
from boards.models.versions import Versioned


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, reader: Reader) -> Self:
        """A planned meeting is public knowledge from the day it is planned. Its agenda is not: ask
        ``AgendaItem.objects.visible_to``.
        """
        return self

    def taking_place(self) -> Self:
        """Without those postponed or cancelled."""
        return self.filter(standing=Meeting.Standing.PLANNED)

    def called_off(self) -> Self:
        return self.exclude(standing=Meeting.Standing.PLANNED)

    def in_programme(self) -> Self:
        """Those that fulfil a frequency rule: a postponed one in its own month, not in that it moved to."""
        return self.filter(extraordinary_reason="", moved_from=None).exclude(
            standing=Meeting.Standing.CANCELLED
        )

    def upcoming(self, today: datetime.date) -> Self:
        return self.filter(date__gte=today).order_by("date", "starts_at")

    def past(self, today: datetime.date) -> Self:
        return self.filter(date__lt=today).order_by("-date")


class Meeting(Versioned):
    """A body meets once a day at most, so body and date are its address."""

    class Mode(models.TextChoices):
        IN_PERSON = "in-person", "In person"
        VIRTUAL = "virtual", "Virtual"
        HYBRID = "hybrid", "In person and by video link"

    class Standing(models.TextChoices):
        PLANNED = "planned", "Planned"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    date = models.DateField()
    starts_at = models.TimeField()
    mode = models.CharField(max_length=20, choices=Mode, default=Mode.IN_PERSON)
    venue = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="How to watch or join")
    agenda_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    agenda_published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    short_notice_reason = models.TextField(blank=True)
    convened_at = models.DateTimeField(
        null=True, blank=True, help_text="When a meeting at short notice was convened"
    )
    directions = models.TextField(blank=True, help_text="How to get there and get in")
    contact = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who answers for this meeting, when it is not the body's contact",
    )
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True)
    extraordinary_reason = models.TextField(
        blank=True, help_text="Why the body meets outside its programme; empty for an ordinary meeting"
    )
    notice_given_at = models.DateTimeField(
        default=clock.now, editable=False, help_text="When its date, time and place last became public"
    )
    changed_at = models.DateTimeField(
        default=clock.now, editable=False, help_text="When what a diary says of it last changed"
    )
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.PLANNED)
    standing_reason = models.TextField(blank=True)
    standing_since = models.DateTimeField(null=True, blank=True, editable=False)
    moved_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="moved_from", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["date", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["body", "date"], name="one_meeting_a_day"),
            models.CheckConstraint(
                condition=models.Q(agenda_published_at=None, agenda_published_by=None)
                | models.Q(agenda_published_at__isnull=False, agenda_published_by__isnull=False),
                name="agenda_published_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(standing="planned", standing_reason="", standing_since=None, moved_to=None)
                | (~models.Q(standing="planned") & ~models.Q(standing_reason="")),
                name="meeting_stands_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=models.Q(moved_to=None) | models.Q(standing="postponed"),
                name="only_a_postponed_meeting_moves",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="meeting_closed_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_name}, {self.date}"

    @property
    def body_name(self) -> str:
        """The name of the body on the day of the meeting."""
        return self.body.name_on(self.date)

    @property
    def agenda_is_published(self) -> bool:
        return self.agenda_published_at is not None

    @property
    def takes_place(self) -> bool:
        """Neither postponed nor cancelled: it needs an agenda, and counts in figures of attendance."""
        return self.standing == self.Standing.PLANNED

    @property
    def is_extraordinary(self) -> bool:
        return bool(self.extraordinary_reason)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def members(self) -> list[Membership]:
        """Whose attendance is recorded: the members of that day, the chair first, each person once."""
        seats = self.body.memberships.on(self.date).seated().select_related("user", "on_behalf_of")
        members: dict[int, Membership] = {}
        for seat in sorted(seats, key=lambda seat: (seat.role != Role.CHAIR, seat.user.name, seat.since)):
            members.setdefault(seat.user_id, seat)
        return list(members.values())

    def get_absolute_url(self) -> str:
        return reverse("scrutiny:meeting", args=[self.body.slug, self.date.isoformat()])

    def get_desk_url(self) -> str:
        return reverse("boards:meeting", args=[self.body.slug, self.date.isoformat()])
