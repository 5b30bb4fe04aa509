"""How a report tells what became of a highlight of the last one: one grammar, for its author to edit."""

from typing import Final

from reports.highlights import Before, Highlight
from reports.models import CarriedForward
from reports.quoting import quoted

Verdict = CarriedForward.Verdict

NOW: Final = {
    Verdict.BETTER: "Since then this has become better.",
    Verdict.SAME: "Since then this has stayed the same.",
    Verdict.WORSE: "Since then this has become worse.",
    Verdict.CLOSED: "This is now closed.",
    Verdict.NO_LONGER: "I no longer report on this.",
}
THEN: Final = {
    Verdict.BETTER: "it had become better",
    Verdict.SAME: "it had stayed the same",
    Verdict.WORSE: "it had become worse",
    Verdict.CLOSED: "it was closed",
    Verdict.NO_LONGER: "it was no longer reported on",
}
GOES_ON: Final = frozenset({Verdict.BETTER, Verdict.SAME, Verdict.WORSE})
"""Answers after which the next report is to say again how it stands."""


def carried_sentence(
    highlight: Highlight, verdict: str, *, mine: bool = True, before: Before | None = None
) -> str:
    """ "In my last report I said (paragraph 3.2): “Two teams were short of staff.” Since then …".

    ``mine`` is whether the last report had the same author. One that was carried forward already, from
    ``before``, is told from where it was first reported on, so that quotations do not nest.
    """
    number, now = highlight.said.number, NOW[Verdict(verdict)]
    last = "my last report" if mine else "the last report"
    if before:
        then = THEN[Verdict(before.answer.verdict)]
        return (
            f"This was first reported on {before.when} (paragraph {before.said.number}): "
            f"{quoted(before.said.text)} In {last} {then} (paragraph {number}). {now}"
        )
    said = "In my last report I said" if mine else "The last report said"
    return f"{said} (paragraph {number}): {quoted(highlight.said.text)} {now}"


def with_verdict(text: str, before: str, after: str) -> str:
    """A paragraph that was edited, with the sentence of its new answer where that of the old one stood."""
    return text.replace(NOW[Verdict(before)], NOW[Verdict(after)])
