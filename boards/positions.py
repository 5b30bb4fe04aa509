"""The positions of a consultation side by side: every seat that was asked, whether it has answered or not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from boards.models import Consultation, ConsultationQuestion, Organisation, Position, Seat

SECTORS = {value: place for place, value in enumerate(Organisation.Sector.values)}


@dataclass(frozen=True, slots=True)
class Answers:
    """One seat and its answer to each question, in their order; None where it has not answered."""

    seat: Seat
    positions: Sequence[Position | None]

    @property
    def are_complete(self) -> bool:
        return all(self.positions)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One consultation with all its answers."""

    consultation: Consultation
    questions: Sequence[ConsultationQuestion]
    answers: Sequence[Answers]

    @property
    def seats_missing(self) -> int:
        """How many seats have a question left to answer."""
        return sum(not each.are_complete for each in self.answers) if self.questions else 0

    def by_sector(self) -> list[tuple[str, list[Answers]]]:
        grouped = groupby(self.answers, key=lambda each: each.seat.get_sector_display())
        return [(sector, list(answers)) for sector, answers in grouped]

    def tallies(self) -> list[tuple[ConsultationQuestion, str]]:
        """Each question with where the seats stand on it, in words."""
        return [
            (question, tally([each.positions[place] for each in self.answers]))
            for place, question in enumerate(self.questions)
        ]

    def narrowed(self, question: ConsultationQuestion) -> "Sheet":
        """The same sheet with one of its questions only."""
        place = [each.pk for each in self.questions].index(question.pk)
        answers = [Answers(each.seat, [each.positions[place]]) for each in self.answers]
        return Sheet(self.consultation, [question], answers)


def tally(positions: Iterable[Position | None]) -> str:
    """ "3 in favour, 1 against, 2 have not answered"; the order is always the same."""
    counts = Counter(position.stance if position else "" for position in positions)
    said = [f"{counts[stance]} {stance.label.lower()}" for stance in Position.Stance if counts[stance]]
    if missing := counts[""]:
        said.append(f"{missing} {'has' if missing == 1 else 'have'} not answered")
    return ", ".join(said)


def sheet_of(consultation: Consultation) -> Sheet:
    """3 queries."""
    return sheets([consultation])[0]


def sheets(consultations: Sequence[Consultation]) -> list[Sheet]:
    """The sheets of several consultations. 3 queries for all."""
    questions = list(ConsultationQuestion.objects.filter(consultation__in=consultations))
    positions = Position.objects.filter(question__in=questions).select_related("recorded_by")
    given = {(position.question_id, position.seat_id): position for position in positions}
    bodies = {consultation.body_id for consultation in consultations}
    seats = list(Seat.objects.filter(body__in=bodies).select_related("organisation"))
    seats.sort(key=lambda seat: (SECTORS[seat.sector], seat.title.casefold(), seat.pk))
    return [
        sheet(each, [question for question in questions if question.consultation_id == each.pk], seats, given)
        for each in consultations
    ]


def sheet(
    consultation: Consultation,
    questions: Sequence[ConsultationQuestion],
    seats: Iterable[Seat],
    given: dict[tuple[int, int], Position],
) -> Sheet:
    answers = [Answers(seat, [given.get((each.pk, seat.pk)) for each in questions]) for seat in seats]
    shown = [each for each in answers if consultation.asks(each.seat) or any(each.positions)]
    return Sheet(consultation, questions, shown)
