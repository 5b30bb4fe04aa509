"""What the meeting's own record adds to the minute of an item: urgency, declarations and a recorded vote.

None of it is typed twice. Private items are not minuted here: readers have no more than their summary.
"""

from typing import Final

from django.db.models import Prefetch

from boards.models import Declaration, Vote
from reports.composed import ComposedParagraph, paragraph_anchor
from reports.markdown import plain_text, render_block
from reports.models import Paper
from scrutiny.models import Minute

FROM_THE_RECORD: Final = (
    Prefetch(
        "item__papers",
        queryset=Paper.objects.exclude(urgency_reason="").select_related("publication__restriction"),
    ),
    Prefetch("item__declarations", queryset=Declaration.objects.select_related("person")),
    Prefetch("item__votes", queryset=Vote.objects.select_related("person").order_by("person__name")),
)
"""What a minute is fetched with, so that this file asks no query of its own."""


def urgency(row: Minute, section: str) -> tuple[ComposedParagraph, ...]:
    """The special circumstances of an urgent item or a late paper (LGA 1972 s.100B(4)(b)).

    A paper that is not for publication is left out: the law's clock is for papers the public may inspect, and
    the circumstances may tell what is in it.
    """
    told = []
    if reason := row.item.urgency_reason.strip():
        words = f"The Chair took this item as urgent. The special circumstances: {reason}"
        told.append(unnumbered(f"urgency-{row.pk}", f"{section}-urgency", words))
    for place, paper in enumerate(filter(is_public, row.item.papers.all()), start=1):
        words = (
            f"The Chair took the paper “{paper.title}” as urgent. "
            f"The special circumstances: {paper.urgency_reason}"
        )
        told.append(unnumbered(f"urgency-paper-{paper.pk}", f"{section}-urgency-{place}", words))
    return tuple(told)


def is_public(paper: Paper) -> bool:
    restriction = paper.publication and paper.publication.restriction
    return not (restriction and restriction.is_in_force)


def declarations(row: Minute, section: str) -> tuple[ComposedParagraph, ...]:
    """Who declared which interest, and whether they left the room (domain rule 17)."""
    return tuple(
        unnumbered(
            f"declaration-{declared.pk}",
            f"{section}-declaration-{place}",
            f"{declared.person.name} declared {declared.a_kind}: {ended(declared.nature)}{left(declared)}",
        )
        for place, declared in enumerate(row.item.declarations.all(), start=1)
    )


def ended(words: str) -> str:
    """The words as a sentence of their own."""
    words = " ".join(words.split())
    return words if words.endswith((".", "!", "?")) else f"{words}."


def left(declared: Declaration) -> str:
    return " They left the room." if declared.left_the_room else ""


def recorded_vote(row: Minute, section: str) -> tuple[ComposedParagraph, ...]:
    """Who voted how, where that was recorded: "Recorded vote. For: Ann, Ben. Against: Cem."."""
    votes = list(row.item.votes.all())
    groups = [(how.label, [vote.person.name for vote in votes if vote.how == how]) for how in Vote.How]
    listed = [f"{label}: {', '.join(names)}." for label, names in groups if names]
    if not listed:
        return ()
    return (unnumbered(f"votes-{row.pk}", f"{section}-votes", " ".join(["Recorded vote.", *listed])),)


def unnumbered(key: str, anchor: str, words: str, kind: str = "") -> ComposedParagraph:
    """A paragraph of the item that bears no number, under an anchor made from the item's."""
    return ComposedParagraph(
        key=key,
        number="",
        anchor=paragraph_anchor("minutes", anchor),
        html=render_block(words),
        text=plain_text(words),
        kind=kind,
    )
