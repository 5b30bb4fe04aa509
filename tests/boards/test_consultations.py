"""A consultation on a body's future: questions, positions seat by seat, findings, and the decision."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from boards.deeds.consultations import (
    add_question,
    change_consultation,
    change_question,
    decide_consultation,
    open_consultation,
    record_position,
)
from boards.deeds.refusals import Refused, Stale
from boards.models import Consultation, ConsultationQuestion, LogEntry, Position, Seat
from boards.needs import consultations as source
from boards.positions import sheet_of, tally
from tests.boards.pages import Posted, browser, codes, day, deeds_done, only_entry, queries_of, words
from tests.builders import make_organisation
from tests.cast import Cast

BOARD = "/desk/bodies/childrens-improvement-board/"
CONSULTATIONS = BOARD + "consultations/"
OPENED, CLOSES = date(2026, 1, 5), date(2026, 2, 27)
UNDECIDED = "Under discussion, not decided"


def make_seat(cast: Cast, title: str, sector: str = "police", **facts: object) -> Seat:
    return Seat.objects.create(
        title=title,
        sector=sector,
        **({"body": cast.board, "since": date(2020, 1, 1), "agreed_on": date(2020, 1, 1)} | facts),
    )


def opened(cast: Cast, questions: int = 1, **other: object) -> Consultation:
    consultation = open_consultation(
        by=cast.sam,
        body=cast.board,
        **({"title": "After improvement", "opened_on": OPENED, "closes_on": CLOSES} | other),  # type: ignore[arg-type]
    )
    for number in range(1, questions + 1):
        add_question(by=cast.sam, consultation=consultation, text=f"Question {number}?")
    return consultation


def answer(
    cast: Cast, question: ConsultationQuestion, seat: Seat, stance: str = "for", text: str = ""
) -> Position:
    return record_position(
        by=cast.sam, question=question, seat=seat, stance=stance, text=text, given_on=date(2026, 2, 1)
    )


def decided(cast: Cast, consultation: Consultation, decision: str = "The board goes on.") -> Consultation:
    version = Consultation.objects.get(pk=consultation.pk).version
    return decide_consultation(
        by=cast.sam,
        consultation=consultation,
        version=version,
        decision=decision,
        decided_on=date(2026, 3, 10),
    )


# ---- opening


def typed(**other: str) -> Posted:
    return (
        {"title": "After improvement", "about": "What comes after.", "announced": ""}
        | day("opened_on", OPENED)
        | day("closes_on", CLOSES)
        | other
    )


def test_the_secretariat_opens_a_consultation_and_goes_on_to_its_questions(cast: Cast) -> None:
    response = browser(cast.sam).post(CONSULTATIONS + "open/", typed())
    consultation = Consultation.objects.get()
    assert response["Location"] == f"{CONSULTATIONS}{consultation.pk}/questions/"
    assert (consultation.title, consultation.announced, consultation.is_decided) == (
        "After improvement",
        False,
        False,
    )
    entry = only_entry()
    assert (entry.deed, entry.after["closes_on"]) == ("opened the consultation", "2026-02-27")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Enter the title"),
        (day("closes_on", "2026-01-04"), "The closing day must not be before the first day."),
        ({"closes_on_month": "13"}, "The closing day must have a month between 1 and 12"),
    ],
)
def test_wrong_input_opens_nothing(cast: Cast, wrong: Posted, sentence: str) -> None:
    response = browser(cast.sam).post(CONSULTATIONS + "open/", typed() | wrong)
    assert sentence in words(response)
    assert "What comes after." in words(response)
    assert (Consultation.objects.count(), deeds_done()) == (0, [])


def test_the_same_form_sent_twice_opens_one(cast: Cast) -> None:
    browser(cast.sam).post(CONSULTATIONS + "open/", typed())
    again = browser(cast.sam).post(CONSULTATIONS + "open/", typed())
    assert "A consultation of this title is open already." in words(again)
    assert Consultation.objects.count() == 1


def test_insiders_read_it_and_only_those_who_may_change_the_body_write(cast: Cast) -> None:
    consultation = opened(cast)
    seat, question = make_seat(cast, "Chief Constable"), consultation.questions.get()
    page = f"{CONSULTATIONS}{consultation.pk}/"
    for reading in (CONSULTATIONS, page, f"{page}questions/{question.pk}/"):
        assert codes(reading, cast.sam, cast.mo, cast.chris, cast.otto) == [200, 200, 200, 404]
    writing = ["change/", "questions/", "findings/", "decide/", "correct/"]
    writing += [f"questions/{question.pk}/{step}" for step in ("change/", "remove/", f"seats/{seat.pk}/")]
    for address in [CONSULTATIONS + "open/", *(page + each for each in writing)]:
        assert codes(address, cast.mo, cast.otto) == [403, 404], address


def test_what_belongs_to_another_body_is_not_found_from_here(cast: Cast) -> None:
    consultation = opened(cast)
    question, seat = consultation.questions.get(), make_seat(cast, "Chief Constable")
    elsewhere = open_consultation(
        by=cast.otto, body=cast.other_board, title="Theirs", opened_on=OPENED, closes_on=CLOSES
    )
    theirs = add_question(by=cast.otto, consultation=elsewhere, text="Whether?")
    page = f"{CONSULTATIONS}{consultation.pk}/questions/"
    assert codes(f"{CONSULTATIONS}{elsewhere.pk}/", cast.sam) == [404]
    assert codes(f"{page}{theirs.pk}/", cast.sam) == [404]
    assert codes(f"{page}{theirs.pk}/seats/{seat.pk}/", cast.sam) == [404]
    Seat.objects.filter(pk=seat.pk).update(body=cast.other_board)
    assert codes(f"{page}{question.pk}/seats/{seat.pk}/", cast.sam) == [404]


# ---- questions


def test_questions_are_added_changed_moved_and_removed_while_nobody_has_answered(cast: Cast) -> None:
    consultation = opened(cast, questions=3)
    page = f"{CONSULTATIONS}{consultation.pk}/questions/"
    first, second, third = consultation.questions.all()
    sam = browser(cast.sam)
    sam.post(page, {"text": "And who pays?"})
    sam.post(f"{page}{first.pk}/change/", {"text": "Shall it go on?", "version": "1"})
    sam.post(f"{page}{third.pk}/move/", {"was": "3", "to": "1"})
    sam.post(f"{page}{second.pk}/remove/", {"version": "1"})
    assert list(consultation.questions.values_list("position", "text")) == [
        (1, "Question 3?"),
        (2, "Shall it go on?"),
        (3, "And who pays?"),
    ]
    assert [done for _, done in deeds_done()][-4:] == [
        "added the question",
        "changed the question",
        "moved the question",
        "removed the question",
    ]


def test_once_a_seat_has_answered_the_questions_stay(cast: Cast) -> None:
    consultation = opened(cast, questions=2)
    question = consultation.questions.all()[0]
    answer(cast, question, make_seat(cast, "Chief Constable"))
    page = f"{CONSULTATIONS}{consultation.pk}/questions/"
    sam = browser(cast.sam)
    assert "the questions stay as they were asked" in words(sam.get(page))
    assert "Ask one more" not in words(sam.get(page))
    for address, posted in (
        (page, {"text": "One more?"}),
        (f"{page}{question.pk}/change/", {"text": "Other", "version": "1"}),
        (f"{page}{question.pk}/remove/", {"version": "1"}),
    ):
        assert "A seat has answered already" in words(sam.post(address, posted))
    assert "A seat has answered already" in words(
        sam.post(f"{page}{question.pk}/move/", {"was": "1", "to": "2"}, follow=True)
    )
    assert list(consultation.questions.values_list("text", flat=True)) == ["Question 1?", "Question 2?"]


def test_a_question_is_asked_once_and_never_empty(cast: Cast) -> None:
    consultation = opened(cast)
    page = f"{CONSULTATIONS}{consultation.pk}/questions/"
    assert "This question is asked already." in words(browser(cast.sam).post(page, {"text": "question 1?"}))
    assert "Enter the question" in words(browser(cast.sam).post(page, {"text": " "}))
    assert consultation.questions.count() == 1


def test_two_who_work_on_the_questions_do_not_overwrite_each_other(cast: Cast) -> None:
    consultation = opened(cast, questions=2)
    first, second = consultation.questions.all()
    change_question(by=cast.sam, question=first, version=1, text="Mine?")
    with pytest.raises(Stale):
        change_question(by=cast.sam, question=first, version=1, text="Theirs?")
    page = f"{CONSULTATIONS}{consultation.pk}/questions/{second.pk}/move/"
    answer = browser(cast.sam).post(page, {"was": "1", "to": "2"}, follow=True)
    assert "Somebody else changed this list of questions" in words(answer)


# ---- positions


def test_positions_stand_side_by_side_by_sector_and_silence_is_said_in_words(cast: Cast) -> None:
    icb = make_organisation("Marlshire ICB", sector="health")
    consultation = opened(cast, questions=2)
    first, second = consultation.questions.all()
    nurse = make_seat(cast, "Chief Nurse", "health", organisation=icb)
    chief, head = make_seat(cast, "Chief Constable"), make_seat(cast, "Headteacher", "education")
    answer(cast, first, chief, "for", "It has <b>helped</b>.")
    answer(cast, first, nurse, "against", "Enough meetings.")
    page = words(browser(cast.mo).get(f"{CONSULTATIONS}{consultation.pk}/questions/{first.pk}/"))
    assert "1 in favour, 1 against, 1 has not answered." in page.lower()
    assert page.index("Police") < page.index("Health") < page.index("Schools and education")
    assert "Chief Constable In favour Sunday 1 February 2026 It has &lt;b&gt;helped&lt;/b&gt;." in page
    assert "Chief Nurse, Marlshire ICB Against Sunday 1 February 2026 Enough meetings." in page
    assert f"{head.title} Not answered yet" in page
    whole = words(browser(cast.mo).get(f"{CONSULTATIONS}{consultation.pk}/"))
    assert "Chief Constable In favour Not answered yet" in whole
    assert "Question 2? 3 have not answered" in whole
    assert second.positions.count() == 0


def test_the_seats_asked_are_those_agreed_that_stood_while_it_was_open(cast: Cast) -> None:
    asked = [
        make_seat(cast, "Agreed"),
        make_seat(cast, "Ends on the first day", until=OPENED),
        make_seat(cast, "Begins on the last day", since=CLOSES, agreed_on=CLOSES),
    ]
    make_seat(cast, "Proposed", agreed_on=None)
    make_seat(cast, "Ended before", until=OPENED - timedelta(days=1))
    make_seat(cast, "Agreed after", agreed_on=CLOSES + timedelta(days=1))
    make_seat(cast, "Begins after", since=CLOSES + timedelta(days=1))
    make_seat(cast, "Elsewhere", body=cast.other_board)
    sheet = sheet_of(opened(cast))
    assert {each.seat for each in sheet.answers} == set(asked)


def test_a_seat_keeps_its_answer_though_its_days_are_changed(cast: Cast) -> None:
    consultation, seat = opened(cast), make_seat(cast, "Chief Constable")
    answer(cast, consultation.questions.get(), seat)
    Seat.objects.filter(pk=seat.pk).update(until=OPENED - timedelta(days=1))
    assert [each.seat for each in sheet_of(consultation).answers] == [seat]


def position_of(cast: Cast, **other: str) -> Posted:
    return (
        {"stance": "mixed", "text": "With conditions.", "version": "0"}
        | day("given_on", "2026-02-01")
        | other
    )


def test_a_position_is_recorded_and_changed_on_behalf_of_a_seat(cast: Cast) -> None:
    consultation, seat = opened(cast), make_seat(cast, "Chief Constable")
    question = consultation.questions.get()
    page = f"{CONSULTATIONS}{consultation.pk}/questions/{question.pk}/"
    response = browser(cast.sam).post(f"{page}seats/{seat.pk}/", position_of(cast))
    assert response["Location"] == f"{page}#seat-{seat.pk}"
    browser(cast.sam).post(f"{page}seats/{seat.pk}/", position_of(cast, stance="against", version="1"))
    position = Position.objects.get()
    assert (position.stance, position.text, position.recorded_by, position.version) == (
        "against",
        "With conditions.",
        cast.sam,
        2,
    )
    entry = LogEntry.objects.latest("sequence")
    assert (entry.deed, (entry.before or {})["stance"], (entry.after or {})["stance"]) == (
        "changed the position",
        "mixed",
        "against",
    )


@pytest.mark.parametrize(("first", "version"), [(False, "1"), (True, "0")])
def test_the_second_who_records_sees_what_the_first_did(cast: Cast, first: bool, version: str) -> None:
    """Whether the page was drawn before there was an answer (0), or before it was changed (1)."""
    consultation, seat = opened(cast), make_seat(cast, "Chief Constable")
    question = consultation.questions.get()
    address = f"{CONSULTATIONS}{consultation.pk}/questions/{question.pk}/seats/{seat.pk}/"
    answer(cast, question, seat, "for", "Theirs.")
    if not first:
        record_position(
            by=cast.sam,
            question=question,
            seat=seat,
            stance="against",
            text="Theirs.",
            given_on=OPENED,
            version=1,
        )
    response = browser(cast.sam).post(address, position_of(cast, version=version))
    assert "Somebody else changed this position while you were working on it." in words(response)
    assert "What is saved now" in words(response)
    assert "Theirs." in words(response)
    assert "With conditions." in words(response)
    assert Position.objects.get().text == "Theirs."


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"stance": "maybe"}, "Choose where the seat stands"),
        (day("given_on", "2026-01-04"), "The consultation opened on Monday 5 January 2026"),
        (day("given_on", "2090-01-01"), "The day of the answer must not be in the future."),
    ],
)
def test_a_wrong_position_is_refused(cast: Cast, wrong: Posted, sentence: str) -> None:
    consultation, seat = opened(cast), make_seat(cast, "Chief Constable")
    question = consultation.questions.get()
    address = f"{CONSULTATIONS}{consultation.pk}/questions/{question.pk}/seats/{seat.pk}/"
    response = browser(cast.sam).post(address, position_of(cast) | wrong)
    assert sentence in words(response)
    assert "With conditions." in words(response)
    assert Position.objects.count() == 0


def test_a_seat_that_is_only_proposed_has_no_position(cast: Cast) -> None:
    question = opened(cast).questions.get()
    with pytest.raises(Refused, match="was not asked"):
        answer(cast, question, make_seat(cast, "Proposed", agreed_on=None))


@pytest.mark.parametrize(
    ("stances", "said"),
    [
        ([], ""),
        (["for"], "1 in favour"),
        (["none", "for", "mixed", "against", "for"], "2 in favour, 1 against, 1 in part, 1 no position"),
        ([None], "1 has not answered"),
        (["for", None, None], "1 in favour, 2 have not answered"),
    ],
)
def test_the_positions_on_a_question_in_words(stances: list[str | None], said: str) -> None:
    assert tally([Position(stance=each) if each else None for each in stances]) == said


# ---- findings and decision


def test_until_it_is_decided_every_page_says_so_and_then_none_does(cast: Cast) -> None:
    consultation, seat = opened(cast), make_seat(cast, "Chief Constable")
    question = consultation.questions.get()
    page = f"{CONSULTATIONS}{consultation.pk}/"
    pages = [
        *(CONSULTATIONS, page, page + "change/", page + "findings/", page + "decide/", page + "questions/"),
        *(
            f"{page}questions/{question.pk}/{step}"
            for step in ("", "change/", "remove/", f"seats/{seat.pk}/")
        ),
    ]
    sam = browser(cast.sam)
    assert [address for address in pages if UNDECIDED not in words(sam.get(address))] == []
    assert UNDECIDED in words(sam.get(BOARD))
    decided(cast, consultation)
    assert [address for address in pages if UNDECIDED in words(sam.get(address))] == []
    assert "Decided on Tuesday 10 March 2026." in words(sam.get(page))
    assert "The board goes on." in words(sam.get(page))
    assert UNDECIDED not in words(sam.get(BOARD))


def test_findings_are_written_and_are_no_decision(cast: Cast) -> None:
    consultation = opened(cast)
    page = f"{CONSULTATIONS}{consultation.pk}/"
    browser(cast.sam).post(page + "findings/", {"findings": "Most agree.", "version": "1"})
    consultation.refresh_from_db()
    assert (consultation.findings, consultation.is_decided, consultation.version) == ("Most agree.", False, 2)
    stale = browser(cast.sam).post(page + "findings/", {"findings": "Some do.", "version": "1"})
    assert "What is saved now" in words(stale)


@pytest.mark.parametrize(
    ("decision", "decided_on", "sentence"),
    [
        ("", "2026-03-10", "Enter the decision"),
        ("It ends.", "2026-02-26", "Seats may answer until Friday 27 February 2026."),
        ("It ends.", "2090-01-01", "The day of the decision must not be in the future."),
    ],
)
def test_a_decision_needs_words_and_a_day_on_which_it_could_be_made(
    cast: Cast, decision: str, decided_on: str, sentence: str
) -> None:
    consultation = opened(cast)
    posted = {"decision": decision, "version": "1"} | day("decided_on", decided_on)
    response = browser(cast.sam).post(f"{CONSULTATIONS}{consultation.pk}/decide/", posted)
    assert sentence in words(response)
    consultation.refresh_from_db()
    assert not consultation.is_decided


def test_once_decided_nothing_in_it_changes(cast: Cast) -> None:
    consultation, seat = opened(cast), make_seat(cast, "Chief Constable")
    question = consultation.questions.get()
    decided(cast, consultation)
    page = f"{CONSULTATIONS}{consultation.pk}/"
    for address in ("change/", "findings/", "decide/", f"questions/{question.pk}/seats/{seat.pk}/"):
        assert codes(page + address, cast.sam) == [409], address
        assert codes(page + address, cast.sam, method="post") == [409], address
    for act in (
        lambda: answer(cast, question, seat),
        lambda: add_question(by=cast.sam, consultation=consultation, text="More?"),
        lambda: decided(cast, consultation, "Something else."),
    ):
        with pytest.raises(Refused, match="This consultation is decided"):
            act()


def test_a_decision_recorded_wrongly_is_corrected_with_a_reason(cast: Cast) -> None:
    consultation = opened(cast)
    page = f"{CONSULTATIONS}{consultation.pk}/correct/"
    assert codes(page, cast.sam) == [409]
    decided(cast, consultation)
    posted = {"decision": "It ends.", "announced": "on", "version": "2"} | day("decided_on", "2026-03-11")
    assert "Enter the reason" in words(browser(cast.sam).post(page, posted | {"reason": " "}))
    assert browser(cast.sam).post(page, posted | {"reason": "Misheard"}).status_code == 302
    consultation.refresh_from_db()
    assert (consultation.decision, consultation.decided_on, consultation.announced) == (
        "It ends.",
        date(2026, 3, 11),
        True,
    )
    entry = LogEntry.objects.latest("sequence")
    assert (entry.deed, entry.reason) == ("corrected the decision of", "Misheard")
    assert (entry.before or {})["decision"] == "The board goes on."


# ---- what readers learn


def public(cast: Cast) -> str:
    return words(Client().get(cast.board.get_absolute_url()))


def test_of_a_consultation_that_is_not_announced_readers_learn_nothing(cast: Cast) -> None:
    before = public(cast)
    consultation = opened(cast, about="A secret plan")
    answer(cast, consultation.questions.get(), make_seat(cast, "Chief Constable"), "against", "Never.")
    assert public(cast) == before
    decided(cast, consultation)
    assert public(cast) == before


def test_of_one_that_is_announced_they_learn_that_nothing_is_decided_and_then_what_is(cast: Cast) -> None:
    consultation = opened(cast, announced=True, about="A secret plan", title="The hidden title")
    answer(cast, consultation.questions.get(), make_seat(cast, "Chief Constable"), "against", "Never.")
    told = public(cast)
    assert "The future of this board is under discussion. Nothing is decided." in told
    decided(cast, consultation)
    after = public(cast)
    assert "Decided on Tuesday 10 March 2026 about the future of this board The board goes on." in after
    assert "under discussion" not in after
    for word in ("secret", "hidden title", "Question 1?", "Never.", "Chief Constable"):
        assert word not in told + after


def test_before_its_first_day_readers_learn_nothing(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    before = public(cast)
    consultation = opened(cast, announced=True, opened_on=tomorrow, closes_on=tomorrow)
    assert public(cast) == before
    change_consultation(
        by=cast.sam,
        consultation=consultation,
        version=1,
        title="T",
        opened_on=OPENED,
        closes_on=tomorrow,
        announced=True,
    )
    assert "under discussion" in public(cast)


# ---- the front page of the desk


def test_the_front_page_says_how_many_seats_have_not_answered(cast: Cast) -> None:
    today = timezone.localdate()
    closes = today + timedelta(days=3)
    consultation = opened(cast, questions=2, opened_on=OPENED, closes_on=closes)
    seats = [make_seat(cast, f"Seat {number}") for number in range(5)]
    for question in consultation.questions.all():
        answer(cast, question, seats[0])
    answer(cast, consultation.questions.all()[0], seats[1])
    needed = source.needs(cast.sam, today)
    assert [(each.day, each.late, each.address) for each in needed] == [
        (closes, False, consultation.get_desk_url())
    ]
    assert needed[0].about.startswith("Consultation of the Children's Improvement Board closes on ")
    assert needed[0].about.endswith(": 4 seats have not answered")
    assert source.needs(cast.mo, today) == []
    assert source.needs(cast.otto, today) == []
    late = source.needs(cast.sam, closes + timedelta(days=1))
    assert [each.late for each in late] == [True]
    assert " closed on " in late[0].about


def test_what_is_answered_decided_or_far_off_needs_nobody(cast: Cast) -> None:
    today = timezone.localdate()
    seat = make_seat(cast, "Chief Constable")
    answered = opened(cast)
    answer(cast, answered.questions.get(), seat)
    decided(cast, opened(cast, title="Decided"))
    opened(cast, title="Far off", closes_on=today + timedelta(weeks=7))
    opened(cast, title="Without a question", questions=0)
    assert source.needs(cast.sam, today) == []


def test_many_seats_questions_and_consultations_take_no_more_queries(cast: Cast) -> None:
    client = browser(cast.sam)

    def measure(consultation: Consultation) -> list[int]:
        page = f"{CONSULTATIONS}{consultation.pk}/"
        question = consultation.questions.all()[0]
        return [
            queries_of(client, each)
            for each in (CONSULTATIONS, page, f"{page}questions/{question.pk}/", "/desk/")
        ]

    few = opened(cast)
    answer(cast, few.questions.get(), make_seat(cast, "Seat"))
    make_seat(cast, "Silent")
    once = measure(few)
    police = make_organisation("Another force", sector="police")
    seats = [make_seat(cast, f"Seat {number}", organisation=police) for number in range(20)]
    for number in range(3):
        many = opened(cast, title=f"Consultation {number}", questions=5)
        for question in many.questions.all():
            for seat in seats[:10]:
                answer(cast, question, seat)
    assert measure(many) == once
