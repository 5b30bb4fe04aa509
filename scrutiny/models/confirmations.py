"""Confirmation: a later meeting agrees the minutes as a correct record, and its chair signs (rule 14)."""

from django.conf import settings
from django.db import models

from boards.models import Meeting
from scrutiny.models.minutes import Minutes


class Confirmation(models.Model):
    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="confirmation")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes_confirmed")
    signed_by = models.CharField(max_length=150, help_text="Who was in the chair and signed")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return f"{self.minutes} confirmed by {self.meeting}"
