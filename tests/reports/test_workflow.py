"""The workflow's table and nothing beside it: every state, every move, every person."""

import logging

import pytest

from boards.deeds.refusals import Refused, Stale
from boards.models import LogEntry, User
from reports.deeds.review import add_note
from reports.deeds.workflow import MOVES, WORKFLOW, Who, move, moves_for
from reports.models import Edition, Report, Withdrawal
from tests.builders import make_member
from tests.cast import Cast
from tests.reports.stages import a_reason, at, lay_pdf, make_report, prepared, rewrite

PEOPLE = ("chris", "rae", "sam", "mo", "cleo", "con", "otto", "lena", "ada", "stranger")

LAWFUL = {
    ("draft", "submit", "chris"): "in-review",
    ("in-review", "return", "rae"): "draft",
    ("in-review", "return", "sam"): "draft",
    ("in-review", "agree", "rae"): "agreed",
    ("in-review", "agree", "sam"): "agreed",
    ("agreed", "reopen", "chris"): "draft",
    ("agreed", "reopen", "rae"): "draft",
    ("agreed", "reopen", "sam"): "draft",
    ("agreed", "publish", "chris"): "published",
    ("agreed", "publish", "sam"): "published",
    ("published", "correct", "chris"): "draft",
    ("published", "correct", "sam"): "draft",
    ("published", "withdraw", "chris"): "withdrawn",
    ("published", "withdraw", "sam"): "withdrawn",
}
"""The whole of what may happen to a report of Chris's that was not published before."""


def attempt(cast: Cast, report: Report, name: str, person: User) -> Report:
    reason = a_reason(name)
    return move(by=person, report=report, move=name, version=report.version, reason=reason)


def ready(cast: Cast, state: str) -> Report:
    """A report in ``state`` that could be published if agreed; the last one again while nobody moved it."""
    standing = Report.objects.filter(state=state).last()
    if standing is None:
        standing = at(cast, state)
        if state == "agreed":
            lay_pdf(standing)
    return standing


@pytest.mark.parametrize("state", Report.State.values)
def test_only_the_moves_of_the_table(cast: Cast, state: str) -> None:
    """Each of the state's 70 attempts: what succeeds, succeeds once; the rest change nothing."""
    outcome = {}
    for name in MOVES:
        for person in PEOPLE:
            report = ready(cast, state)
            entries = LogEntry.objects.filter(noun="reports.Report", noun_id=str(report.pk))
            before = entries.count()
            try:
                outcome[state, name, person] = attempt(cast, report, name, getattr(cast, person)).state
            except Refused:
                assert Report.objects.get(pk=report.pk).state == state
                assert entries.count() == before
            else:
                assert entries.count() == before + 1
    assert outcome == {each: end for each, end in LAWFUL.items() if each[0] == state}


@pytest.mark.parametrize("state", Report.State.values)
def test_a_person_is_offered_what_they_may_do(cast: Cast, state: str) -> None:
    report = at(cast, state)
    for person in PEOPLE:
        offered = [each.name for each in moves_for(getattr(cast, person), report)]
        assert offered == [name for name in MOVES if (state, name, person) in LAWFUL]


def test_nobody_agrees_or_returns_their_own_report_whatever_else_they_are(cast: Cast) -> None:
    make_member(cast.board, cast.chris, "reviewer")
    make_member(cast.board, cast.chris, "secretariat")
    report = at(cast, "in-review")
    for name in ("agree", "return"):
        with pytest.raises(Refused, match="Only a reviewer who did not write it may do this"):
            attempt(cast, report, name, cast.chris)


def test_every_state_but_the_last_has_a_way_on_and_every_move_somebody() -> None:
    assert {state for row in WORKFLOW for state in row.start} == set(Report.State) - {Report.State.WITHDRAWN}
    assert {who for row in WORKFLOW for who in row.who} == set(Who)
    assert len(MOVES) == len(WORKFLOW)


@pytest.mark.parametrize("name", [row.name for row in WORKFLOW if row.asks])
def test_a_move_that_asks_why_is_refused_without_a_reason(cast: Cast, name: str) -> None:
    report = at(cast, MOVES[name].start[-1])
    with pytest.raises(Refused) as refusal:
        move(by=cast.chris, report=report, move=name, version=report.version, reason="  ")
    assert (refusal.value.sentence, refusal.value.field) == (f"Say {MOVES[name].asks}.", "reason")


def test_a_return_needs_a_note(cast: Cast) -> None:
    report = at(cast, "in-review")
    with pytest.raises(Refused) as refusal:
        move(by=cast.rae, report=report, move="return", version=report.version)
    assert refusal.value.sentence == "Not yet: this report still needs a note that says what to change."
    add_note(by=cast.rae, report=report, text="Say how many teams.")
    assert move(by=cast.rae, report=report, move="return", version=report.version).state == "draft"


def test_the_reason_of_a_return_is_a_note(cast: Cast) -> None:
    report = at(cast, "in-review")
    move(by=cast.rae, report=report, move="return", version=report.version, reason="Say how many teams.")
    assert list(report.notes.values_list("text", "by__name")) == [("Say how many teams.", "Rae Reviewer")]


