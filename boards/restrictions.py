"""What may be kept from the public, for how long, and in which words it is said (domain rule 8).

Two things that differ. *Exempt* information (LGA 1972 Schedule 12A Part 1) may be kept back for as long as
the public interest in keeping it outweighs disclosing it: readers are told the title and the reason.
*Confidential* information (s.100A(2) and (3)) must be kept back: readers are told that there is a private
item, and nothing of it. A partnership body is not bound by the Act; it follows the same categories by its own
policy.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from boards.models import AgendaItem, Body, Meeting, Restriction

PARAGRAPHS: Final = {
    1: "an individual",
    2: "likely to reveal an individual’s identity",
    3: "financial or business affairs",
    4: "labour relations consultations",
    5: "legal professional privilege",
    6: "proposed notices, orders or directions",
    7: "prevention, investigation or prosecution of crime",
}
"""The seven categories of Schedule 12A Part 1, by the number of their paragraph."""

PRIVATE_ITEM: Final = "A private item"
PRIVATE_PAPER: Final = "A confidential paper"
SCHEDULE: Final = "Part 1 of Schedule 12A to the Local Government Act 1972"


def default_review(day: datetime.date) -> datetime.date:
    """Twelve months after ``day``; after 29 February, 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


# ---- Items


def is_private(item: AgendaItem) -> bool:
    """Whether the item is taken without the public."""
    return item.restriction is not None and item.restriction.is_in_force


def is_confidential(item: AgendaItem) -> bool:
    return is_private(item) and is_of_kind(item.restriction, Restriction.Kind.CONFIDENTIAL)


def public_title(item: AgendaItem) -> str:
    """What readers are told the item is called."""
    return PRIVATE_ITEM if is_confidential(item) else item.title


def is_of_kind(restriction: Restriction | None, kind: Restriction.Kind) -> bool:
    return restriction is not None and restriction.kind == kind


