"""Putting a suggestion for the log aside."""

from boards.deeds.record import deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports import suggestions
from reports.models import PutAside


@deed
def put_aside(*, by: User, suggestion: str) -> PutAside:
    """Do not suggest this to ``by`` again. Twice is once.

    Raises:
        Refused: for what is no suggestion.
    """
    if not suggestions.is_key(suggestion):
        raise Refused("That suggestion is not there any more.")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    again = PutAside.objects.filter(by=by, suggestion=suggestion).first()
    if again:
        unchanged()
        return again
    aside = PutAside.objects.create(by=by, suggestion=suggestion)
    record(by=by, deed="put a suggestion aside", about=aside, after=facts(aside))
    return aside
