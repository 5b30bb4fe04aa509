"""The log: every deed, in order, chained by hash, never changed."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class ChainHead(models.Model):
    """The last link of a hash chain: where the next one joins, and how a cut-off tail is noticed.

    Locking this row puts the writers of one chain in line on both engines.
    """

    name = models.CharField(max_length=30, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.sequence}"


class LogEntry(models.Model):
    """One deed: who, when, what, before and after.

    Names and numbers stand here as text, without foreign keys, so that the log never blocks a change
    and no change can damage the log. A trigger refuses updates and deletions.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=40, blank=True)
    actor = models.CharField(max_length=150)
    deed = models.CharField(max_length=100)
    noun = models.CharField(max_length=100)
    noun_id = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    reason = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        verbose_name_plural = "log entries"
        indexes = [models.Index(fields=["noun", "noun_id"], name="log_by_noun")]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.actor} {self.deed} {self.name}"
