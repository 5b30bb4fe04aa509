"""The pages of the moves: who gets in, what they say, and that a second press of the button does nothing."""

import pytest
from django.test import Client
from django.utils import timezone

from boards.models import LogEntry
from reports.deeds.publishing import PATIENCE
from reports.deeds.review import add_note
from reports.deeds.workflow import MOVES, move
from reports.models import Edition, PreparedContent, Report, ReviewNote, Withdrawal
from tests.cast import Cast
from tests.reports.stages import at, lay_pdf, make_report, prepared, rewrite
from tests.reports.test_workflow import LAWFUL, PEOPLE, ready


def url(report: Report, page: str) -> str:
    return f"/desk/reports/{report.slug}/{page}/"


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    return client


def expected(state: str, name: str, person: str) -> int:
    """200 for a lawful move; 404 to who sees no report; 403 without the role; 409 at the wrong time."""
    sees = person == "chris" or (state != "draft" and person in ("rae", "sam"))
    ever = any((name, person) == (each, who) for _, each, who in LAWFUL)
    if not sees:
        return 404
    if not ever:
        return 403
    return 200 if (state, name, person) in LAWFUL else 409


@pytest.mark.parametrize("state", Report.State.values)
def test_every_page_opens_to_exactly_those_who_may(cast: Cast, state: str) -> None:
    report = at(cast, state)
    for name in MOVES:
        for person in PEOPLE:
            code = signed_in(cast, person).get(url(report, name)).status_code
            assert (name, person, code) == (name, person, expected(state, name, person))


@pytest.mark.parametrize("state", Report.State.values)
def test_every_page_is_posted_by_exactly_those_who_may(cast: Cast, state: str) -> None:
    """302 where the table has the move, and nothing changed where it has not."""
    for name in MOVES:
        for person in PEOPLE:
            report = ready(cast, state)
            before = LogEntry.objects.count()
            data = {"version": report.version, "reason": "A figure was wrong."}
            response = signed_in(cast, person).post(url(report, name), data)
            after = Report.objects.get(pk=report.pk).state
            if (state, name, person) in LAWFUL:
                assert (response.status_code, after) == (302, LAWFUL[state, name, person])
            else:
                assert response.status_code == expected(state, name, person)
                assert (after, LogEntry.objects.count()) == (state, before)


def test_nobody_comes_in_without_signing_in(cast: Cast) -> None:
    report = at(cast, "agreed")
    for name in MOVES:
        assert Client().get(url(report, name)).status_code == 302
        assert Client().post(url(report, name)).status_code == 302
    assert Report.objects.get().state == "agreed"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(cast: Cast, method: str) -> None:
    report = at(cast, "agreed")
    assert getattr(signed_in(cast, "sam"), method)(url(report, "publish")).status_code == 405


def test_a_second_press_of_publish_makes_no_second_edition(cast: Cast) -> None:
    report = at(cast, "agreed")
    lay_pdf(report)
    sam, data = signed_in(cast, "sam"), {"version": report.version}
    assert sam.post(url(report, "publish"), data).status_code == 302
    assert sam.post(url(report, "publish"), data).status_code == 409
    assert Edition.objects.count() == 1


def test_a_stale_page_keeps_what_was_typed_and_then_works(cast: Cast) -> None:
    report = at(cast, "published")
    sam, data = signed_in(cast, "sam"), {"version": report.version, "reason": "A child could be identified."}
    Report.objects.update(version=report.version + 1)
    response = sam.post(url(report, "withdraw"), data)
    assert response.status_code == 200
    page = response.content.decode()
    assert "Somebody else changed this report" in page
    assert "A child could be identified." in page
    assert f'name="version" value="{report.version + 1}"' in page
    assert Withdrawal.objects.count() == 0
    assert sam.post(url(report, "withdraw"), data | {"version": report.version + 1}).status_code == 302


@pytest.mark.parametrize("name", ["reopen", "correct", "withdraw"])
def test_a_move_that_asks_why_says_so_beside_the_field(cast: Cast, name: str) -> None:
    report = at(cast, MOVES[name].start[-1])
    response = signed_in(cast, "chris").post(url(report, name), {"version": report.version, "reason": " "})
    assert response.status_code == 200
    assert response.context["form"].errors == {"reason": [f"Say {MOVES[name].asks}."]}


def test_markup_in_a_reason_is_text(cast: Cast) -> None:
    report = at(cast, "published")
    reason = "<script>alert(1)</script>"
    chris = signed_in(cast, "chris")
    chris.post(url(report, "correct"), {"version": report.version, "reason": reason})
    at(cast, "published", Report.objects.get())
    assert Edition.objects.get(number=2).reason == reason
    assert "<script" not in Edition.objects.get(number=2).html


def test_an_incomplete_report_is_told_what_it_lacks_and_offers_no_button(cast: Cast) -> None:
    report = make_report(cast, purpose="", recommendations="")
    page = signed_in(cast, "chris").get(url(report, "submit")).content.decode()
    for missing in ("<li>the purpose</li>", "<li>the recommendations, or the word None</li>"):
        assert missing in page
    assert '<button type="submit" class="govuk-button"' not in page


def test_the_page_looks_again_while_the_pdf_is_made_and_stops_when_it_is_ready(cast: Cast) -> None:
    report, sam = at(cast, "agreed"), signed_in(cast, "sam")
    response = sam.get(url(report, "publish"))
    assert (response["Refresh"], response.context["pdf_state"]) == ("5", "being made")
    assert "This page looks again every few seconds" in response.content.decode()
    lay_pdf(report)
    response = sam.get(url(report, "publish"))
    assert "Refresh" not in response
    assert "Publish the report</button>" in response.content.decode()


