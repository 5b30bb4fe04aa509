"""Declarations of interest, item by item (rule 17)."""

from django.conf import settings
from django.db import models

from boards.models.agenda import AgendaItem
from boards.models.attendance import Attendance
from boards.models.versions import Versioned


class Declaration(Versioned):
    """What somebody at the meeting declared on an item, in the words that are minuted."""

    class Kind(models.TextChoices):
        PECUNIARY = "pecuniary", "Disclosable pecuniary interest"
        REGISTRABLE = "registrable", "Other registrable interest"
        NON_REGISTRABLE = "non-registrable", "Non-registrable interest"

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=20, choices=Kind)
    nature = models.TextField(help_text="What the interest is, as it is minuted")
    left_the_room = models.BooleanField(default=False)
    registered_on = models.DateField(
        null=True, blank=True, help_text="When a pecuniary interest was entered in the register"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["item__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person", "kind"], name="one_declaration_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}: {self.get_kind_display()}"

    @property
    def a_kind(self) -> str:
        """The kind within a sentence: "a disclosable pecuniary interest"."""
        kind = self.get_kind_display().lower()
        return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"

    @property
    def is_pecuniary(self) -> bool:
        """Whether it bars from the vote, and has to stand in the register within 28 days."""
        return self.kind == self.Kind.PECUNIARY
