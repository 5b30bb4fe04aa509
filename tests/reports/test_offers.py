"""What is offered for a report: taken once or put aside, and never more than its author may read."""

import datetime
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.deeds.refusals import Refused
from boards.deeds.restrictions import restrict_item
from boards.models import Action, Meeting, Role, User
from reports.deeds.offers import accept_offer, offer_again, put_offer_aside
from reports.deeds.paragraphs import remove_paragraph
from reports.deeds.reports import start_report
from reports.deeds.wordings import text_of
from reports.models import OfferAnswer, Paragraph, Report
from reports.offers import Offer, OfferKind, kinds, offered, put_aside, register
from reports.offers.kinds import _kinds
from scrutiny.compose import compose_minutes
from scrutiny.deeds.minutes import start_minutes
from scrutiny.deeds.paragraphs import add_paragraph
from scrutiny.models import MinuteParagraph
from tests.builders import make_item, make_meeting, make_member
from tests.cast import Cast
from tests.editions import publish

TODAY = timezone.localdate()


def ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def draft(cast: Cast) -> Report:
    return start_report(by=cast.chris, body=cast.board, title="Progress")


def make_action(
    cast: Cast, text: str, due: datetime.date, private: bool = False, owner: User | None = None
) -> Action:
    meeting = make_meeting(cast.board, due - datetime.timedelta(days=14 + Action.objects.count()))
    item = make_item(meeting, "An item")
    if private:
        why = "A contract is still being agreed."
        given = {"by": cast.sam, "item": item, "version": item.version}
        restrict_item(kind="exempt", paragraphs=[3], public_interest=why, **given)  # type: ignore[arg-type]
    return Action.objects.create(
        body=cast.board, meeting=meeting, item=item, text=text, owner=owner or cast.mo, due=due
    )


def offers(report: Report, reader: User) -> list[Offer]:
    return [offer for kind in offered(report, reader) for offer in kind.offers]


def take(cast: Cast, report: Report, offer: Offer, typed: str = "") -> Paragraph:
    after = report.sections.all()[2].key
    return accept_offer(by=cast.chris, report=report, offer=offer.key, after=after, typed=typed or offer.text)


def test_overdue_actions_of_the_body_are_offered_the_most_overdue_first(cast: Cast) -> None:
    late = make_action(cast, "Send the *plan*", ago(2))
    later = make_action(cast, "Find a room.", ago(9), owner=cast.chris)
    make_action(cast, "Not due yet", ago(-1))
    closed = make_action(cast, "Done", ago(5))
    Action.objects.filter(pk=closed.pk).update(
        closed_at=timezone.now(), closed_by=cast.sam, closing_note="Done."
    )
    first, second = offers(draft(cast), cast.chris)
    assert [first.key, second.key] == [f"overdue-action:{later.pk}", f"overdue-action:{late.pk}"]
    assert first.text == (
        f"An action agreed on {said(later.meeting.date)} was due on {said(ago(9))} and is not done yet: "
        "“Find a room.” It is with the Independent Chair."
    )
    assert second.text.endswith(r"“Send the \*plan\*”. It is with the Board member.")
    assert second.why.startswith("2 days overdue; agreed on ")


