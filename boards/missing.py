"""What a meeting still lacks, in the words of the strip at the top of its page."""

from collections.abc import Iterable, Sequence

from boards import clock
from boards.models import AgendaItem, Meeting


def what_is_missing(meeting: Meeting, items: Sequence[AgendaItem]) -> list[str]:
    """One sentence for each thing to do, the agenda's first. ``items`` come with their papers."""
    if not meeting.takes_place:
        return []
    after = missing_after_the_day(meeting) if meeting.date <= clock.today() else []
    return [*missing_on_agenda(meeting, items), *after]


def missing_on_agenda(meeting: Meeting, items: Sequence[AgendaItem]) -> list[str]:
    """What the agenda lacks. Asks the database nothing, so that it may be asked of many meetings."""
    if meeting.agenda_is_published:
        return awaited(items)
    if not items:
        return ["The agenda has no items yet."]
    return [*awaited(items), *without_paper(items), *without_presenter(items)]


def awaited(items: Iterable[AgendaItem]) -> list[str]:
    papers = [paper for item in items for paper in item.papers.all()]
    to_follow = sum(paper.publication_id is None for paper in papers)
    return [f"{to_follow} paper{'' if to_follow == 1 else 's'} to follow."] if to_follow else []


def without_paper(items: Iterable[AgendaItem]) -> list[str]:
    numbers = [item.number for item in items if not item.verbal and not item.papers.all()]
    return [f"No paper for {numbered(numbers)}, and not marked as verbal."] if numbers else []


def without_presenter(items: Iterable[AgendaItem]) -> list[str]:
    numbers = [item.number for item in items if not item.presenter]
    return [f"No presenter for {numbered(numbers)}."] if numbers else []


def missing_after_the_day(meeting: Meeting) -> list[str]:
    members = {seat.user_id for seat in meeting.members()}
    recorded = set(meeting.attendance.filter(user__isnull=False).values_list("user_id", flat=True))
    left = len(members - recorded)
    if not members or not left:
        return []
    if left == len(members):
        return ["The attendance is not recorded."]
    return [f"The attendance of {left} member{'' if left == 1 else 's'} is not recorded."]


def numbered(numbers: Sequence[str]) -> str:
    """ "item 3", "items 2 and 5", "items 2, 3.1 and 5"."""
    if len(numbers) == 1:
        return f"item {numbers[0]}"
    return f"items {', '.join(numbers[:-1])} and {numbers[-1]}"
