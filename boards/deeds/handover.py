"""Handing over to the body that succeeds."""

from collections.abc import Iterable

from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused
from boards.models import Action, Body, User


@deed
def hand_over_actions(*, by: User, body: Body, to: Body, actions: Iterable[Action]) -> list[Action]:
    """Let the successor of a body follow up its open actions; the meeting that agreed them stays the same.

    One entry in the log tells of all, with each action before and after.

    Raises:
        Refused: when ``to`` does not succeed ``body``, without an action, or for one that was closed or
            handed over in the meantime.
    """
    from_body = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    if from_body.successor_id != to.pk:
        raise Refused(f"{to} does not succeed {body}, so nothing is handed over to it.")
    chosen = {action.pk for action in actions}
    if not chosen:
        raise Refused("Choose at least one action.", field="actions")
    found = list(Action.objects.select_for_update(no_key=True).open().filter(pk__in=chosen, body=from_body))
    if len(found) < len(chosen):
        raise Refused(
            "One of these actions was closed or handed over in the meantime. Look at those that are left.",
            field="actions",
        )
    before = {str(action.pk): facts(action) for action in found}
    for action in found:
        action.body, action.version = to, action.version + 1
        action.save(update_fields=["body", "version"])
    after = {str(action.pk): facts(action) for action in found}
    record(by=by, deed="handed over the actions of", about=from_body, before=before, after=after)
    return found
