"""What readers are told of an item that was taken in private (LGA 1972 s.100C(2); domain rule 9)."""

import re

from boards.deeds.record import claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports.typed import tidy
from scrutiny.deeds.minutes import lock_writing
from scrutiny.models import Minute

LONGEST = 20_000


@deed
def summarise(*, by: User, minute: Minute, version: int, text: str) -> Minute:
    """Write the public summary of a private item: all that the published minutes say of it.

    Raises:
        Refused: when it is too long, and when the minutes are no longer being written.
        Stale: when somebody else wrote another one in between.
    """
    lock_writing(minute.minutes)
    text = re.sub(r"\n\s*\n", "\n", tidy(text).strip())
    if len(text) > LONGEST:
        raise Refused(f"Keep the summary to {LONGEST:,} characters. It has {len(text):,}.")
    if text == Minute.objects.values_list("public_summary", flat=True).get(pk=minute.pk):
        unchanged()
        return Minute.objects.get(pk=minute.pk)
    fresh = claim(minute, version)
    before = facts(fresh) | {"version": version}
    fresh.public_summary = text
    fresh.save(update_fields=["public_summary", "version"])
    record(by=by, deed="wrote the public summary of", about=fresh, before=before, after=facts(fresh))
    return fresh
