"""Recorded votes: who voted how on an item, where the minutes name them."""

from collections.abc import Mapping
from dataclasses import dataclass

from boards.deeds.locks import refuse_settled
from boards.deeds.record import Facts, claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Attendance, Declaration, User, Vote
from boards.quorum import voting_people

BARRED = "declared a disclosable pecuniary interest on this item, so has no vote on it"


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody in a voting member's seat; ``barred`` by an interest in the item."""

    person: Attendance
    barred: bool


@deed
def record_votes(*, by: User, item: AgendaItem, version: int, votes: Mapping[int, str]) -> AgendaItem:
    """Record how people voted, by the key of their attendance; "" takes a vote back, who is left out stays.

    Raises:
        Refused: for somebody who was absent, in attendance, or a member without a vote; for whoever declared
            a disclosable pecuniary interest on the item (rule 17); an unknown answer; a settled item.
            ``field`` is "vote_" with the key.
        Stale: when somebody else changed the item in between.
    """
    refuse_settled(item)
    fresh = claim(item, version)
    refuse_unlawful(item, votes)
    before = votes_facts(item)
    for person, how in votes.items():
        save_vote(item, person, how)
    after = votes_facts(item)
    if after == before:
        unchanged()
        return item
    fresh.save(update_fields=["version"])
    record(by=by, deed="recorded the votes on", about=fresh, before={"votes": before}, after={"votes": after})
    return fresh


def voters(item: AgendaItem) -> list[Voter]:
    """Everybody who sat in a voting member's seat, by name. 3 queries."""
    rows = list(Attendance.objects.filter(meeting=item.meeting_id))
    barred = barred_from(item)
    return [Voter(person, person.pk in barred) for person in voting_people(item.meeting, rows)]


def barred_from(item: AgendaItem) -> set[int]:
    pecuniary = item.declarations.filter(kind=Declaration.Kind.PECUNIARY)
    return set(pecuniary.values_list("person_id", flat=True))


def save_vote(item: AgendaItem, person: int, how: str) -> None:
    if how:
        Vote.objects.update_or_create(item=item, person_id=person, defaults={"how": how})
    else:
        Vote.objects.filter(item=item, person=person).delete()


def votes_facts(item: AgendaItem) -> list[Facts]:
    return [facts(vote) for vote in Vote.objects.filter(item=item).order_by("pk")]


def refuse_unlawful(item: AgendaItem, votes: Mapping[int, str]) -> None:
    rows = {row.pk: row for row in Attendance.objects.filter(meeting=item.meeting_id)}
    may = {person.pk for person in voting_people(item.meeting, list(rows.values()))}
    barred = barred_from(item)
    for key, how in votes.items():
        if key not in rows:
            raise Refused("Somebody on this list was not at the meeting.")
        if how and how not in Vote.How.values:
            raise Refused("Choose how this member voted from the list.", field=f"vote_{key}")
        why = why_no_vote(rows[key], has_seat=key in may, barred=key in barred) if how else ""
        if why:
            raise Refused(f"{rows[key].name} {why}.", field=f"vote_{key}")


def why_no_vote(person: Attendance, *, has_seat: bool, barred: bool) -> str:
    if not person.attended:
        return "was not present, so did not vote"
    if not person.sits:
        return "was in attendance, so has no vote"
    if not has_seat:
        return "is a member without a vote" if person.user_id else "stood in for a member without a vote"
    return BARRED if barred else ""
