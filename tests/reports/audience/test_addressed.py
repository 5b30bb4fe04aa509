"""Who is spoken to: the body the paper was written for, its meeting, its recommendations, its presenter."""

import datetime as dt

import pytest

from reports.audience import Audience, KnownDocument, Passage, PlainPaper, findings
from tests.reports.audience.marlshire import AUDIENCE, AUTHOR, check, nobody_said, said, suggested


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("I ask the Board to consider pace.", "I ask the Board"),
        ("I would urge members of the Board to visit.", "I would urge members of the Board"),
        ("The Board is asked to note progress.", "The Board is asked to"),
        ("Members of the Board will be aware of it.", "Members of the Board will be aware"),
        ("Board members may wish to look at it.", "Board members may wish to"),
        ("This report asks the Board to look at pace.", "This report asks the Board"),
        ("As a Board we need to be curious.", "As a Board we"),
        ("At our last meeting we spoke of pace.", "our last meeting"),
        ("This was said at this Board.", "this Board"),
        ("It is vital that the Board look at it.", "It is vital that the Board look"),
        ("I would welcome the Board's views.", "welcome the Board's views"),
        ("This Improvement Board has agreed it.", "This Improvement Board"),
    ],
)
def test_the_board_is_spoken_to(sentence: str, marked: str) -> None:
    assert said(sentence) == [("audience-words", marked)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Improvement Board has agreed a plan.",
        "The Board was asked to consider pace.",
        "I asked the Board to consider pace.",
        "The Board will meet again on 14 November 2019.",
        "The Board will see a further report in November 2019.",
        "The Board now needs to decide how it will go on.",
        "It is important that the Board has agreed a plan.",
        "I ask the Committee to note progress.",
        "It is important that the Committee look at this.",
        "My report to the Board set out three questions.",
        "Our last meeting with the Department was on 26 September 2019.",
        "The Health and Wellbeing Board met in July. This Board has agreed to pay.",
        "Practice across the board is better, and that was taken on board.",
        "This boarding school was visited.",
        "A parent said “I ask the Board to listen”.",
        "A parent said: “It is hard. I ask this Board to listen. Thank you.”",
    ],
)
def test_the_board_is_spoken_of(sentence: str) -> None:
    assert said(sentence) == []


def test_it_is_still_spoken_to_in_the_next_sentence() -> None:
    told = "The Board has been worried by audits. It will be pleased, therefore, to see better figures."
    assert said(told) == [("audience-words", "It will be pleased")]
    assert said("The service is worried by audits. It will be pleased to see better figures.") == []


@pytest.mark.parametrize(
    ("sentence", "anew"),
    [
        ("This was said at this Board.", "This was said at the Marlshire Improvement Board."),
        ("This Board agreed.", "The Marlshire Improvement Board agreed."),
        ("I ask the Board to think.", "I asked the Marlshire Improvement Board to think."),
        ("The Board is asked to think.", "The Marlshire Improvement Board was asked to think."),
        (
            "Members of the Board will be aware of it.",
            "Members of the Marlshire Improvement Board are aware of it.",
        ),
        ("This report asks the Board to think.", "This report asks the Committee to think."),
        ("Board members may wish to think.", ""),
    ],
)
def test_the_board_is_named_instead(sentence: str, anew: str) -> None:
    assert suggested(sentence) == anew


def test_the_purpose_is_addressed_too() -> None:
    assert suggested("To update the Board on pace.", place="purpose") == "To update the Committee on pace."
    assert said("To tell the Committee of the Board’s plans.", place="purpose") == []


def test_a_board_that_reads_its_own_paper_is_rightly_spoken_to() -> None:
    own = nobody_said(body="Marlshire Improvement Board", kind="board", meeting=dt.date(2019, 9, 24))
    for sentence in (
        "I ask this Board to think.",
        "I recommend that the Board agree.",
        "It comes to this meeting.",
    ):
        assert said(sentence, audience=own) == []


def test_nobody_says_that_the_paper_was_ever_for_another_meeting() -> None:
    unsaid = {"written_for": "", "written_for_meeting": None}
    board = nobody_said(body="Marlshire Improvement Board", kind="board", **unsaid)
    committee = nobody_said(**unsaid)
    for sentence in ("It comes to this meeting.", "The audit elsewhere on this agenda says more."):
        assert (said(sentence, audience=board), said(sentence, audience=committee)) == ([], [])
    named = "It is in the audit for the Board for this meeting."
    assert said(named, audience=board) == []
    assert said(named, audience=committee) == [("this-meeting", "the Board for this meeting")]


def test_a_committee_paper_for_the_board_is_the_other_way_about() -> None:
    board = Audience(
        "Marlshire Improvement Board", "board", dt.date(2019, 10, 10), written_for="Scrutiny Committee"
    )
    assert said("I ask this Committee to think.", audience=board) == [
        ("audience-words", "I ask this Committee")
    ]
    assert said("I ask the Board to think of what the Committee said.", audience=board) == []


def test_two_boards_are_told_apart_by_their_names() -> None:
    scrutiny = nobody_said(body="Children’s Scrutiny Board")
    assert said("I ask the Board to think.", audience=scrutiny) == []
    assert said("I ask the Improvement Board to think.", audience=scrutiny) == [
        ("audience-words", "I ask the Improvement Board")
    ]


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("It is in the audit going to the Board for this meeting.", "going to the Board for this meeting"),
        ("The audit comes to this meeting.", "to this meeting"),
        ("The audit was sent out for today’s meeting.", "for today’s meeting"),
        ("The audit elsewhere on this agenda says more.", "elsewhere on this agenda"),
    ],
)
def test_this_meeting_is_no_longer_this_one(sentence: str, marked: str) -> None:
    assert said(sentence) == [("this-meeting", marked)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I met the Department in May. At this meeting we spoke of pace.",
        "The Committee may wish to use time at this meeting to ask.",
        "Pace is high on the agenda of every partner.",
        "This meeting was helpful.",
    ],
)
def test_this_meeting_may_be_another(sentence: str) -> None:
    assert said(sentence) == []


