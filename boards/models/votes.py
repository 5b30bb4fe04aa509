"""Recorded votes: who voted how on an item, where the minutes name them."""

from django.db import models

from boards.models.agenda import AgendaItem
from boards.models.attendance import Attendance


class Vote(models.Model):
    class How(models.TextChoices):
        FOR = "for", "For"
        AGAINST = "against", "Against"
        ABSTAINED = "abstained", "Abstained"

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="votes")
    how = models.CharField(max_length=20, choices=How)

    class Meta:
        ordering = ["how", "person__name"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="one_vote_a_person")]

    def __str__(self) -> str:
        return f"{self.person.name}: {self.get_how_display()}"
