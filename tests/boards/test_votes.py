"""Recorded votes: only of voting members who were present and have no pecuniary interest (rule 17)."""

import pytest

from boards.deeds.attendance import Answer, record_attendance
from boards.deeds.outcomes import decide_item
from boards.deeds.refusals import Refused, Stale
from boards.deeds.votes import record_votes
from boards.models import AgendaItem, Attendance, Declaration, Meeting, Vote
from tests.boards.meetings_held import BOARD, at, guest, held, item_of, sit, substitute
from tests.boards.pages import browser, codes, deeds_done, only_entry, words
from tests.builders import make_meeting
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return held(cast)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return item_of(meeting)


@pytest.fixture
def chris(cast: Cast, meeting: Meeting) -> Attendance:
    return at(meeting, cast.chris)


@pytest.fixture
def mo(cast: Cast, meeting: Meeting) -> Attendance:
    return at(meeting, cast.mo)


def votes(item: AgendaItem) -> list[tuple[str, str]]:
    return sorted(Vote.objects.filter(item=item).values_list("person__name", "how"))


def interest(cast: Cast, item: AgendaItem, person: Attendance, kind: str) -> None:
    Declaration.objects.create(
        item=item, person=person, kind=kind, nature="x", recorded_by=cast.sam, recorded_at="2019-10-10T10:00Z"
    )


def test_votes_are_recorded_changed_and_taken_back(
    cast: Cast, item: AgendaItem, chris: Attendance, mo: Attendance
) -> None:
    address = f"{BOARD}items/{item.pk}/votes/"
    client = browser(cast.sam)
    typed = {f"vote_{chris.pk}": "for", f"vote_{mo.pk}": "against", "version": "1"}
    assert client.post(address, typed)["Location"] == f"{BOARD}#item-{item.pk}"
    assert votes(item) == [("Chris Chair", "for"), ("Mo Member", "against")]
    entry = only_entry()
    assert (entry.deed, [each["how"] for each in entry.after["votes"]]) == (
        "recorded the votes on",
        ["for", "against"],
    )
    assert "Recorded vote: for 1, against 1" in words(client.get(BOARD))
    client.post(address, {f"vote_{chris.pk}": "abstained", f"vote_{mo.pk}": "", "version": "2"})
    assert votes(item) == [("Chris Chair", "abstained")]
    stale = client.post(address, typed)
    assert "Somebody else changed this agenda item" in words(stale)
    assert votes(item) == [("Chris Chair", "abstained")]


def test_saving_what_is_saved_writes_nothing(cast: Cast, item: AgendaItem, mo: Attendance) -> None:
    record_votes(by=cast.sam, item=item, version=1, votes={mo.pk: "for"})
    record_votes(by=cast.sam, item=item, version=2, votes={mo.pk: "for"})
    item.refresh_from_db()
    assert (item.version, len(deeds_done())) == (2, 1)


def test_a_pecuniary_interest_bars_from_the_vote(
    cast: Cast, item: AgendaItem, chris: Attendance, mo: Attendance
) -> None:
    interest(cast, item, mo, "pecuniary")
    with pytest.raises(Refused) as refusal:
        record_votes(by=cast.sam, item=item, version=1, votes={chris.pk: "for", mo.pk: "for"})
    assert (refusal.value.sentence, refusal.value.field) == (
        "Mo Member declared a disclosable pecuniary interest on this item, so has no vote on it.",
        f"vote_{mo.pk}",
    )
    assert votes(item) == []
    page = browser(cast.sam).get(f"{BOARD}items/{item.pk}/votes/")
    assert f"vote_{mo.pk}" not in page.content.decode()
    assert "No vote: declared a disclosable pecuniary interest on this item." in words(page)


def test_another_interest_or_another_item_leaves_the_vote(
    cast: Cast, item: AgendaItem, mo: Attendance, meeting: Meeting
) -> None:
    interest(cast, item, mo, "registrable")
    interest(cast, item_of(meeting, "Another"), mo, "pecuniary")
    record_votes(by=cast.sam, item=item, version=1, votes={mo.pk: "for"})
    assert votes(item) == [("Mo Member", "for")]


