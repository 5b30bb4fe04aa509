"""Themes: the subjects a body means to come back to through the year."""

from django.db import models

from boards.models.bodies import Body


class Theme(models.Model):
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(max_length=120)
    retired_on = models.DateField(null=True, blank=True, help_text="The day from which it is planned no more")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="one_theme_a_name")]

    def __str__(self) -> str:
        return self.name
