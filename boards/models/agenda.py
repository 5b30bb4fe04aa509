"""The agenda of a meeting, item by item."""

from typing import Self

from django.conf import settings
from django.db import models

from boards import clock
from boards.models.meetings import Meeting
from boards.models.people import Reader
from boards.models.restrictions import Restriction
from boards.models.versions import Versioned


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, reader: Reader) -> Self:
        """Readers see the items of published agendas; the desk asks its meeting instead."""
        return self.filter(meeting__agenda_published_at__isnull=False)

    def taken_in_private(self) -> Self:
        """Items that are not for publication, and those under such an item (boards.restrictions)."""
        in_force = models.Q(restriction__isnull=False, restriction__lifted_at=None)
        over = AgendaItem.objects.filter(
            meeting=models.OuterRef("meeting"), is_sub_item=False, position__lt=models.OuterRef("position")
        ).order_by("-position")
        nearest = over.values("pk")[:1]
        private = AgendaItem.objects.filter(in_force).values("pk")
        under = self.filter(is_sub_item=True).annotate(over=models.Subquery(nearest)).filter(over__in=private)
        return self.filter(in_force | models.Q(pk__in=under.values("pk")))

    def before(self, meeting: Meeting) -> Self:
        """Items of the body's earlier meetings that no later agenda has taken up, the oldest first."""
        earlier = self.filter(meeting__body=meeting.body_id, meeting__date__lt=meeting.date, carried_to=None)
        return earlier.order_by("meeting__date", "position").select_related("meeting", "restriction")

    def to_carry_to(self, meeting: Meeting) -> Self:
        """What earlier meetings carried forward, and waits for an agenda."""
        return self.before(meeting).filter(outcome=AgendaItem.Outcome.CARRIED)

    def left_open_before(self, meeting: Meeting) -> Self:
        """What the last meeting, held or not, did not deal with. Standing items come back by themselves."""
        over = models.Q(date__lte=clock.today()) | ~models.Q(standing=Meeting.Standing.PLANNED)
        earlier = Meeting.objects.filter(over, body=meeting.body_id, date__lt=meeting.date)
        last = earlier.order_by("-date").values("pk")[:1]
        return self.before(meeting).filter(outcome="", standing="", meeting=models.Subquery(last))


class AgendaItem(Versioned):
    """One numbered piece of business; the deeds keep position and number without gaps."""

    class Aim(models.TextChoices):
        INFORMATION = "information", "For information"
        DECISION = "decision", "For decision"
        DISCUSSION = "discussion", "For discussion"

    class Outcome(models.TextChoices):
        DONE = "done", "Dealt with"
        CARRIED = "carried", "Carried to a later meeting"
        WITHDRAWN = "withdrawn", "Withdrawn"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(help_text="Its place in reading order, from 1")
    is_sub_item = models.BooleanField(default=False, help_text="Belongs under the item before it")
    number = models.CharField(max_length=10, editable=False, help_text='As readers see it: "3" or "3.1"')
    title = models.CharField(max_length=250)
    purpose = models.TextField(blank=True)
    aim = models.CharField(max_length=20, choices=Aim, default=Aim.INFORMATION)
    verbal = models.BooleanField(default=False, help_text="A verbal update, without a paper")
    presenter = models.CharField(max_length=150, blank=True)
    urgency_reason = models.TextField(
        blank=True, help_text="Why the chair takes an item that was not on the agenda (LGA 1972 s.100B(4)(b))"
    )

    standing = models.CharField(
        max_length=30, blank=True, help_text="The key of a standing item (boards.standing); else empty"
    )
    minutes_planned = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How long it is meant to take, in minutes"
    )
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="carried_to", null=True, blank=True
    )
    restriction = models.ForeignKey(
        Restriction, on_delete=models.PROTECT, related_name="items", null=True, blank=True
    )
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    outcome_note = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="", decided_at=None, decided_by=None)
                | (~models.Q(outcome="") & models.Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="item_decided_what_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def anchor(self) -> str:
        """Where it stands on the public page: "item-3", "item-3-1"."""
        return f"item-{self.number.replace('.', '-')}"

    @property
    def is_decided(self) -> bool:
        """Its business is done: locked until somebody reopens it with a reason."""
        return self.decided_at is not None
