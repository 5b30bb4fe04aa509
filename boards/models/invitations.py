"""Invitations: the only way in for a person who has no password yet."""

from django.conf import settings
from django.db import models

from boards import clock


class Invitation(models.Model):
    """A one-time link sent to one person. Only the hash of its token is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_sent"
    )
    token_sha256 = models.CharField(max_length=64, unique=True, null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Invitation of {self.user}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and clock.now() < self.expires_at and self.user.is_active
