"""What this desk adds to the close-out list of a meeting: minutes that nobody has begun."""

from django.urls import reverse

from boards.closing import Undecided
from boards.models import Meeting
from scrutiny.models import Minutes


def minutes_not_begun(meeting: Meeting) -> list[Undecided]:
    """A warning only: minutes are written after the meeting, and may well come after its closing."""
    if Minutes.objects.filter(meeting=meeting).exists():
        return []
    address = reverse("minutes:minutes", args=[meeting.body.slug, meeting.date])
    return [Undecided("The minutes are not begun.", address, "Write the minutes", required=False)]
