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
        """ "RESOLVED: that the report be noted", several lines as bullets; an opening of its own is kept."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        if not lines or lines[0].split(" ", 1)[0].strip(":–-—").lower() == "resolved":
            return self.text
        if len(lines) == 1:
            return f"RESOLVED: {from_that_on(lines[0])}"
        return "\n".join(["RESOLVED:", *(f"- {from_that_on(line)}" for line in lines)])

    @property
    def obliges(self) -> bool:
        """Note and receive create no obligation; recommend, refer and request do."""
        return self.verb in self.OBLIGING


def from_that_on(words: str) -> str:
    """ "that the report be noted", whether or not its writer began with "that"."""
    return f"t{words[1:]}" if words.lower().startswith("that ") else f"that {words}"
