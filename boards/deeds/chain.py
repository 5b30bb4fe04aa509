"""Hash chains: each link holds the hash of the one before, so a change anywhere shows."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from boards.models import ChainHead


def canonical(facts: object) -> str:
    """One text for one set of facts, whatever engine kept them and in whatever order."""
    return json.dumps(facts, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def as_kept(facts: Any) -> Any:
    """The facts as they come back from a JSON column: dates as text, tuples as lists."""
    return json.loads(canonical(facts))


def digest(facts: object) -> str:
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def take_head(name: str) -> ChainHead:
    """Lock and return the head of the chain called ``name``; call inside a transaction."""
    ChainHead.objects.get_or_create(name=name)
    return ChainHead.objects.select_for_update(no_key=True).get(name=name)


def move_head(head: ChainHead, hash: str) -> None:
    head.sequence += 1
    head.hash = hash
    head.save(update_fields=["sequence", "hash"])
