"""What could go into a report: paragraphs that the service offers, each to be accepted or put aside.

A kind joins with one class, registered in the ``ready`` of its app, and no change elsewhere:

    class OpenQuestions(OfferKind):
        key = "open-question"
        label = "Questions that are still open"

        def offers(self, report: Report, reader: User) -> list[Offer]:
            return [
                Offer(
                    key=self.key_of(question.pk),
                    kind_label=self.label,
                    title=question.text,
                    why="Asked on 3 March 2026, not answered yet",
                    text=f"The Board asked on 3 March 2026: “{question.text}”. It has not been answered.",
                    evidence_kind="question",
                    evidence_target=str(question.pk),
                )
                for question in ...
            ]

    register(OpenQuestions())

``offers`` asks a fixed number of queries and returns only what ``reader``, who is writing the report, may
read; what was answered already is left out by ``offered``, so a kind need not know of that. ``text`` is typed
text (``reports.typed``) for the author to edit, and ``reports.quoting`` quotes what it is from. The evidence
names a kind that is registered in ``reports.evidence``; an offer without one leaves both empty.
"""

from reports.offers.kinds import Offer, OfferKind, kinds, register
from reports.offers.offered import Offered, offer_called, offered, put_aside

__all__ = ["Offer", "OfferKind", "Offered", "kinds", "offer_called", "offered", "put_aside", "register"]
