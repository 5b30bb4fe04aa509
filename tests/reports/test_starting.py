"""Starting a report: which one it follows, of which days it tells, and changing both."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from boards import clock
from boards.deeds.refusals import Refused, Stale
from boards.models import Membership, Role
from reports.chain import told_as
from reports.deeds.activity import Entry, log_activity
from reports.deeds.reports import set_period, start_report
from reports.deeds.restrictions import restrict_publication
from reports.deeds.workflow import move
from reports.helps import counted_helps
from reports.models import Report
from tests.boards.pages import browser
from tests.builders import make_meeting, make_member, make_person
from tests.cast import Cast
from tests.reports.stages import at, make_report

NEW = "/desk/reports/new/"
TODAY = timezone.localdate()


def ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def published(cast: Cast, days: int, title: str, **facts: Any) -> Report:
    """Published for a meeting so many days ago."""
    meeting = make_meeting(facts.get("body", cast.board), ago(days))
    return at(
        cast, "published", make_report(cast, title=title, meeting=meeting, period_to=ago(days + 4), **facts)
    )


def started(cast: Cast, **facts: Any) -> Report:
    return start_report(by=cast.chris, body=cast.board, **({"title": "Progress report"} | facts))


def test_a_report_follows_the_last_one_published_to_the_same_body(cast: Cast) -> None:
    first, second = published(cast, 60, "First"), published(cast, 30, "Second")
    withdrawn = published(cast, 20, "Third")
    at_sea = make_report(cast, cast.other_board, title="Elsewhere")
    Membership.objects.create(body=cast.other_board, user=cast.chris, role=Role.CHAIR, since=ago(900))
    make_report(cast, title="Only a draft", period_to=ago(1))
    move(by=cast.sam, report=withdrawn, move="withdraw", version=withdrawn.version, reason="Wrong.")
    report = started(cast)
    assert (report.follows, report.period_from, report.period_to) == (second, second.period_to, TODAY)
    told = second.meeting and f"Second of {second.meeting.date.day} {second.meeting.date:%B %Y}"
    assert told_as(second) == told
    assert at_sea.follows is None
    chosen = started(cast, title="Other", follows=first, period_from=ago(61))
    assert (chosen.follows, chosen.period_from) == (first, ago(61))
    none = started(cast, title="None", follows=None)
    assert (none.follows, none.period_from) == (None, None)


def test_one_for_an_earlier_meeting_follows_what_was_before_that_meeting(cast: Cast) -> None:
    first = published(cast, 60, "First")
    published(cast, 30, "Second")
    report = started(cast, meeting=make_meeting(cast.board, ago(40)), period_to=ago(41))
    assert report.follows == first


def test_a_new_chair_follows_the_chair_before_and_nobody_else(cast: Cast) -> None:
    last = published(cast, 30, "The last of Chris")
    make_member(cast.board, cast.mo, Role.AUTHOR, office="Police lead")
    other = published(cast, 10, "Of the police")
    Report.objects.filter(pk=other.pk).update(author=cast.mo)
    cast.chris.memberships.filter(body=cast.board).update(until=ago(5))
    nadia = make_person("Nadia New", "nadia@marlshire.test")
    make_member(cast.board, nadia, Role.CHAIR, since=ago(4))
    report = start_report(by=nadia, body=cast.board, title="My first")
    assert (report.follows, report.period_from) == (last, last.period_to)


def test_a_period_that_cannot_be_is_refused_in_one_sentence(cast: Cast) -> None:
    published(cast, 30, "Before")
    with pytest.raises(Refused, match="cannot end before that") as refused:
        started(cast, period_to=ago(90))
    assert refused.value.field == "period_to"
    with pytest.raises(Refused, match="by today"):
        started(cast, period_to=ago(-1))
    meeting = make_meeting(cast.board, ago(-7))
    with pytest.raises(Refused, match="by the day of the meeting"):
        started(cast, meeting=meeting, period_to=ago(-8))
    assert started(cast, meeting=meeting, period_to=ago(-7)).period_to == ago(-7)


def test_only_what_was_published_to_the_body_is_followed(cast: Cast) -> None:
    draft = make_report(cast)
    elsewhere = at(cast, "published", make_report(cast))
    Report.objects.filter(pk=elsewhere.pk).update(body=cast.other_board)
    for other in (draft, elsewhere):
        with pytest.raises(Refused, match="published to the same body"):
            started(cast, follows=other)


def test_the_page_shows_and_takes_what_is_followed_and_the_period(client: Client, cast: Cast) -> None:
    first, second = published(cast, 60, "First"), published(cast, 30, "Second")
    client.force_login(cast.chris)
    form = client.get(NEW).context["form"]
    assert (form["follows"].value(), form["period_from"].value()) == (str(second.pk), second.period_to)
    assert form["period_to"].value() == TODAY
    assert [label for _, label in form.fields["follows"].choices] == [
        told_as(second),
        told_as(first),
        "None: it begins a chain",
    ]
    typed = {"title": "Mine", "goes_to": f"body-{cast.board.pk}", "template": "chairs-report"}
    day = {"period_to_day": "1", "period_to_month": "2", "period_to_year": "2019"}
    page = client.post(NEW, typed | day | {"follows": str(second.pk), **in_boxes("period_from", ago(34))})
    assert "cannot end before that" in page.content.decode()
    client.post(NEW, typed | {"follows": "none"} | in_boxes("period_to", ago(1)))
    report = Report.objects.get(title="Mine")
    assert (report.follows, report.period_from, report.period_to) == (None, None, ago(1))


def test_the_next_meeting_that_nothing_is_written_for_is_chosen_already(client: Client, cast: Cast) -> None:
    client.force_login(cast.chris)

    def chosen() -> Any:
        return client.get(NEW).context["form"]["goes_to"].value()

    assert chosen() == f"body-{cast.board.pk}"
    first, second, third = (make_meeting(cast.board, ago(-days)) for days in (10, 40, 70))
    assert chosen() == f"meeting-{first.pk}"
    started(cast, meeting=first)
    make_member(cast.board, cast.mo, Role.AUTHOR, office="Police lead")
    Report.objects.filter(pk=started(cast, meeting=second).pk).update(author=cast.mo)
    assert chosen() == f"meeting-{second.pk}"
    Report.objects.update(author=cast.chris)
    assert chosen() == f"meeting-{third.pk}"
    started(cast, meeting=third)
    assert chosen() is None


def test_the_front_page_says_since_when_nothing_was_logged(client: Client, cast: Cast) -> None:
    client.force_login(cast.chris)
    assert "You have logged nothing yet." in client.get("/desk/").content.decode()
    published(cast, 30, "First")
    assert "You have logged nothing since then." in client.get("/desk/").content.decode()


def in_boxes(name: str, day: datetime.date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def test_both_are_changed_later_and_a_chain_never_circles(client: Client, cast: Cast) -> None:
    first = published(cast, 60, "First")
    second = published(cast, 30, "Second", follows=first)
    report = started(cast)
    client.force_login(cast.chris)
    address = f"/desk/reports/{report.slug}/"
    page = client.get(address).content.decode()
    assert f"Follows: {told_as(second)}" in page
    assert "The last report before this one" not in page
    sent = {"version": report.version, "follows": str(first.pk)} | in_boxes("period_to", ago(1))
    assert client.post(f"{address}period/", sent)["Location"] == address
    report.refresh_from_db()
    assert (report.follows, report.period_from, report.period_to) == (first, None, ago(1))
    newer = f"The last report before this one is now {told_as(second)}."
    assert newer in client.get(address).content.decode()
    assert "Somebody else changed this report" in client.post(f"{address}period/", sent).content.decode()
    Report.objects.filter(pk=first.pk).update(state="draft")
    first.refresh_from_db()
    given: dict[str, Any] = {"by": cast.chris, "report": first, "period_from": None, "period_to": TODAY}
    with pytest.raises(Refused, match="follows this one"):
        set_period(**given, version=first.version, follows=second)
    with pytest.raises(Stale):
        set_period(**given, version=first.version + 1, follows=None)


def test_who_may_not_read_what_is_followed_is_not_told_its_title(client: Client, cast: Cast) -> None:
    secret = make_report(cast, title="The contract", meeting=make_meeting(cast.board, ago(30)))
    restrict_publication(
        by=cast.sam,
        publication=secret.publication,
        kind="exempt",
        paragraphs=[3],
        public_interest="The contract is still being agreed.",
    )
    secret.publication.refresh_from_db()
    secret = at(cast, "published", secret)
    report = at(cast, "in-review", make_report(cast, title="Open to all", follows=secret))
    assert started(cast).follows == secret
    told = {}
    for who in ("chris", "rae"):
        client.force_login(getattr(cast, who))
        page = client.get(f"/desk/reports/{report.slug}/").content.decode()
        told[who] = ("The contract" in page, "a report that you may not read" in page)
    assert told == {"chris": (True, False), "rae": (False, True)}
    make_member(cast.board, cast.mo, Role.AUTHOR, office="Police lead")
    Membership.objects.filter(user=cast.mo, role=Role.BOARD_MEMBER).delete()
    with pytest.raises(Refused, match="published to the same body"):
        start_report(by=cast.mo, body=cast.board, title="Guessing", follows=secret)


def test_a_helper_is_told_nothing_of_the_authors_log(cast: Cast) -> None:
    report = started(cast)
    entry = Entry(body=cast.board, kind="visit", on=clock.today(), seen="x", sentence="Visited")
    log_activity(by=cast.chris, entry=entry)
    waiting = {each.key: each.waiting for each in counted_helps(report, cast.chris)}
    assert waiting["since"] == "1 bullet to insert"
    assert "since" not in [each.key for each in counted_helps(report, cast.mo)]


def test_an_odd_body_in_the_address_is_no_body(cast: Cast) -> None:
    assert browser(cast.chris).get(NEW, {"to": "\0"}).status_code == 200