@pytest.mark.parametrize(
    ("lacking", "thing"),
    [
        ("title", "a title"),
        ("purpose", "the purpose"),
        ("author_line", "the author"),
        ("recommendations", "the recommendations, or the word None"),
    ],
)
def test_an_incomplete_report_is_not_sent(cast: Cast, lacking: str, thing: str) -> None:
    report = make_report(cast, None, **{lacking: " "})
    with pytest.raises(Refused, match=f"^Not yet: this report still needs {thing}.$"):
        attempt(cast, report, "submit", cast.chris)


def test_background_papers_are_asked_of_reports_to_a_statutory_body(cast: Cast) -> None:
    make_member(cast.committee, cast.chris, "chair")
    for body, may_be_silent in ((cast.board, True), (cast.committee, False)):
        report = make_report(cast, body=body, background_papers="")
        if may_be_silent:
            assert attempt(cast, report, "submit", cast.chris).state == "in-review"
        else:
            with pytest.raises(Refused, match=r"needs the background papers, or the word None\.$"):
                attempt(cast, report, "submit", cast.chris)


def test_everything_missing_is_named_at_once(cast: Cast) -> None:
    report = make_report(cast, title="", purpose="", author_line="", recommendations="")
    for section in report.sections.all():
        section.paragraphs.all().delete()
    with pytest.raises(Refused) as refusal:
        attempt(cast, report, "submit", cast.chris)
    assert refusal.value.sentence == (
        "Not yet: this report still needs a title; the purpose; the author; "
        "the recommendations, or the word None; and at least one paragraph."
    )


def test_a_replayed_move_is_refused(cast: Cast) -> None:
    report = make_report(cast)
    attempt(cast, report, "submit", cast.chris)
    with pytest.raises(Stale):
        attempt(cast, report, "submit", cast.chris)


def test_a_move_from_a_stale_page_is_refused(cast: Cast) -> None:
    report = make_report(cast)
    Report.objects.filter(pk=report.pk).update(version=2, title="Changed in another window")
    with pytest.raises(Stale):
        attempt(cast, report, "submit", cast.chris)


def test_a_role_that_ended_yesterday_moves_nothing(cast: Cast) -> None:
    report = at(cast, "in-review")
    with pytest.raises(Refused):
        attempt(cast, report, "agree", cast.lena)


def test_an_author_who_is_no_longer_the_chair_sends_nothing(cast: Cast) -> None:
    report = make_report(cast, author=cast.mo)
    with pytest.raises(Refused):
        attempt(cast, report, "submit", cast.mo)


def test_a_second_publish_makes_no_second_edition(cast: Cast) -> None:
    report = at(cast, "agreed")
    lay_pdf(report)
    attempt(cast, report, "publish", cast.sam)
    with pytest.raises(Stale):
        attempt(cast, report, "publish", cast.sam)
    with pytest.raises(Refused):
        attempt(cast, Report.objects.get(), "publish", cast.sam)
    assert Edition.objects.count() == 1


def test_a_correction_is_the_next_edition_with_its_reason(cast: Cast) -> None:
    report = at(cast, "published")
    report = attempt(cast, report, "correct", cast.chris)
    rewrite(report, "I visited the front door twice.")
    at(cast, "published", report)
    editions = list(Edition.objects.order_by("number").values_list("number", "reason"))
    assert editions == [(1, ""), (2, "A figure was wrong.")]
    assert "twice" in Edition.objects.get(number=2).html


def test_what_readers_have_can_be_withdrawn_while_it_is_being_corrected(cast: Cast) -> None:
    report = attempt(cast, at(cast, "published"), "correct", cast.chris)
    assert attempt(cast, report, "withdraw", cast.sam).state == "withdrawn"
    assert Withdrawal.objects.get().withdrawn_by_office == "Secretariat"


def test_agreeing_asks_for_the_pdf_of_exactly_what_was_agreed(cast: Cast) -> None:
    report = at(cast, "agreed")
    assert "I visited the front door." in prepared(report).html
    assert "Edition 1" in prepared(report).html


def test_what_was_changed_after_it_was_agreed_is_not_published(cast: Cast) -> None:
    report = at(cast, "agreed")
    lay_pdf(report)
    rewrite(report, "Slipped in.")
    with pytest.raises(Refused, match="changed after it was agreed"):
        attempt(cast, report, "publish", cast.sam)
    assert Edition.objects.count() == 0


def test_nothing_is_published_before_its_pdf(cast: Cast) -> None:
    report = at(cast, "agreed")
    with pytest.raises(Refused, match="The PDF is still being made"):
        attempt(cast, report, "publish", cast.sam)


def test_a_refused_move_leaves_a_line_without_the_title(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    report = make_report(cast, title="CANARY")
    with caplog.at_level(logging.WARNING), pytest.raises(Refused):
        attempt(cast, report, "agree", cast.rae)
    assert caplog.messages == [f"refused: agree of report {report.pk} (draft) by user {cast.rae.pk}"]
