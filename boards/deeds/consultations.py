"""Consulting a body on its own future: what is asked, what each seat answers, what was found and decided."""

import datetime

from django.db import IntegrityError, transaction

from boards import clock
from boards.dates import full_date
from boards.deeds.record import Facts, claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused, Stale
from boards.models import Body, Consultation, ConsultationQuestion, Position, Seat, User

DECIDED = "This consultation is decided, so nothing in it changes any more. The decision can be corrected."
ANSWERED = "A seat has answered already, so the questions stay as they were asked."


# ---- The consultation


@deed
def open_consultation(
    *,
    by: User,
    body: Body,
    title: str,
    opened_on: datetime.date,
    closes_on: datetime.date,
    about: str = "",
    announced: bool = False,
) -> Consultation:
    """Begin to consult the seats of a body on its future.

    ``announced`` tells readers that the future of the body is under discussion, and later what was decided;
    of a consultation that is not announced they learn nothing.

    Raises:
        Refused: without a title, for a closing day before the first, or while another of that title is
            undecided.
    """
    title = title.strip()
    refuse_unfit(title=title, opened_on=opened_on, closes_on=closes_on)
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    if body.consultations.undecided().filter(title__iexact=title).exists():
        raise Refused("A consultation of this title is open already.", field="title")
    consultation = Consultation.objects.create(
        body=body,
        title=title,
        about=about.strip(),
        opened_on=opened_on,
        closes_on=closes_on,
        announced=announced,
    )
    record(by=by, deed="opened the consultation", about=consultation, after=facts(consultation))
    return consultation


