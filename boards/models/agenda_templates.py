"""Agendas to start from: what a body has on its agenda every time."""

from django.db import models

from boards.models.agenda import AgendaItem
from boards.models.bodies import Body
from boards.models.versions import Versioned


class AgendaTemplate(Versioned):
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="agenda_templates")
    name = models.CharField(max_length=120)
    retired_on = models.DateField(
        null=True, blank=True, help_text="The day from which it is no longer offered"
    )

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="one_agenda_template_a_name")]

    def __str__(self) -> str:
        return self.name


class TemplateItem(Versioned):
    """One line of a template; ``standing`` is the key of a standing item (boards.standing), or empty."""

    template = models.ForeignKey(AgendaTemplate, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    is_sub_item = models.BooleanField(default=False)
    title = models.CharField(max_length=250)
    purpose = models.TextField(blank=True)
    aim = models.CharField(max_length=20, choices=AgendaItem.Aim, default=AgendaItem.Aim.INFORMATION)
    verbal = models.BooleanField(default=False)
    presenter = models.CharField(max_length=150, blank=True)
    standing = models.CharField(max_length=30, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