def test_only_voting_members_who_were_present_vote(cast: Cast, item: AgendaItem, meeting: Meeting) -> None:
    ann, ben, nan = sit(cast, "Ann", "Ben", "Nan Observer")
    nan.memberships.update(voting=False)
    pat = sit(cast, "Pat Observer", voting=False)[0]
    cases = {
        at(meeting, ann, "absent").pk: "Ann was not present, so did not vote.",
        at(meeting, ben, "in-attendance-remote").pk: "Ben was in attendance, so has no vote.",
        at(meeting, nan).pk: "Nan Observer is a member without a vote.",
        guest(meeting, "Gil Guest").pk: "Gil Guest was in attendance, so has no vote.",
        substitute(meeting, "Una", at(meeting, pat, "apologies")).pk: (
            "Una stood in for a member without a vote."
        ),
        at(make_meeting(cast.board, "2019-11-14"), ann).pk: "Somebody on this list was not at the meeting.",
    }
    for key, sentence in cases.items():
        with pytest.raises(Refused) as refusal:
            record_votes(by=cast.sam, item=item, version=1, votes={key: "for"})
        assert refusal.value.sentence == sentence
    assert "No voting member is recorded as present." in words(
        browser(cast.sam).get(f"{BOARD}items/{item.pk}/votes/")
    )


def test_a_substitute_votes_in_the_place_of_the_member(
    cast: Cast, item: AgendaItem, meeting: Meeting
) -> None:
    ivy = substitute(meeting, "Inspector Ivy", at(meeting, cast.mo, "apologies"))
    record_votes(by=cast.sam, item=item, version=1, votes={ivy.pk: "for"})
    assert votes(item) == [("Inspector Ivy", "for")]


def test_bad_input(cast: Cast, item: AgendaItem, mo: Attendance) -> None:
    page = browser(cast.sam).post(
        f"{BOARD}items/{item.pk}/votes/", {f"vote_{mo.pk}": "loudly", "version": "1"}
    )
    assert "Choose how Mo Member voted from the list" in words(page)
    with pytest.raises(Refused):
        record_votes(by=cast.sam, item=item, version=1, votes={mo.pk: "loudly"})
    with pytest.raises(Stale):
        record_votes(by=cast.sam, item=item, version=9, votes={mo.pk: "for"})
    assert votes(item) == []


def test_a_decided_item_keeps_its_votes(cast: Cast, item: AgendaItem, mo: Attendance) -> None:
    decide_item(by=cast.sam, item=item, version=1, outcome="done")
    with pytest.raises(Refused):
        record_votes(by=cast.sam, item=item, version=2, votes={mo.pk: "for"})
    page = words(browser(cast.sam).get(f"{BOARD}items/{item.pk}/votes/"))
    assert "This item is decided, so its votes do not change." in page
    assert "Save the votes" not in page


@pytest.mark.parametrize("how", ["absent", "apologies"])
def test_who_voted_was_there(
    cast: Cast, item: AgendaItem, mo: Attendance, meeting: Meeting, how: str
) -> None:
    record_votes(by=cast.sam, item=item, version=1, votes={mo.pk: "for"})
    with pytest.raises(Refused) as refusal:
        record_attendance(by=cast.sam, meeting=meeting, version=1, answers={cast.mo.pk: Answer(how)})
    assert refusal.value.sentence == "Mo Member voted on item 1. Take the vote back first."
    mo.refresh_from_db()
    assert mo.how == "present"


def test_a_substitute_who_voted_is_not_dropped(cast: Cast, item: AgendaItem, meeting: Meeting) -> None:
    answers = {cast.mo.pk: Answer("substitute", "Inspector Ivy")}
    record_attendance(by=cast.sam, meeting=meeting, version=1, answers=answers)
    ivy = meeting.attendance.get(how="substitute")
    record_votes(by=cast.sam, item=item, version=1, votes={ivy.pk: "for"})
    with pytest.raises(Refused):
        record_attendance(by=cast.sam, meeting=meeting, version=2, answers={cast.mo.pk: Answer("present")})
    assert votes(item) == [("Inspector Ivy", "for")]


def test_only_those_who_keep_the_record(cast: Cast, item: AgendaItem) -> None:
    address = f"{BOARD}items/{item.pk}/votes/"
    assert codes(address, cast.sam, cast.mo, cast.otto) == [200, 403, 404]
