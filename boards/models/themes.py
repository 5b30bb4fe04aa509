"""Themes: the subjects a body means to come back to through the year."""

import datetime
from typing import Self

from django.db import models

from boards.models.bodies import Body
from boards.models.versions import Versioned


class ThemeQuerySet(models.QuerySet["Theme"]):
    def in_use(self, today: datetime.date) -> Self:
        """Those a meeting may be planned with."""
        return self.filter(models.Q(retired_on=None) | models.Q(retired_on__gt=today))


class Theme(Versioned):
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(max_length=120)
    retired_on = models.DateField(null=True, blank=True, help_text="The day from which it is planned no more")

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="one_theme_a_name")]

    def __str__(self) -> str:
        return self.name

    def is_retired(self, today: datetime.date) -> bool:
        return self.retired_on is not None and self.retired_on <= today
