"""What the system knows already of what a chair did: offered to the log, entered by one click, or put aside.

Each kind is one class with a file of its own, registered in the ``ready`` of its app: an inspection or an
audit round joins by its class alone.
"""

import datetime
import re
from typing import Final

from boards.models import User
from reports.models import Activity, PutAside
from reports.suggestions.suggestion import Suggestion, SuggestionKind

DAYS: Final = 60
"""How far back suggestions reach; what is older belongs to reports already given."""

_kinds: dict[str, SuggestionKind] = {}


def register(kind: SuggestionKind) -> None:
    _kinds[kind.name] = kind


def suggestions_for(user: User, today: datetime.date) -> list[Suggestion]:
    """What ``user`` did in the last 60 days and neither logged nor put aside, the latest first."""
    since = today - datetime.timedelta(days=DAYS)
    found = [each for kind in _kinds.values() for each in kind.found(user, since, today)]
    answered = answered_by(user, [each.key for each in found])
    left = [each for each in found if each.key not in answered]
    return sorted(left, key=lambda each: (each.on, each.key), reverse=True)


def answered_by(user: User, keys: list[str]) -> set[str]:
    """Those of the keys that ``user`` logged or put aside. 2 queries, or none when there are no keys."""
    if not keys:
        return set()
    logged = Activity.objects.visible_to(user).filter(suggestion__in=keys)
    aside = PutAside.objects.filter(by=user, suggestion__in=keys)
    return {*logged.values_list("suggestion", flat=True), *aside.values_list("suggestion", flat=True)}


def is_key(text: str) -> bool:
    """Whether this is a key of a kind that is registered. That its thing exists is not asked."""
    name, _, number = text.partition(":")
    return name in _kinds and re.fullmatch(r"[0-9]{1,18}", number) is not None


__all__ = ["DAYS", "Suggestion", "SuggestionKind", "is_key", "register", "suggestions_for"]
