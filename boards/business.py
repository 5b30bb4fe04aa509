"""What happened to each item at its meeting: declared, voted, decided, reopened. For the desk's pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from boards import clock
from boards.deeds.outcomes import REOPENED
from boards.models import AgendaItem, Declaration, LogEntry, Meeting, Vote
from boards.restrictions import is_private, with_parents


@dataclass(slots=True)
class Business:
    """One item's. What a private item says is left out for those who may not read it."""

    may_decide: bool
    may_deal: bool
    declarations: list[Declaration] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    reopened: list[LogEntry] = field(default_factory=list)
    is_withheld: bool = False

    @property
    def votes_in_words(self) -> str:
        """ "for 5, against 2, abstained 1"."""
        return ", ".join(f"{how.label.lower()} {self.votes[how]}" for how in Vote.How if self.votes[how])


def business_of(
    meeting: Meeting, items: Iterable[AgendaItem], *, reads_restricted: bool
) -> dict[int, Business]:
    """By the key of each item, in 3 queries however many there are."""
    held = meeting.takes_place and meeting.date <= clock.today()
    found = {
        item.pk: Business(
            may_decide=not meeting.is_closed,
            may_deal=held,
            is_withheld=is_private(item) and not reads_restricted,
        )
        for item in with_parents(items)
    }
    for declaration in Declaration.objects.filter(item__in=found).select_related("person"):
        found[declaration.item_id].declarations.append(declaration)
    for item, how in Vote.objects.filter(item__in=found).values_list("item", "how"):
        found[item].votes[how] += 1
    for entry in reopenings(AgendaItem, found, REOPENED):
        found[int(entry.noun_id)].reopened.append(entry)
    return found


def reopenings(noun: type, keys: Iterable[int], deed: str) -> list[LogEntry]:
    """When rows were reopened and why, as the log tells it. 1 query."""
    label = noun._meta.label  # type: ignore[attr-defined]
    told = LogEntry.objects.filter(noun=label, noun_id__in=[str(key) for key in keys], deed=deed)
    return list(told.defer("before", "after"))
