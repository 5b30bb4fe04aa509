"""The consultation on the future of the demonstration's board, still under discussion."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from boards.deeds.consultations import add_question, open_consultation, record_position
from boards.models import Consultation, ConsultationQuestion, Position
from improvement_board.demo.bodies import board
from improvement_board.demo.days import Days, moment
from improvement_board.demo.people import person
from improvement_board.demo.seats import seat
from improvement_board.demo.story import Step

Stance = Position.Stance

TITLE = "What follows the Improvement Board"
ABOUT = (
    "The Board was set up for as long as the council is judged inadequate, and for six months after. The "
    "third monitoring visit makes it likely that this time comes within a year. Each seat is asked, before "
    "the full inspection and not after it, what should carry the work on."
)
OPENED, ANSWERED = 5, 4
OPEN_FOR = datetime.timedelta(weeks=10)

HAND_OVER = "Should the Safeguarding Children Partnership take over the Board's work?"
CHAIR = "Should whoever takes over have an independent chair?"
SHADOW = (
    "Should the Board meet twice more after the judgement, to see that what was handed over is carried on?"
)
QUESTIONS = (HAND_OVER, CHAIR, SHADOW)


@dataclass(frozen=True)
class Answer:
    seat: str
    question: str
    stance: str
    text: str = ""


ANSWERS = (
    Answer(
        "director",
        HAND_OVER,
        Stance.FOR,
        "The Partnership has the statutory duty and the same people round the table. Two boards with one "
        "purpose would tire both.",
    ),
    Answer(
        "director",
        CHAIR,
        Stance.FOR,
        "Nobody inside the county would have asked us the questions that the Chair has asked.",
    ),
    Answer("director", SHADOW, Stance.FOR),
    Answer(
        "chief",
        HAND_OVER,
        Stance.FOR,
        "Provided that the Partnership has a secretariat of its own, which it has not at present.",
    ),
    Answer(
        "chief",
        CHAIR,
        Stance.MIXED,
        "For the first two years. After that the partners should be able to hold each other to account.",
    ),
    Answer(
        "chief", SHADOW, Stance.AGAINST, "Once is enough. A board that cannot stop meeting is not trusted."
    ),
    Answer(
        "police",
        HAND_OVER,
        Stance.FOR,
        "The police answer to the Partnership already and would rather answer once.",
    ),
    Answer("police", CHAIR, Stance.FOR),
    Answer("police", SHADOW, Stance.FOR, "With the measures that were agreed for Stonebeck and Wexcombe."),
    Answer(
        "health",
        HAND_OVER,
        Stance.MIXED,
        "For safeguarding, yes. Waiting times for mental health are a matter for the whole system and would "
        "be lost there.",
    ),
    Answer("health", CHAIR, Stance.NONE, "The Integrated Care Board decides next month."),
    Answer(
        "secondary",
        HAND_OVER,
        Stance.AGAINST,
        "Schools have one seat in the Partnership for 214 schools. Here they have two, and are heard.",
    ),
    Answer("secondary", CHAIR, Stance.FOR),
    Answer("secondary", SHADOW, Stance.FOR, "In public, both times."),
    Answer(
        "voluntary",
        HAND_OVER,
        Stance.AGAINST,
        "The Partnership meets in private. What has moved this county was being asked in public.",
    ),
    Answer("voluntary", CHAIR, Stance.FOR, "And paid for by more than one of the partners."),
)


def steps(days: Days) -> Iterator[Step]:
    there = Consultation.objects.filter(title=TITLE)
    yield Step(moment(days.weeks_before(OPENED, 1), 10), there.exists, partial(ask, days))
    answered = days.weeks_before(ANSWERED, 0)
    for place, answer in enumerate(ANSWERS):
        yield Step(moment(answered, 10, place), partial(is_given, answer), partial(give, answer, answered))


def question(text: str) -> ConsultationQuestion:
    return ConsultationQuestion.objects.get(text=text)


def ask(days: Days) -> None:
    by, opened = person("secretariat"), days.weeks_before(OPENED, 1)
    consultation = open_consultation(
        by=by,
        body=board(),
        title=TITLE,
        about=ABOUT,
        opened_on=opened,
        closes_on=opened + OPEN_FOR,
        announced=True,
    )
    for text in QUESTIONS:
        add_question(by=by, consultation=consultation, text=text)


def is_given(answer: Answer) -> bool:
    return Position.objects.filter(question__text=answer.question, seat=seat(answer.seat)).exists()


def give(answer: Answer, day: datetime.date) -> None:
    record_position(
        by=person("secretariat"),
        question=question(answer.question),
        seat=seat(answer.seat),
        stance=answer.stance,
        given_on=day,
        text=answer.text,
    )
