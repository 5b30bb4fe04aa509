"""Recording what was resolved on an item, or that nothing was."""

from boards.deeds.record import claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports.typed import tidy
from scrutiny.deeds.minutes import lock_writing
from scrutiny.models import Minute, Resolution

LONGEST = 20_000


@deed
def resolve(*, by: User, minute: Minute, version: int, verb: str, text: str) -> Resolution:
    """Record the resolution of an item; ``version`` is 0 while none has been recorded.

    Raises:
        Refused: for an unknown kind, and when words are missing or stand beside "No resolution".
        Stale: when somebody else recorded one in between.
    """
    lock_writing(minute.minutes)
    text = tidy(text).strip()
    refuse_wrong_words(verb, text)
    found = Resolution.objects.filter(minute=minute).first()
    if found is not None and (found.verb, found.text) == (verb, text):
        unchanged()
        return found
    before = facts(found) if found else None
    row = claim(found, version) if found else Resolution(minute=minute)
    row.verb, row.text = verb, text
    row.save()
    record(by=by, deed="recorded the resolution of", about=minute, before=before, after=facts(row))
    return row


def refuse_wrong_words(verb: str, text: str) -> None:
    if verb not in Resolution.Verb.values:
        raise Refused("Choose what kind of resolution this is, or “No resolution”.", field="verb")
    if len(text) > LONGEST:
        raise Refused(f"Keep the resolution to {LONGEST:,} characters. It has {len(text):,}.", field="text")
    if verb == Resolution.Verb.NONE and text:
        raise Refused("“No resolution” has no words. Remove them, or choose what was resolved.", field="verb")
    if verb != Resolution.Verb.NONE and not text:
        raise Refused(
            "Enter the words of the resolution, for example: that the report be noted.", field="text"
        )