def test_a_pdf_that_failed_or_is_late_says_so_and_can_be_asked_for_again(cast: Cast) -> None:
    report, sam = at(cast, "agreed"), signed_in(cast, "sam")
    PreparedContent.objects.update(failed_because="This paper has too many cells.")
    page = sam.get(url(report, "publish")).content.decode()
    assert "This paper has too many cells." in page
    assert "Make the PDF again" in page
    assert sam.post(url(report, "pdf/again")).status_code == 302
    assert prepared(report).failed_because == ""
    PreparedContent.objects.update(asked_at=timezone.now() - PATIENCE * 2)
    assert "is still not there" in sam.get(url(report, "publish")).content.decode()


@pytest.mark.parametrize(
    ("person", "code"), [("sam", 302), ("chris", 302), ("rae", 403), ("mo", 404), ("otto", 404)]
)
def test_who_may_ask_for_the_pdf_again(cast: Cast, person: str, code: int) -> None:
    report = at(cast, "agreed")
    assert signed_in(cast, person).post(url(report, "pdf/again")).status_code == code
    assert signed_in(cast, person).get(url(report, "pdf/again")).status_code == 405


def test_the_agreed_pdf_is_for_those_who_work_on_the_report(cast: Cast) -> None:
    report = at(cast, "agreed")
    assert signed_in(cast, "sam").get(url(report, "pdf")).status_code == 404
    lay_pdf(report)
    for name in PEOPLE:
        response = signed_in(cast, name).get(url(report, "pdf"))
        if name in ("chris", "rae", "sam"):
            assert response.getvalue().startswith(b"%PDF-")
            assert "no-store" in response["Cache-Control"]
        else:
            assert response.status_code == 404


def test_what_was_changed_since_it_was_agreed_cannot_be_published(cast: Cast) -> None:
    report = at(cast, "agreed")
    lay_pdf(report)
    rewrite(report, "Slipped in.")
    sam = signed_in(cast, "sam")
    assert "no longer what was agreed" in sam.get(url(report, "publish")).content.decode()
    response = sam.post(url(report, "publish"), {"version": report.version})
    assert "changed after it was agreed" in response.content.decode()
    assert Edition.objects.count() == 0


def test_the_secretariat_withdraws_what_is_being_corrected_without_seeing_the_draft(cast: Cast) -> None:
    report = at(cast, "published")
    report = move(by=cast.chris, report=report, move="correct", version=report.version, reason="Wrong.")
    sam = signed_in(cast, "sam")
    assert sam.get(url(report, "submit")).status_code == 404
    assert sam.get(url(report, "withdraw")).status_code == 200
    data = {"version": report.version, "reason": "A child could be identified."}
    assert sam.post(url(report, "withdraw"), data).status_code == 302
    assert Report.objects.get().state == "withdrawn"


def test_notes_are_for_the_author_and_the_reviewers(cast: Cast) -> None:
    report = at(cast, "in-review")
    add_note(by=cast.rae, report=report, text="CANARY")
    seen = {name: signed_in(cast, name).get(url(report, "notes")) for name in PEOPLE}
    assert {name for name, page in seen.items() if "CANARY" in page.content.decode()} == {
        "chris",
        "rae",
        "sam",
    }
    assert {page.status_code for name, page in seen.items() if name not in ("chris", "rae", "sam")} == {404}


def test_a_note_is_left_on_a_paragraph_by_its_number(cast: Cast) -> None:
    report = at(cast, "in-review")
    second = report.sections.get().paragraphs.order_by("position")[1]
    rae = signed_in(cast, "rae")
    assert rae.post(url(report, "notes"), {"paragraph": second.key, "text": "How many?"}).status_code == 302
    assert ReviewNote.objects.get().paragraph == second
    assert "Paragraph 1.2" in rae.get(url(report, "notes")).content.decode()


def test_a_note_on_another_reports_paragraph_is_refused(cast: Cast) -> None:
    report, other = at(cast, "in-review"), at(cast, "in-review", make_report(cast))
    strange = other.sections.get().paragraphs.all()[0]
    response = signed_in(cast, "rae").post(url(report, "notes"), {"paragraph": strange.key, "text": "Hm."})
    assert "paragraph" in response.context["form"].errors
    assert ReviewNote.objects.count() == 0


def test_the_author_leaves_no_notes_in_review_and_reviewers_none_outside_it(cast: Cast) -> None:
    report = at(cast, "in-review")
    page = signed_in(cast, "chris").post(url(report, "notes"), {"text": "Fine."}).content.decode()
    assert ("leave notes while it is a draft" in page, "Fine." in page) == (True, True)
    agreed = at(cast, "agreed", make_report(cast))
    response = signed_in(cast, "rae").post(url(agreed, "notes"), {"text": "Too late."})
    page = response.content.decode()
    assert "Notes are left while it is in review" in page
    assert "Too late." in page
    assert ReviewNote.objects.count() == 0


def test_a_note_is_settled_once_by_the_author_or_who_left_it_through_its_report(cast: Cast) -> None:
    report, other = at(cast, "in-review"), at(cast, "in-review", make_report(cast))
    note = add_note(by=cast.rae, report=report, text="How many?")
    elsewhere = f"/desk/reports/{other.slug}/notes/{note.pk}/settle/"
    here = f"/desk/reports/{report.slug}/notes/{note.pk}/settle/"
    assert signed_in(cast, "chris").post(elsewhere).status_code == 404
    assert signed_in(cast, "mo").post(here).status_code == 404
    assert signed_in(cast, "sam").post(here).status_code == 403
    entries = LogEntry.objects.count()
    for _ in range(2):
        assert signed_in(cast, "chris").post(here).status_code == 302
    assert ReviewNote.objects.get().settled_at is not None
    assert LogEntry.objects.count() == entries + 1
