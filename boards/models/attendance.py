"""Who was there."""

from django.conf import settings
from django.db import models

from boards.models.meetings import Meeting
from boards.models.memberships import Role


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def of(self, meeting: Meeting) -> list["Attendance"]:
        """Who was at the meeting: whoever chaired the body that day first, the others by name. 2 queries."""
        chairs = meeting.body.memberships.on(meeting.date).filter(role=Role.CHAIR)
        first = set(chairs.values_list("user_id", flat=True))
        return sorted(self.filter(meeting=meeting), key=lambda row: (row.user_id not in first, row.name))


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
    substitute_for = models.CharField(max_length=150, blank=True)
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