def test_the_meeting_is_named_where_its_day_is_known() -> None:
    sentence = "It is in the audit going to the Board for this meeting."
    assert suggested(sentence) == (
        "It is in the audit that went to the Marlshire Improvement Board for its meeting of 24 September "
        "2019."
    )
    assert suggested(sentence, audience=nobody_said(written_for_meeting=None)) == ""


@pytest.mark.parametrize(
    ("sentence", "anew"),
    [
        ("I recommend that the Board adopt it.", "I recommend that the Committee adopt it."),
        ("It is recommended that the Board adopt it.", "It is recommended that the Committee adopt it."),
        ("The Board is recommended to adopt it.", "The Committee is recommended to adopt it."),
    ],
)
def test_a_recommendation_is_to_the_wrong_body(sentence: str, anew: str) -> None:
    (finding,) = check(sentence)
    assert (finding.kind, finding.suggestion) == ("wrong-body", anew)


def test_a_listed_recommendation_need_not_say_that_it_is_one() -> None:
    assert suggested("That the Board note it.", place="recommendation") == "That the Committee note it."
    assert said("That the Board note it.") == []


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("That the Chair presents the report to the Committee.", "presents the report to the Committee"),
        ("That this report be referred to the Scrutiny Committee.", "be referred to the Scrutiny Committee"),
    ],
)
def test_a_recommendation_to_bring_the_paper_here_is_done_already(sentence: str, marked: str) -> None:
    assert said(sentence, place="recommendation") == [("wrong-body", marked)]
    assert said(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The audit recommended that the Board meet monthly.",
        "I recommended that the Board meet monthly.",
        "That the Committee ask the Board for a plan.",
        "That the Committee note what the Board has done.",
        "To note the report.",
        "That the Chair presents the report to the Corporate Parenting Panel.",
        "That the plan presented to the Committee in May be noted.",
    ],
)
def test_other_recommendations_stay(sentence: str) -> None:
    assert said(sentence, place="recommendation") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The letter has not been published.",
        "The monitoring visit letter is not yet available.",
        "We still await the Ofsted letter.",
        "The letter may be published by the time you meet.",
    ],
)
def test_a_document_that_has_arrived_is_still_awaited(sentence: str) -> None:
    (finding,) = check(sentence)
    assert finding.kind == "now-published"
    assert finding.why.startswith(
        "“Ofsted monitoring visit letter” was published on Monday 7 October 2019, before"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The sufficiency plan has not been published.",
        "The neglect strategy has not been published.",
        "The letter from the Department has not been published.",
        "The letter has been published.",
        "I have not yet visited the north team.",
    ],
)
def test_other_documents_are_still_to_come(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "title", "is_it"),
    [
        ("The letter of the fourth visit has not been published.", "Pay: the Cabinet Member’s letter", False),
        ("The letter of the fourth visit has not been published.", "Letter of the third visit", False),
        ("The letter of the third visit has not been published.", "Letter of the third visit", True),
        ("The letter from that visit has not been published.", "Inspection letter", True),
        ("The letter has not been published.", "Pay: the Cabinet Member’s letter", True),
    ],
)
def test_another_letter_is_not_the_one_that_is_awaited(sentence: str, title: str, is_it: bool) -> None:
    audience = nobody_said(documents=(KnownDocument(title, dt.date(2019, 10, 7)),))
    assert bool(said(sentence, audience=audience)) is is_it


def test_its_day_is_suggested_where_nothing_hangs_on_the_wait() -> None:
    at_the_time = "At the time of writing the letter has not been published"
    assert suggested(f"{at_the_time}.") == "The letter was published on 7 October 2019."
    assert suggested(f"{at_the_time} but I have heard of it.") == ""


def presenting(text: str, audience: Audience) -> list[tuple[str, str, str]]:
    paper = PlainPaper("Progress", AUTHOR, (Passage("1.1", text),))
    return [(each.kind.value, each.paragraph, each.marked) for each in findings(paper, audience)]


def test_an_author_who_cannot_come_needs_a_presenter() -> None:
    unknown = nobody_said(presenter=None)
    away = "I am sorry that I cannot join you."
    missing = ("presenter-missing", "1.1", "I am sorry that I cannot join")
    assert presenting(away, unknown) == [missing]
    assert presenting(f"{away} The Director will present it.", unknown) == []
    assert presenting(f"{away} The Director will attend on my behalf.", unknown) == []
    assert presenting(away, AUDIENCE) == []
    assert presenting(away, nobody_said(presenter="Pat Example", apologies=("Pat Example",))) == [missing]


@pytest.mark.parametrize(
    "sentence",
    [
        "I was unable to attend the last review.",
        "I am unable to attend every visit.",
        "I will present the report.",
        "The Director is unable to attend the meeting.",
    ],
)
def test_not_every_absence_is_the_authors(sentence: str) -> None:
    assert presenting(sentence, nobody_said(presenter=None)) == []


def test_apologies_that_the_paper_does_not_give_stand_at_the_author() -> None:
    assert presenting("All is well.", nobody_said(apologies=("pat example",))) == [
        ("apology-missing", "Author", AUTHOR)
    ]
    assert presenting("All is well.", nobody_said(presenter="", apologies=("Robin Other",))) == [
        ("presenter-missing", "Author", AUTHOR)
    ]
    assert presenting("All is well.", nobody_said(apologies=("Robin Other",))) == []
