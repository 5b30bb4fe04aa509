"""Starting a report, its cover sheet, its page, and who may do what with it."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from boards.deeds.refusals import Refused
from boards.models import LogEntry, Role
from reports.deeds.reports import start_report
from reports.missing import gaps
from reports.models import Report
from tests.builders import make_meeting, make_member
from tests.cast import Cast
from tests.reports.stages import at, make_report

LIST, NEW = "/desk/reports/", "/desk/reports/new/"
IN_A_WEEK = timezone.localdate() + datetime.timedelta(days=7)


def started(cast: Cast, title: str = "Progress report", **facts: Any) -> Report:
    return start_report(by=cast.chris, body=cast.board, title=title, **facts)


def cover(report: Report, **typed: str) -> dict[str, str]:
    return {
        "version": str(report.version),
        "title": report.title,
        "purpose": "To brief the Board.",
        "aim": "decision",
        "author_line": "Independent Chair – Chris Chair",
        "key_issues": "Progress.\n\nRisks.",
        "recommendations": "To note the report.\nTo ask for another.",
        "implication-financial": "None.",
        "signature": "Chris Chair\nIndependent Chair",
        "background_papers": "",
    } | typed


def test_a_start_from_the_page_lays_out_everything(client: Client, cast: Cast) -> None:
    meeting = make_meeting(cast.board, IN_A_WEEK)
    client.force_login(cast.chris)
    typed = {"title": "Progress report", "goes_to": f"meeting-{meeting.pk}", "template": "chairs-report"}
    response = client.post(NEW, typed)
    slug = f"progress-report-{IN_A_WEEK.isoformat()}"
    assert (response.status_code, response["Location"]) == (302, f"{LIST}{slug}/write/")
    report = Report.objects.get()
    assert (report.slug, report.meeting, report.body, report.author) == (
        slug,
        meeting,
        cast.board,
        cast.chris,
    )
    assert (report.state, report.period_from, report.period_to) == ("draft", None, timezone.localdate())
    assert [section.heading for section in report.sections.all()] == [
        "Introduction",
        "Activity programme",
        "Analysis",
        "Conclusion",
    ]
    assert report.author_line == "Independent Chair of the Children's Improvement Board – Chris Chair"
    assert report.signature == "Chris Chair\nIndependent Chair of the Children's Improvement Board"
    assert report.implications == {"financial": ""}
    assert LogEntry.objects.get(deed="started").name == "Progress report"


def test_the_same_start_twice_opens_the_same_draft(client: Client, cast: Cast) -> None:
    client.force_login(cast.chris)
    typed = {"title": "Progress", "goes_to": f"body-{cast.board.pk}", "template": "chairs-report"}
    assert client.post(NEW, typed)["Location"] == client.post(NEW, typed)["Location"]
    assert Report.objects.count() == 1


def test_an_address_is_nobody_elses(cast: Cast) -> None:
    day = timezone.localdate().isoformat()
    make_report(cast, slug=f"progress-report-{day}")
    make_report(cast, slug=f"progress-report-{day}-2")
    assert started(cast).slug == f"progress-report-{day}-3"
    assert started(cast, "???").slug == f"report-{day}"
    assert len(started(cast, "long " * 49).slug) <= 120


@pytest.mark.parametrize(
    ("title", "sentence"),
    [("  ", "Give the report a title."), ("x" * 251, "Keep the title to 250 characters.")],
)
def test_a_title_is_needed(cast: Cast, title: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        started(cast, title)
    assert Report.objects.count() == 0


def test_a_report_goes_to_a_meeting_of_its_own_body(client: Client, cast: Cast) -> None:
    other = make_meeting(cast.committee, IN_A_WEEK)
    with pytest.raises(Refused, match="Choose a meeting of the body"):
        started(cast, meeting=other)
    client.force_login(cast.chris)
    typed = {"title": "Mine", "goes_to": f"meeting-{other.pk}", "template": "chairs-report"}
    assert client.post(NEW, typed).status_code == 200
    assert Report.objects.count() == 0


def test_the_next_meeting_is_offered_first(client: Client, cast: Cast) -> None:
    make_member(cast.committee, cast.chris, Role.CHAIR)
    later = make_meeting(cast.committee, IN_A_WEEK + datetime.timedelta(days=1))
    sooner = make_meeting(cast.board, IN_A_WEEK)
    make_meeting(cast.board, IN_A_WEEK - datetime.timedelta(days=30))
    client.force_login(cast.chris)
    field = client.get(NEW).context["form"].fields["goes_to"]
    assert [value for value, _ in field.choices] == [f"meeting-{sooner.pk}", f"body-{cast.board.pk}"]
    assert field.initial == f"meeting-{sooner.pk}"
    instead = client.get(f"{NEW}?to={cast.committee.slug}").context["form"].fields["goes_to"]
    assert [value for value, _ in instead.choices] == [
        f"meeting-{later.pk}",
        f"body-{cast.committee.pk}",
    ]


@pytest.mark.parametrize("who", ["sam", "mo", "rae", "cleo", "ada", "stranger"])
def test_only_somebody_who_reports_starts(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(NEW).status_code == 403
    with pytest.raises(Refused):
        start_report(by=getattr(cast, who), body=cast.board, title="Not mine to write")


def test_the_period_begins_where_the_last_published_report_to_the_body_ended(cast: Cast) -> None:
    may, july = datetime.date(2026, 5, 1), datetime.date(2026, 7, 1)
    at(cast, "published", make_report(cast, period_to=may, title="May"))
    at(cast, "withdrawn", make_report(cast, period_to=july, title="Withdrawn"))
    make_report(cast, period_to=july, title="Draft")
    assert started(cast).period_from == may
    make_member(cast.committee, cast.chris, Role.CHAIR)
    to_committee = start_report(by=cast.chris, body=cast.committee, title="First to the committee")
    assert to_committee.period_from is None


LADDER = {
    # who: page, write, cover, preview of a draft; then the same of a report in review
    "chris": ((200, 200, 200, 200), (200, 403, 403, 200)),
    "rae": ((404, 404, 404, 404), (200, 403, 403, 200)),
    "sam": ((404, 404, 404, 404), (200, 403, 403, 200)),
    "mo": ((404, 404, 404, 404), (404, 404, 404, 404)),
    "otto": ((404, 404, 404, 404), (404, 404, 404, 404)),
    "lena": ((404, 404, 404, 404), (404, 404, 404, 404)),
    "ada": ((404, 404, 404, 404), (404, 404, 404, 404)),
    "stranger": ((404, 404, 404, 404), (404, 404, 404, 404)),
}


@pytest.mark.parametrize("who", LADDER)
def test_who_opens_what(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    for state, answers in zip(("draft", "in-review"), LADDER[who], strict=True):
        report = at(cast, state)
        pages = [f"{LIST}{report.slug}/{page}" for page in ("", "write/", "cover/", "preview/")]
        assert tuple(client.get(page).status_code for page in pages) == answers
        posted = tuple(client.post(page, cover(report)).status_code for page in pages[1:3])
        assert all(status in (302, 403, 404, 409) for status in posted)
        if who != "chris":
            report.refresh_from_db()
            assert (report.purpose, report.version >= 1) == ("To tell the Board what the Chair saw.", True)


def test_a_signed_out_visitor_is_asked_to_sign_in(client: Client, cast: Cast) -> None:
    report = make_report(cast)
    for page in ("", "write/", "cover/", "preview/"):
        assert client.get(f"{LIST}{report.slug}/{page}").status_code == 302


def test_an_author_who_is_no_longer_chair_reads_but_does_not_write(client: Client, cast: Cast) -> None:
    report = make_report(cast)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    cast.chris.memberships.update(until=yesterday)
    client.force_login(cast.chris)
    assert client.get(f"{LIST}{report.slug}/").status_code == 200
    assert client.get(f"{LIST}{report.slug}/write/").status_code == 403


def test_the_list_shows_mine_and_what_waits_for_me_and_nothing_else(client: Client, cast: Cast) -> None:
    make_report(cast, title="A private draft")
    at(cast, "in-review", make_report(cast, title="Waiting for review"))
    shown = {}
    for who in ("chris", "rae", "mo", "otto"):
        client.force_login(getattr(cast, who))
        page = client.get(LIST).content.decode()
        shown[who] = ("A private draft" in page, "Waiting for review" in page)
    assert shown == {
        "chris": (True, True),
        "rae": (False, True),
        "mo": (False, False),
        "otto": (False, False),
    }


def test_the_cover_sheet_is_filled_in(client: Client, cast: Cast) -> None:
    report = started(cast)
    client.force_login(cast.chris)
    response = client.post(f"{LIST}{report.slug}/cover/", cover(report, no_background_papers="on"))
    assert (response.status_code, response["Location"]) == (302, f"{LIST}{report.slug}/")
    report.refresh_from_db()
    assert (report.aim, report.implications, report.version) == ("decision", {"financial": "None."}, 2)
    assert report.recommendations == "To note the report.\nTo ask for another."
    assert report.background_papers == "None"
    form = client.get(f"{LIST}{report.slug}/cover/").context["form"]
    assert (form["no_background_papers"].value(), form["background_papers"].value()) == (True, "")
    entry = LogEntry.objects.get(deed="filled in the cover sheet of")
    assert entry.before
    assert entry.after
    assert (entry.before["purpose"], entry.after["purpose"]) == ("", "To brief the Board.")


def test_an_empty_cover_sheet_is_kept_but_for_its_title(client: Client, cast: Cast) -> None:
    report = started(cast)
    client.force_login(cast.chris)
    empty = dict.fromkeys(cover(report), "") | {"aim": "information", "version": "1"}
    page = client.post(f"{LIST}{report.slug}/cover/", empty).content.decode()
    assert page.count("Enter the report title") == 2
    assert client.post(f"{LIST}{report.slug}/cover/", empty | {"title": "T"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"aim": "amusement"}, "from the list"),
        ({"title": "x" * 251}, "must be 250 characters or fewer"),
        ({"key_issues": "x" * 20_001}, "must be 20000 characters or fewer"),
        ({"no_background_papers": "on", "background_papers": "A letter"}, "say there are none, not both"),
    ],
)
def test_a_wrong_cover_sheet_changes_nothing_and_keeps_what_was_typed(
    client: Client, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    report = started(cast)
    client.force_login(cast.chris)
    response = client.post(f"{LIST}{report.slug}/cover/", cover(report, purpose="<i>kept</i>") | typed)
    page = response.content.decode()
    assert (response.status_code, sentence in page, "&lt;i&gt;kept&lt;/i&gt;" in page) == (200, True, True)
    report.refresh_from_db()
    assert (report.version, report.purpose) == (1, "")


def test_a_stale_cover_sheet_shows_both_texts_and_saves_when_sent_again(client: Client, cast: Cast) -> None:
    report = started(cast)
    client.force_login(cast.chris)
    address = f"{LIST}{report.slug}/cover/"
    client.post(address, cover(report, purpose="Theirs"))
    page = client.post(address, cover(report, purpose="Mine")).content.decode()
    assert ("Theirs" in page, "Mine" in page, 'name="version" value="2"' in page) == (True, True, True)
    assert Report.objects.get(pk=report.pk).purpose == "Theirs"
    client.post(address, cover(report, purpose="Mine", version="2"))
    assert Report.objects.get(pk=report.pk).purpose == "Mine"


def test_the_report_page_names_every_gap_with_the_place_to_fill_it(client: Client, cast: Cast) -> None:
    report = started(cast)
    address = f"{LIST}{report.slug}"
    said = gaps(report)
    assert [gap.sentence for gap in said] == [
        "The purpose of the report: not filled in",
        "The key issues: not filled in",
        "Recommendations to the Board: not filled in",
        "Financial/Resource implications: not filled in",
        "Section 1 (Introduction): no text",
        "Section 2 (Activity programme): no text",
        "Section 3 (Analysis): no text",
        "Section 4 (Conclusion): no text",
    ]
    assert said[0].address == f"{address}/cover/#id_purpose"
    client.force_login(cast.chris)
    page = client.get(f"{address}/").content.decode()
    assert all(gap.sentence in page and gap.address in page for gap in said)
    form = client.get(f"{address}/cover/").content.decode()
    assert all(f'id="{gap.address.split("#")[1]}"' in form for gap in said[:4])


def test_a_statutory_body_is_told_its_background_papers(cast: Cast) -> None:
    make_member(cast.committee, cast.chris, Role.CHAIR)
    report = start_report(by=cast.chris, body=cast.committee, title="To the committee")
    assert "The background papers, or that there are none: not filled in" in [
        gap.sentence for gap in gaps(report)
    ]
