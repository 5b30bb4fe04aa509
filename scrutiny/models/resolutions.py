"""Resolutions: the formal decision on an item, or the record that there was none (rule 16)."""

from django.db import models

from boards.models import Versioned
from scrutiny.models.minutes import Minute


class Resolution(Versioned):
    class Verb(models.TextChoices):
        NOTE = "note", "To note"
        RECEIVE = "receive", "To receive"
        APPROVE = "approve", "To approve"
        RECOMMEND = "recommend", "To recommend"
        REFER = "refer", "To refer"
        REQUEST = "request", "To request"
        NONE = "none", "No resolution"

    OBLIGING = (Verb.RECOMMEND, Verb.REFER, Verb.REQUEST)

    minute = models.OneToOneField(Minute, on_delete=models.PROTECT, related_name="resolution")
    verb = models.CharField(max_length=20, choices=Verb)
    text = models.TextField(blank=True, help_text="One on each line, from “that” on")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verb="none", text="") | (~models.Q(verb="none") & ~models.Q(text="")),
                name="resolution_has_words_or_is_none",
            ),
        ]

    def __str__(self) -> str:
        return self.text or "No resolution"

    @property
    def in_house_style(self) -> str:
        """ "RESOLVED: that the report be noted", unless it was brought in with words of its own."""
        opening = self.text.split(" ", 1)[0].strip(":–-—").lower()
        if opening == "resolved":
            return self.text
        return f"RESOLVED: {self.text[:1].lower()}{self.text[1:]}" if opening == "that" else f"RESOLVED: that {self.text}"

    @property
    def obliges(self) -> bool:
        """Note and receive create no obligation; recommend, refer and request do."""
        return self.verb in self.OBLIGING