@deed
def change_consultation(
    *,
    by: User,
    consultation: Consultation,
    version: int,
    title: str,
    opened_on: datetime.date,
    closes_on: datetime.date,
    about: str = "",
    announced: bool = False,
) -> Consultation:
    """Change what a consultation is about, its days, and whether readers are told of it.

    Raises:
        Refused: as ``open_consultation``, or once it is decided.
        Stale: when somebody else saved in between.
    """
    title = title.strip()
    refuse_unfit(title=title, opened_on=opened_on, closes_on=closes_on)
    fresh, before = undecided(consultation, version)
    fresh.title, fresh.about, fresh.announced = title, about.strip(), announced
    fresh.opened_on, fresh.closes_on = opened_on, closes_on
    fresh.save(update_fields=["title", "about", "announced", "opened_on", "closes_on", "version"])
    record(by=by, deed="changed the consultation", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def write_findings(*, by: User, consultation: Consultation, version: int, findings: str) -> Consultation:
    """Write down what the answers come to. They are for the desk and are not a decision.

    Raises:
        Refused: once it is decided.
        Stale: when somebody else saved in between.
    """
    fresh, before = undecided(consultation, version)
    fresh.findings = findings.strip()
    fresh.save(update_fields=["findings", "version"])
    record(by=by, deed="wrote the findings of", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def decide_consultation(
    *, by: User, consultation: Consultation, version: int, decision: str, decided_on: datetime.date
) -> Consultation:
    """Record what was decided and when. From then on nothing in the consultation changes.

    Raises:
        Refused: without a decision, when it is decided already, or for a day to come or before the closing
            day, when answers could still arrive.
        Stale: when somebody else saved in between.
    """
    decision = decision.strip()
    fresh, before = undecided(consultation, version)
    refuse_decision(fresh, decision=decision, decided_on=decided_on)
    fresh.decision, fresh.decided_on = decision, decided_on
    fresh.save(update_fields=["decision", "decided_on", "version"])
    record(by=by, deed="decided the consultation", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def correct_decision(
    *,
    by: User,
    consultation: Consultation,
    version: int,
    decision: str,
    decided_on: datetime.date,
    announced: bool,
    reason: str,
) -> Consultation:
    """Put right a decision that was recorded wrongly, or whether readers are told of it.

    Raises:
        Refused: without a reason, before there is a decision, or as ``decide_consultation``.
        Stale: when somebody else saved in between.
    """
    decision, reason = decision.strip(), reason.strip()
    if not reason:
        raise Refused("Enter the reason. The log keeps it.", field="reason")
    fresh = claim(consultation, version)
    if not fresh.is_decided:
        raise Refused("Nothing is decided yet, so there is nothing to correct.")
    refuse_decision(fresh, decision=decision, decided_on=decided_on)
    before = facts(fresh) | {"version": version}
    fresh.decision, fresh.decided_on, fresh.announced = decision, decided_on, announced
    fresh.save(update_fields=["decision", "decided_on", "announced", "version"])
    record(
        by=by,
        deed="corrected the decision of",
        about=fresh,
        before=before,
        after=facts(fresh),
        reason=reason,
    )
    return fresh


# ---- The questions, until somebody answers


@deed
def add_question(*, by: User, consultation: Consultation, text: str) -> ConsultationQuestion:
    """Ask one more question, after the others.

    Raises:
        Refused: without a text, for a question that is asked already, once a seat has answered or once it is
            decided.
    """
    text = text.strip()
    asked = questions_in_line(consultation)
    refuse_question(text, asked)
    question = ConsultationQuestion.objects.create(
        consultation=consultation, position=len(asked) + 1, text=text
    )
    record(by=by, deed="added the question", about=question, after=facts(question))
    return question


@deed
def change_question(
    *, by: User, question: ConsultationQuestion, version: int, text: str
) -> ConsultationQuestion:
    """Word a question differently.

    Raises:
        Refused: as ``add_question``.
        Stale: when somebody else saved in between.
    """
    text = text.strip()
    asked = questions_in_line(question.consultation)
    refuse_question(text, [each for each in asked if each.pk != question.pk])
    fresh = claim(question, version)
    before = facts(fresh) | {"version": version}
    fresh.text = text
    fresh.save(update_fields=["text", "version"])
    record(by=by, deed="changed the question", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def move_question(
    *, by: User, question: ConsultationQuestion, from_position: int, to_position: int
) -> ConsultationQuestion:
    """Ask a question earlier or later; a position beyond the ends means the end.

    Raises:
        Refused: once a seat has answered or once it is decided.
        Stale: when the question is not where the mover saw it.
    """
    asked = questions_in_line(question.consultation)
    here = next((each for each in asked if each.pk == question.pk), None)
    if here is None or here.position != from_position:
        raise Stale("list of questions")
    to_position = min(max(to_position, 1), len(asked))
    if to_position == from_position:
        unchanged()
        return here
    asked.remove(here)
    asked.insert(to_position - 1, here)
    number(asked)
    record(
        by=by,
        deed="moved the question",
        about=here,
        before={"position": from_position},
        after={"position": to_position},
    )
    return here


@deed
def remove_question(*, by: User, question: ConsultationQuestion, version: int) -> None:
    """Take a question out before it is answered. What it asked stays in the log.

    Raises:
        Refused: once a seat has answered or once it is decided.
        Stale: when somebody else saved in between.
    """
    asked = questions_in_line(question.consultation)
    fresh = claim(question, version)
    record(by=by, deed="removed the question", about=fresh, before=facts(question))
    fresh.delete()
    number([each for each in asked if each.pk != question.pk])


# ---- The positions


@deed
def record_position(
    *,
    by: User,
    question: ConsultationQuestion,
    seat: Seat,
    stance: str,
    given_on: datetime.date,
    text: str = "",
    version: int = 0,
) -> Position:
    """Record on behalf of a seat what it answered to a question, or put its answer right.

    ``version`` is that of the answer that was shown, and 0 when there was none.

    Raises:
        Refused: for a seat that was not asked, an unknown stance, a day to come or before the consultation
            opened, or once it is decided.
        Stale: when somebody else saved in between.
    """
    consultation = hold_undecided(question.consultation)
    refuse_position(consultation, seat, stance=stance, given_on=given_on)
    said = {"stance": stance, "text": text.strip(), "given_on": given_on, "recorded_by": by}
    known = Position.objects.filter(question=question, seat=seat).first()
    if known is None:
        position = first_position(question, seat, said)
        record(by=by, deed="recorded the position", about=position, after=facts(position))
        return position
    fresh = claim(known, version)
    before = facts(fresh) | {"version": version}
    for name, value in said.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=[*said, "version"])
    record(by=by, deed="changed the position", about=fresh, before=before, after=facts(fresh))
    return fresh


# ---- What the deeds share


def first_position(question: ConsultationQuestion, seat: Seat, said: Facts) -> Position:
    try:
        with transaction.atomic():
            return Position.objects.create(question=question, seat=seat, **said)
    except IntegrityError:
        raise Stale("position") from None


def undecided(consultation: Consultation, version: int) -> tuple[Consultation, Facts]:
    """The consultation, locked for a change, and its facts before."""
    fresh = claim(consultation, version)
    if fresh.is_decided:
        raise Refused(DECIDED)
    return fresh, facts(fresh) | {"version": version}


def hold_undecided(consultation: Consultation) -> Consultation:
    """Put in line those who ask, answer and decide, without a new version of the consultation itself."""
    held = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    if held.is_decided:
        raise Refused(DECIDED)
    return held


def questions_in_line(consultation: Consultation) -> list[ConsultationQuestion]:
    """The questions in order, for a change that is allowed until a seat has answered."""
    held = hold_undecided(consultation)
    if held.is_answered:
        raise Refused(ANSWERED)
    return list(ConsultationQuestion.objects.select_for_update(no_key=True).filter(consultation=held))


def number(questions: list[ConsultationQuestion]) -> None:
    for position, question in enumerate(questions, start=1):
        if question.position != position:
            question.position = position
            question.save(update_fields=["position"])


def refuse_unfit(*, title: str, opened_on: datetime.date, closes_on: datetime.date) -> None:
    if not title:
        raise Refused("Enter the title.", field="title")
    if closes_on < opened_on:
        raise Refused("The closing day must not be before the first day.", field="closes_on")


def refuse_question(text: str, others: list[ConsultationQuestion]) -> None:
    if not text:
        raise Refused("Enter the question.", field="text")
    if any(text.casefold() == each.text.casefold() for each in others):
        raise Refused("This question is asked already.", field="text")


def refuse_decision(consultation: Consultation, *, decision: str, decided_on: datetime.date) -> None:
    if not decision:
        raise Refused("Enter the decision.", field="decision")
    if decided_on > clock.today():
        raise Refused("The day of the decision must not be in the future.", field="decided_on")
    if decided_on < consultation.closes_on:
        raise Refused(
            f"Seats may answer until {full_date(consultation.closes_on)}. "
            "Change the closing day first if the consultation ended earlier.",
            field="decided_on",
        )


def refuse_position(consultation: Consultation, seat: Seat, *, stance: str, given_on: datetime.date) -> None:
    answered = Position.objects.filter(question__consultation=consultation, seat=seat).exists()
    if not consultation.asks(seat) and not answered:
        raise Refused("This seat was not asked in this consultation.")
    if stance not in Position.Stance.values:
        raise Refused("Choose where the seat stands.", field="stance")
    if given_on > clock.today():
        raise Refused("The day of the answer must not be in the future.", field="given_on")
    if given_on < consultation.opened_on:
        raise Refused(
            f"The consultation opened on {full_date(consultation.opened_on)}: no answer came before.",
            field="given_on",
        )
