"""What is still undecided about a meeting before it can be closed.

Each kind of business tells its own: `register` a source in the ``ready`` of its app.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from boards.dates import full_date
from boards.interests import registration_due
from boards.models import AgendaItem, Attendance, Declaration, Meeting
from boards.quorum import quorum_of


@dataclass(frozen=True, slots=True)
class Undecided:
    """One thing left open, and where it is mended. What is not ``required`` only warns."""

    sentence: str
    address: str
    verb: str
    required: bool = True


Source = Callable[[Meeting], Iterable[Undecided]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a kind of business to every close-out list, in the order of registering."""
    if source not in _sources:
        _sources.append(source)


def what_is_undecided(meeting: Meeting) -> list[Undecided]:
    """Everything left open: what has to be decided before the meeting is closed first, then the warnings."""
    found = [each for source in (*OWN, *_sources) for each in source(meeting)]
    return sorted(found, key=lambda each: not each.required)


def without_attendance(meeting: Meeting) -> list[Undecided]:
    recorded = set(Attendance.objects.filter(meeting=meeting).values_list("user_id", flat=True))
    names = [seat.user.name for seat in meeting.members() if seat.user_id not in recorded]
    if not names:
        return []
    sentence = f"Say how {listed(names)} stood to the meeting."
    return [Undecided(sentence, at_attendance(meeting), "Record the attendance")]


def nobody_in_the_chair(meeting: Meeting) -> list[Undecided]:
    if Attendance.objects.filter(meeting=meeting, in_the_chair=True).exists():
        return []
    anybody = any(row.sits for row in Attendance.objects.filter(meeting=meeting))
    return [
        Undecided("Say who was in the chair.", at_attendance(meeting), "Choose who was in the chair", anybody)
    ]


def quorum_in_doubt(meeting: Meeting) -> list[Undecided]:
    quorum = quorum_of(meeting)
    if quorum.needed is None:
        sentence = "No quorum is set in the terms of reference, so nobody can say whether it was reached."
        address = reverse("boards:set_terms", args=[meeting.body.slug])
        return [Undecided(sentence, address, "Set the quorum", required=False)]
    if quorum.was_reached or not quorum.is_recorded:
        return []
    return [
        Undecided(f"{quorum.sentence}.", at_attendance(meeting), "Look at the attendance", required=False)
    ]


def items_without_outcome(meeting: Meeting) -> list[Undecided]:
    return [
        Undecided(
            f"Item {item.number}, “{item.title}”, has no outcome.",
            of_item("decide_item", meeting, item),
            f"Decide item {item.number}",
        )
        for item in meeting.items.filter(decided_at=None)
    ]


def carried_nowhere(meeting: Meeting) -> list[Undecided]:
    carried = meeting.items.filter(outcome=AgendaItem.Outcome.CARRIED, carried_to=None)
    return [
        Undecided(
            f"Item {item.number}, “{item.title}”, is carried, and stands on no later agenda yet.",
            f"{reverse('boards:meetings', args=[meeting.body.slug])}",
            "Choose the meeting",
            required=False,
        )
        for item in carried
    ]


def unregistered(meeting: Meeting) -> list[Undecided]:
    pecuniary = Declaration.objects.filter(
        item__meeting=meeting, kind=Declaration.Kind.PECUNIARY, registered_on=None
    ).select_related("item", "person")
    due = full_date(registration_due(meeting.date))
    return [
        Undecided(
            f"The pecuniary interest of {each.person.name} is not in the register; the last day is {due}.",
            of_item("register_interest", meeting, each.item, each.pk),
            "Record the registration",
            required=False,
        )
        for each in pecuniary
    ]


def papers_to_follow(meeting: Meeting) -> list[Undecided]:
    """Papers belong to another desk; their rows are known here by the item they were promised to."""
    papers = [
        (item, paper)
        for item in meeting.items.prefetch_related("papers")
        for paper in item.papers.all()
        if paper.publication_id is None
    ]
    return [
        Undecided(
            f"“{paper.title}”, promised for item {item.number}, never came.",
            f"{meeting.get_desk_url()}#item-{item.pk}",
            "Look at the item",
            required=False,
        )
        for item, paper in papers
    ]


OWN: tuple[Source, ...] = (
    without_attendance,
    nobody_in_the_chair,
    quorum_in_doubt,
    items_without_outcome,
    carried_nowhere,
    unregistered,
    papers_to_follow,
)


def at_attendance(meeting: Meeting) -> str:
    return reverse("boards:attendance", args=[meeting.body.slug, meeting.date])


def of_item(name: str, meeting: Meeting, item: AgendaItem, *more: int) -> str:
    return reverse(f"boards:{name}", args=[meeting.body.slug, meeting.date, item.pk, *more])


def listed(names: list[str]) -> str:
    """ "Ann", "Ann and Ben", "Ann, Ben and 4 others"."""
    if len(names) > 3:
        names = [*names[:2], f"{len(names) - 2} others"]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
