"""Minutes are draft until a later meeting confirms them, whose chair signs (rule 14)."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards import clock
from boards.deeds.refusals import Refused, Stale
from boards.models import Attendance, Body, LogEntry, Meeting
from scrutiny.deeds.confirmations import confirm_minutes, take_back_confirmation
from scrutiny.deeds.minutes import correct
from scrutiny.models import Confirmation, Minutes
from scrutiny.needs import needs
from tests.boards.pages import browser, codes, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.editions import make_minutes

DESK = "/desk/meetings/children-and-families-scrutiny-committee/2019-10-10/minutes/"
PUBLIC = "/meetings/children-and-families-scrutiny-committee/2019-10-10/"
DRAFT = "These are draft minutes until a later meeting confirms them."


def published(cast: Cast, date: str = "2019-10-10", body: Body | None = None) -> Minutes:
    """Draft minutes of a meeting, published."""
    meeting = make_meeting(body or cast.committee, date, published_by=cast.cleo)
    make_item(meeting, "Report of the Chair")
    edition = make_minutes(cast.cleo, meeting, [("Report of the Chair", ["It was discussed."])])
    return Minutes.objects.create(publication=edition.publication, meeting=meeting, state="published")


@pytest.fixture
def minutes(cast: Cast) -> Minutes:
    return published(cast)


@pytest.fixture
def november(cast: Cast) -> Meeting:
    return make_meeting(cast.committee, "2019-11-14")


def confirm(
    cast: Cast, minutes: Minutes, meeting: Meeting, signed_by: str = "Con Councillor"
) -> Confirmation:
    return confirm_minutes(
        by=cast.cleo, minutes=minutes, version=minutes.version, meeting=meeting, signed_by=signed_by
    )


def refused(cast: Cast, minutes: Minutes, meeting: Meeting) -> str:
    with pytest.raises(Refused) as refusal:
        confirm(cast, minutes, meeting)
    return refusal.value.sentence


def test_a_later_meeting_confirms_and_its_chair_signs(
    cast: Cast, minutes: Minutes, november: Meeting
) -> None:
    client = browser(cast.cleo)
    assert "Confirm the minutes" in words(client.get(DESK))
    typed = {"meeting": str(november.pk), "signed_by": "Councillor <b>Con</b>", "version": "1"}
    assert client.post(f"{DESK}confirm/", typed)["Location"] == DESK
    row = Confirmation.objects.get()
    assert (row.meeting, row.signed_by, row.recorded_by) == (november, "Councillor <b>Con</b>", cast.cleo)
    entry = LogEntry.objects.last()
    assert entry is not None
    assert (entry.deed, (entry.after or {})["meeting_id"]) == ("confirmed the minutes of", november.pk)
    told = words(client.get(DESK))
    assert "Confirmed by the meeting on Thursday 14 November 2019" in told
    assert "Draft minutes published" not in told
    assert "Correct the minutes" not in told


def test_readers_see_it_beside_the_frozen_text(cast: Cast, minutes: Minutes, november: Meeting) -> None:
    page = Client().get(f"{PUBLIC}minutes/")
    assert DRAFT in words(page)
    assert "Read the minutes Draft" in words(Client().get(PUBLIC))
    before = minutes.publication.editions.get().html
    confirm(cast, minutes, november, signed_by="Con <i>Councillor</i>")
    page = Client().get(f"{PUBLIC}minutes/")
    assert (
        "Confirmed by the meeting on Thursday 14 November 2019 and signed by its chair, Con "
        "&lt;i&gt;Councillor&lt;/i&gt;."
    ) in words(page)
    assert DRAFT not in words(page)
    assert "Read the minutes Confirmed" in words(Client().get(PUBLIC))
    assert minutes.publication.editions.get().html == before


@pytest.mark.parametrize(
    ("date", "facts", "sentence"),
    [
        (
            "2019-09-12",
            {},
            "Minutes are confirmed by a later meeting: Thursday 12 September 2019 is not after "
            "Thursday 10 October 2019.",
        ),
        (
            "2019-11-14",
            {"standing": "cancelled", "standing_reason": "Snow"},
            "The meeting of Thursday 14 November 2019 did not take place, so it confirmed nothing.",
        ),
        (
            "2019-11-14",
            {"standing": "postponed", "standing_reason": "Ill"},
            "The meeting of Thursday 14 November 2019 did not take place, so it confirmed nothing.",
        ),
        ("2099-11-12", {}, "The meeting of Thursday 12 November 2099 has not been held yet."),
    ],
)
def test_which_meeting_cannot_confirm(
    cast: Cast, minutes: Minutes, date: str, facts: dict[str, Any], sentence: str
) -> None:
    meeting = make_meeting(cast.committee, date, **facts)
    assert refused(cast, minutes, meeting) == sentence
    typed = {"meeting": str(meeting.pk), "signed_by": "Con", "version": "1"}
    page = browser(cast.cleo).post(f"{DESK}confirm/", typed)
    assert "Choose a later meeting of this body that has been held" in words(page)
    assert page.context["form"]["signed_by"].value() == "Con"
    assert not Confirmation.objects.exists()


def test_minutes_do_not_confirm_themselves(cast: Cast, minutes: Minutes) -> None:
    assert "is not after" in refused(cast, minutes, minutes.meeting)


def test_another_body_confirms_nothing(cast: Cast, minutes: Minutes) -> None:
    assert refused(cast, minutes, make_meeting(cast.board, "2019-11-14")) == (
        "Minutes are confirmed by the body that met: choose one of its own meetings."
    )


@pytest.mark.parametrize("state", ["writing", "ready"])
def test_only_published_minutes_are_confirmed(
    cast: Cast, minutes: Minutes, november: Meeting, state: str
) -> None:
    minutes.state = state
    minutes.save()
    assert refused(cast, minutes, november) == (
        "Only published minutes are confirmed. Publish them as draft minutes first."
    )


def test_once_and_signed_and_from_what_was_seen(cast: Cast, minutes: Minutes, november: Meeting) -> None:
    with pytest.raises(Refused) as refusal:
        confirm(cast, minutes, november, signed_by=" ")
    assert refusal.value.field == "signed_by"
    with pytest.raises(Stale):
        confirm_minutes(by=cast.cleo, minutes=minutes, version=5, meeting=november, signed_by="Con")
    confirm(cast, minutes, november)
    minutes.refresh_from_db()
    assert refused(cast, minutes, november) == "These minutes are confirmed already."


def test_the_form_starts_with_the_next_meeting_and_who_was_in_its_chair(
    cast: Cast, minutes: Minutes, november: Meeting
) -> None:
    later = make_meeting(cast.committee, "2019-12-12")
    Attendance.objects.create(
        meeting=november, user=cast.con, name="Con Councillor", how="present", in_the_chair=True
    )
    form = browser(cast.cleo).get(f"{DESK}confirm/").context["form"]
    assert list(form.fields["meeting"].queryset) == [november, later]
    assert (form["meeting"].value(), form["signed_by"].value()) == (november.pk, "Con Councillor")


def test_without_a_later_meeting_the_page_says_so(cast: Cast, minutes: Minutes) -> None:
    assert "No later meeting of this body has been held yet." in words(
        browser(cast.cleo).get(f"{DESK}confirm/")
    )


def test_confirmed_minutes_are_not_corrected_by_a_new_edition(
    cast: Cast, minutes: Minutes, november: Meeting
) -> None:
    confirm(cast, minutes, november)
    minutes.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        correct(by=cast.cleo, minutes=minutes, version=minutes.version, reason="A name")
    assert refusal.value.sentence == (
        "The meeting of Thursday 14 November 2019 confirmed these minutes, so only the decision of a later "
        "meeting corrects them."
    )
    minutes.refresh_from_db()
    assert minutes.state == "published"


def test_a_confirmation_recorded_by_mistake_is_taken_back(
    cast: Cast, minutes: Minutes, november: Meeting
) -> None:
    address = f"{DESK}confirm/take-back/"
    client = browser(cast.cleo)
    assert "These minutes are not confirmed." in words(
        client.post(address, {"version": "1", "reason": "Too early"})
    )
    confirm(cast, minutes, november)
    assert "Say why the confirmation is taken back" in words(client.post(address, {"version": "2"}))
    client.post(address, {"version": "2", "reason": "It was another meeting"})
    assert not Confirmation.objects.exists()
    assert LogEntry.objects.last().reason == "It was another meeting"  # type: ignore[union-attr]
    assert DRAFT in words(Client().get(f"{PUBLIC}minutes/"))
    minutes.refresh_from_db()
    with pytest.raises(Stale):
        take_back_confirmation(by=cast.cleo, minutes=minutes, version=1, reason="Again")


def test_the_desk_asks_at_the_next_meeting(cast: Cast, minutes: Minutes, november: Meeting) -> None:
    make_meeting(cast.committee, "2019-11-07", standing="cancelled", standing_reason="Snow")

    def asked(day: str) -> list[tuple[datetime.date, bool]]:
        found = needs(cast.cleo, datetime.date.fromisoformat(day))
        return [(need.day, need.late) for need in found if need.verb == "Confirm the minutes"]

    assert asked("2019-11-13") == []
    assert asked("2019-11-14") == [(november.date, False)]
    assert asked("2019-11-15") == [(november.date, True)]
    assert asked("2020-11-15") == []
    assert not [each for each in needs(cast.sam, november.date) if each.verb == "Confirm the minutes"]
    confirm(cast, minutes, november)
    assert asked("2019-11-15") == []


def test_told_of_an_earlier_day_a_meeting_of_that_day_confirms(cast: Cast, minutes: Minutes) -> None:
    """A record brought in is judged by the clock of its day, and says so in the log."""
    november = make_meeting(cast.committee, "2019-11-14")
    before = datetime.datetime(2019, 11, 13, 12, tzinfo=datetime.UTC)
    with clock.at(before, because="Brought in."):
        assert "has not been held yet" in refused(cast, minutes, november)
    with clock.at(before + datetime.timedelta(days=1), because="Brought in."):
        assert confirm(cast, minutes, november).recorded_at.date() == november.date


def test_only_those_who_write_minutes_confirm(cast: Cast, minutes: Minutes) -> None:
    for page in ("confirm/", "confirm/take-back/"):
        assert codes(DESK + page, cast.cleo, cast.con, cast.otto) == [200, 403, 404]


def test_the_public_page_asks_no_more_for_confirmed_minutes(
    cast: Cast, minutes: Minutes, november: Meeting
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            Client().get(f"{PUBLIC}minutes/")
        return len(asked)

    draft = count()
    confirm(cast, minutes, november)
    assert count() == draft
