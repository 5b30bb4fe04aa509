"""Who was there."""

from typing import Self

from django.conf import settings
from django.db import models

from boards.models.meetings import Meeting
from boards.models.memberships import Role

ATTENDING = ("present", "substitute", "in-attendance", "in-attendance-remote")
"""Those who were in the meeting: they can declare an interest, and arrive late or leave early."""


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def of(self, meeting: Meeting) -> list["Attendance"]:
        """Who was at the meeting: whoever took or holds the chair first, the others by name. 2 queries."""
        chairs = meeting.body.memberships.on(meeting.date).filter(role=Role.CHAIR)
        first = set(chairs.values_list("user_id", flat=True))
        rows = self.filter(meeting=meeting)
        return sorted(rows, key=lambda row: (not row.in_the_chair, row.user_id not in first, row.name))

    def attending(self) -> Self:
        """Whoever was in the meeting for some of it, in whatever quality."""
        return self.filter(how__in=ATTENDING)

    def instead_of(self, member: "Attendance") -> Self:
        """Who came in a member's place. Rows of the service's first months know the member by name only."""
        tied = models.Q(stands_for=member)
        by_name = models.Q(stands_for=None, substitute_for=member.name, meeting=member.meeting_id)
        return self.filter(tied | by_name, how="substitute")


class Attendance(models.Model):
    """How one person stood to one meeting. Apologies, absent and present differ (rule 13)."""

    class How(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"
        SUBSTITUTE = "substitute", "Substitute"
        IN_ATTENDANCE = "in-attendance", "In attendance"
        IN_ATTENDANCE_REMOTE = "in-attendance-remote", "In attendance (remote)"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attendance", null=True, blank=True
    )
    name = models.CharField(max_length=150, help_text="As it was that day")
    office = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=30, choices=How)
    substitute_for = models.CharField(
        max_length=150, blank=True, help_text="The member whose place it is, as their name was that day"
    )
    stands_for = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="substitute", null=True, blank=True
    )
    in_the_chair = models.BooleanField(default=False)
    arrived_at = models.TimeField(null=True, blank=True, help_text="Only when after the start")
    left_at = models.TimeField(null=True, blank=True, help_text="Only when before the end")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=models.Q(user__isnull=False),
                name="one_attendance_a_member",
            ),
            models.UniqueConstraint(
                fields=["meeting", "name"], condition=models.Q(user=None), name="one_attendance_a_guest"
            ),
            models.CheckConstraint(
                condition=~models.Q(how="substitute") | ~models.Q(substitute_for=""),
                name="substitute_for_whom",
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(in_the_chair=True), name="one_person_in_the_chair"
            ),
            models.CheckConstraint(
                condition=models.Q(arrived_at=None)
                | models.Q(left_at=None)
                | models.Q(arrived_at__lt=models.F("left_at")),
                name="arrived_before_leaving",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_how_display()}"

    @property
    def attended(self) -> bool:
        return self.how in ATTENDING

    @property
    def sits(self) -> bool:
        """In a member's seat, and in the room: such a person counts, votes and may take the chair."""
        return self.how in (self.How.PRESENT, self.How.SUBSTITUTE)