def said(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def test_a_taken_offer_is_a_paragraph_with_its_evidence_and_is_not_offered_again(cast: Cast) -> None:
    action, report = make_action(cast, "Send the plan", ago(2)), draft(cast)
    [offer] = offers(report, cast.chris)
    row = take(cast, report, offer, "The plan is late.\n- very late")
    assert (text_of(row), row.section.heading) == ("The plan is late.\n- very late", "Analysis")
    assert list(row.evidence.values_list("kind", "target")) == [("action", str(action.pk))]
    assert (offers(report, cast.chris), take(cast, report, offer)) == ([], row)
    assert OfferAnswer.objects.count() == 1
    with pytest.raises(Refused, match="in the report already"):
        put_offer_aside(by=cast.chris, report=report, offer=offer.key)
    remove_paragraph(by=cast.chris, report=report, key=row.key)
    assert offers(report, cast.chris) == [offer]
    again = take(cast, report, offer)
    assert (again == row, offers(report, cast.chris)) == (False, [])
    remove_paragraph(by=cast.chris, report=report, key=again.key)
    put_offer_aside(by=cast.chris, report=report, offer=offer.key)
    assert (offers(report, cast.chris), len(put_aside(report, cast.chris))) == ([], 1)


def test_what_is_put_aside_stays_aside_until_it_is_offered_again(cast: Cast) -> None:
    make_action(cast, "Send the plan", ago(2))
    report = draft(cast)
    [offer] = offers(report, cast.chris)
    given = {"by": cast.chris, "report": report, "offer": offer.key}
    for _ in range(2):
        put_offer_aside(**given)  # type: ignore[arg-type]
    assert (offers(report, cast.chris), [kind.offers for kind in put_aside(report, cast.chris)]) == (
        [],
        [(offer,)],
    )
    with pytest.raises(Refused, match="put aside"):
        take(cast, report, offer)
    offer_again(**given)  # type: ignore[arg-type]
    assert (offers(report, cast.chris), put_aside(report, cast.chris)) == ([offer], [])


def test_only_writers_answer_and_only_what_is_offered(cast: Cast) -> None:
    action, report = make_action(cast, "Send the plan", ago(2)), draft(cast)
    [offer] = offers(report, cast.chris)
    with pytest.raises(Refused, match="Only its author"):
        put_offer_aside(by=cast.sam, report=report, offer=offer.key)
    Action.objects.filter(pk=action.pk).update(due=ago(-9))
    for key in (offer.key, "nothing:1", "overdue-action:x", ""):
        with pytest.raises(Refused, match="not offered any more"):
            put_offer_aside(by=cast.chris, report=report, offer=key)


def test_what_was_agreed_in_private_is_told_to_those_who_may_read_it_and_never_written(cast: Cast) -> None:
    make_action(cast, "SECRET", ago(2), private=True)
    [offer] = offers(draft(cast), cast.chris)
    assert (offer.title, "SECRET" in offer.text, "in private" in offer.why) == ("SECRET", False, True)
    make_member(cast.board, cast.stranger, Role.AUTHOR, office="Writer")
    theirs = start_report(by=cast.stranger, body=cast.board, title="Theirs")
    assert offers(theirs, cast.stranger) == []
    assert offers(theirs, cast.otto) == []


def test_what_the_last_published_minutes_promised_is_offered(cast: Cast) -> None:
    """The proof of the interface: a kind of another app, with evidence of that app's kind."""
    meeting = make_meeting(cast.board, ago(20), published_by=cast.sam)
    promise = published_minutes(cast, meeting, "The Director would bring the plan")
    report = draft(cast)
    [offer] = offers(report, cast.chris)
    assert (offer.kind_label, offer.title) == ("Commitments made at the last meeting", promise.text)
    assert f"At the meeting of {said(ago(20))} this was promised (" in offer.text
    row = take(cast, report, offer)
    [evidence] = row.evidence.all()
    assert (evidence.kind, evidence.target.partition("#")[2]) == ("minute", str(promise.key))
    early = start_report(
        by=cast.chris,
        body=cast.board,
        title="Early",
        meeting=make_meeting(cast.board, ago(25)),
        period_to=ago(26),
    )
    assert offers(early, cast.chris) == []


def published_minutes(cast: Cast, meeting: Meeting, text: str) -> MinuteParagraph:
    """Minutes of one item, in which ``text`` is a commitment beside a note."""
    make_item(meeting, "Report of the Independent Chair")
    minutes = start_minutes(by=cast.sam, meeting=meeting)
    minute = minutes.items.get()
    add_paragraph(by=cast.sam, minute=minute, kind="note", text="The Chair spoke.")
    add_paragraph(by=cast.sam, minute=minute, kind="commitment", text=text)
    publish(cast.sam, minutes.publication, compose_minutes(minutes, 1))
    return MinuteParagraph.objects.get(kind="commitment")


class Questions(OfferKind):
    key, label = "question", "Open questions"

    def offers(self, report: Report, reader: User) -> list[Offer]:
        return [Offer(self.key_of(7), self.label, "Why?", "Asked in May", "It was asked why.")]


@pytest.fixture
def with_questions() -> Iterator[None]:
    before = dict(_kinds)
    register(Questions())
    yield
    _kinds.clear()
    _kinds.update(before)


@pytest.mark.usefixtures("with_questions")
def test_a_kind_joins_with_one_class(client: Client, cast: Cast) -> None:
    report = draft(cast)
    assert kinds()[-1].key == "question"
    client.force_login(cast.chris)
    address = f"/desk/reports/{report.slug}/offers/"
    page = client.get(address).content.decode()
    assert ("Open questions" in page, "Asked in May" in page) == (True, True)
    section = str(report.sections.get(heading="Analysis").key)
    assert client.post(f"{address}question/7/aside/")["Location"] == address
    assert client.post(f"{address}question/7/again/")["Location"] == address
    refused = client.post(f"{address}question/7/", {"text": "", "section": section})
    assert "Type what the report is to say" in refused.content.decode()
    client.post(f"{address}question/7/", {"text": "They asked why.", "section": section})
    assert Paragraph.objects.filter(section__report=report, text="They asked why.").exists()
    assert client.get(f"{address}nothing/8/").status_code == 404
    assert "Nothing is offered" in client.get(address).content.decode()


def test_what_was_settled_while_somebody_edited_it_is_said_and_what_was_typed_is_kept(
    client: Client, cast: Cast
) -> None:
    action, report = make_action(cast, "Send the plan", ago(2)), draft(cast)
    [offer] = offers(report, cast.chris)
    client.force_login(cast.chris)
    address = f"/desk/reports/{report.slug}/offers/{offer.kind}/{offer.target}/"
    Action.objects.filter(pk=action.pk).update(due=ago(-9))
    typed = {"text": "The <b>plan", "section": str(report.sections.all()[2].key)}
    for answer, kept in ((client.post(address, typed), True), (client.get(address), False)):
        page = answer.content.decode()
        assert (answer.status_code, "This is not offered any more" in page) == (409, True)
        assert ("The &lt;b&gt;plan" in page) is kept
    assert not Paragraph.objects.filter(section__report=report).exclude(text="").exists()


def test_the_list_asks_as_often_for_thirty_offers_as_for_one(client: Client, cast: Cast) -> None:
    report, counts = draft(cast), []
    client.force_login(cast.chris)
    make_action(cast, "One", ago(2))
    for many in (0, 30):
        for number in range(many):
            make_action(cast, f"Action {number}", ago(2))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/desk/reports/{report.slug}/offers/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