def with_parents(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The items of one agenda, in its order. What is under a private item is private with it, in memory."""
    rows, over = list(items), None
    for item in rows:
        if not item.is_sub_item:
            over = item
        elif over is not None and is_private(over) and not (is_private(item) and not is_confidential(over)):
            item.restriction = over.restriction
    return rows


def as_public(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The items of a desk page for those who may not read what is restricted: changed in memory, to be shown
    and never to be saved. They come with their papers, and each paper with its publication's restriction.
    """
    return [_without_private_words(item) for item in with_parents(items)]


def _without_private_words(item: AgendaItem) -> AgendaItem:
    if is_private(item):
        item.title = public_title(item)
        item.purpose = item.presenter = item.urgency_reason = item.outcome_note = ""
        item._prefetched_objects_cache = {"papers": item.papers.none()}  # type: ignore[attr-defined]
        return item
    for paper in item.papers.all():
        publication = paper.publication
        if publication and publication.restriction and publication.restriction.is_in_force:
            paper.title = public_paper_title(publication.restriction, paper.title)
            paper.urgency_reason = ""
            publication.slug = ""  # it is made from the title, and leads nowhere for them
    return item


def public_paper_title(restriction: Restriction, title: str) -> str:
    """What readers are told a restricted paper is called."""
    return title if restriction.kind == Restriction.Kind.EXEMPT else PRIVATE_PAPER


# ---- In words


def paragraphs_in_words(paragraphs: Sequence[int]) -> str:
    """ "paragraph 3", "paragraphs 1 and 2", "paragraphs 1, 2 and 7"."""
    numbers = [str(number) for number in paragraphs]
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    return f"paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}"


def categories_in_words(paragraphs: Sequence[int]) -> str:
    return "; ".join(PARAGRAPHS[number] for number in paragraphs)


def exempt_reason(restriction: Restriction, *, statutory: bool) -> str:
    where = f"{paragraphs_in_words(restriction.paragraphs)} of {SCHEDULE}"
    which = categories_in_words(restriction.paragraphs)
    if statutory:
        return f"Not for publication: exempt information under {where} ({which})"
    return f"Not for publication by the board’s own policy: information of the kind in {where} ({which})"


def public_reason(restriction: Restriction, body: Body) -> str:
    """What readers of an agenda are told about an item, in place of its content."""
    if restriction.kind == Restriction.Kind.CONFIDENTIAL:
        return "A private item: confidential information"
    return exempt_reason(restriction, statutory=body.is_statutory)


def paper_reason(restriction: Restriction) -> str:
    """What readers of an agenda are told behind the title of a restricted paper; nothing of a confidential
    one, whose title says all that may be said."""
    if restriction.kind == Restriction.Kind.CONFIDENTIAL:
        return ""
    return f"not for publication: {paragraphs_in_words(restriction.paragraphs)}"


WHY_CONFIDENTIAL: Final = {
    Restriction.Source.DEPARTMENT: "given by a government department on terms that forbid its disclosure",
    Restriction.Source.LAW: "its disclosure is barred by an Act or by the order of a court",
}


def printed_line(restriction: Restriction, body: Body) -> str:
    """The line on every page of a restricted paper: that it is not for publication, and why."""
    if restriction.kind == Restriction.Kind.CONFIDENTIAL:
        return f"Not for publication: confidential information, {WHY_CONFIDENTIAL[source_of(restriction)]}"
    return exempt_reason(restriction, statutory=body.is_statutory)


def source_of(restriction: Restriction) -> Restriction.Source:
    return Restriction.Source(restriction.source)


# ---- The resolution to exclude the public


def resolution_to_exclude(meeting: Meeting, items: Iterable[AgendaItem]) -> str:
    """The resolution that the meeting passes before its exempt items; empty when there are none.

    It names each item and its paragraph, as s.100A(4) and (5) ask. Confidential items are not in it: for them
    the public must be excluded without any resolution (``must_be_excluded``).
    """
    exempt = [item for item in items if is_private(item) and not is_confidential(item)]
    if not exempt:
        return ""
    named = "; ".join(_named(item) for item in exempt)
    each = "item" if len(exempt) == 1 else "items"
    if not meeting.body.is_statutory:
        return (
            f"That, by its own policy, the board take the following {each} without the public, because "
            f"information of the kind described in {SCHEDULE} is likely to be disclosed, and the public "
            f"interest in keeping it outweighs the public interest in disclosing it: {named}."
        )
    return (
        "That under section 100A(4) of the Local Government Act 1972 the public be excluded from the meeting "
        f"for the following {each} of business, because it is likely that exempt information as defined in "
        f"{SCHEDULE} would be disclosed, and the public interest in keeping it outweighs the public interest "
        f"in disclosing it: {named}."
    )


def _named(item: AgendaItem) -> str:
    paragraphs: list[int] = item.restriction.paragraphs if item.restriction else []
    return (
        f"item {item.number}, “{item.title}” ({paragraphs_in_words(paragraphs)}: "
        f"{categories_in_words(paragraphs)})"
    )


def must_be_excluded(meeting: Meeting, items: Iterable[AgendaItem]) -> str:
    """What the clerk is told of confidential items, without their titles; empty when there are none."""
    numbers = [item.number for item in items if is_confidential(item)]
    if not numbers:
        return ""
    more = f"items {', '.join(numbers[:-1])} and {numbers[-1]}"
    each = f"item {numbers[0]}" if len(numbers) == 1 else more
    if not meeting.body.is_statutory:
        return f"For {each} the public leave without a resolution: the information is confidential."
    return (
        f"For {each} no resolution is needed: the information is confidential, and the public must be "
        "excluded (section 100A(2) of the Act)."
    )


def exclusion_part(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[str, str]:
    """For the page of a meeting: what the clerk reads out before its private items. ``items`` are as they
    are, so this is for those alone who may read what is restricted."""
    return {
        "resolution_to_exclude": resolution_to_exclude(meeting, items),
        "must_be_excluded": must_be_excluded(meeting, items),
    }
