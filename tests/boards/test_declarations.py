"""Declarations of interest: per item, type, left the room, and the register within 28 days (rule 17)."""

import datetime

import pytest

from boards.deeds.declarations import change_declaration, declare, record_registration, remove_declaration
from boards.deeds.outcomes import decide_item
from boards.deeds.refusals import Refused, Stale
from boards.interests import registration_due
from boards.models import AgendaItem, Attendance, Declaration, LogEntry, Meeting, Vote
from boards.needs import needs
from tests.boards.meetings_held import BOARD, at, guest, held, item_of
from tests.boards.pages import browser, codes, day, deeds_done, only_entry, words
from tests.builders import make_meeting
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return held(cast)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return item_of(meeting)


@pytest.fixture
def mo(cast: Cast, meeting: Meeting) -> Attendance:
    return at(meeting, cast.mo)


def declared(
    cast: Cast, item: AgendaItem, person: Attendance, kind: str = "pecuniary", nature: str = "My house"
) -> Declaration:
    return declare(by=cast.sam, item=item, person=person, kind=kind, nature=nature)


def list_address(item: AgendaItem) -> str:
    return f"{BOARD}items/{item.pk}/declarations/"


@pytest.mark.parametrize(
    ("disclosed", "last_day"),
    [
        ("2019-10-10", "2019-11-06"),
        ("2020-02-03", "2020-03-01"),
        ("2021-02-03", "2021-03-02"),
        ("2019-12-31", "2020-01-27"),
    ],
)
def test_an_interest_is_registered_within_28_days_beginning_with_that_day(
    disclosed: str, last_day: str
) -> None:
    assert registration_due(datetime.date.fromisoformat(disclosed)).isoformat() == last_day


def test_a_declaration_is_recorded_in_the_words_that_are_minuted(
    cast: Cast, item: AgendaItem, mo: Attendance
) -> None:
    typed = {
        "person": str(mo.pk),
        "kind": "non-registrable",
        "nature": "My <b>sister</b> works there",
        "left_the_room": "on",
    }
    client = browser(cast.sam)
    assert client.post(list_address(item), typed)["Location"] == list_address(item)
    row = Declaration.objects.get()
    assert (row.person, row.kind, row.nature, row.left_the_room, row.recorded_by) == (
        mo,
        "non-registrable",
        "My <b>sister</b> works there",
        True,
        cast.sam,
    )
    entry = only_entry()
    assert (entry.deed, entry.after["nature"]) == ("recorded the declaration of", row.nature)
    page = client.get(list_address(item))
    assert "Mo Member: non-registrable interest" in words(page)
    assert "<b>sister</b>" not in page.content.decode()
    on_meeting = words(client.get(BOARD))
    assert "Mo Member declared a non-registrable interest: My" in on_meeting


def test_officers_and_guests_declare_too(cast: Cast, item: AgendaItem, meeting: Meeting) -> None:
    declared(cast, item, guest(meeting, "Gil Guest"), kind="registrable")
    assert Declaration.objects.get().person.name == "Gil Guest"


@pytest.mark.parametrize("how", ["apologies", "absent"])
def test_who_was_not_there_declares_nothing(cast: Cast, item: AgendaItem, mo: Attendance, how: str) -> None:
    mo.how = how
    mo.save()
    with pytest.raises(Refused) as refusal:
        declared(cast, item, mo)
    assert (refusal.value.sentence, refusal.value.field) == (
        "Choose somebody who was at the meeting.",
        "person",
    )


def test_nobody_of_another_meeting_is_chosen(cast: Cast, item: AgendaItem) -> None:
    elsewhere = at(make_meeting(cast.board, "2019-11-14"), cast.mo)
    typed = {"person": str(elsewhere.pk), "kind": "pecuniary", "nature": "A house"}
    assert "Choose somebody who was at the meeting" in words(
        browser(cast.sam).post(list_address(item), typed)
    )
    with pytest.raises(Refused):
        declared(cast, item, elsewhere)
    assert (Declaration.objects.count(), deeds_done()) == (0, [])


def test_bad_input_is_kept(cast: Cast, item: AgendaItem, mo: Attendance) -> None:
    page = browser(cast.sam).post(list_address(item), {"person": str(mo.pk), "kind": "x", "nature": " "})
    told = words(page)
    assert "Choose what kind of interest is it" not in told
    assert "Say what the interest is, as it is minuted" in told
    assert page.context["form"]["person"].value() == str(mo.pk)
    empty = words(browser(cast.sam).post(list_address(item), {"kind": ""}))
    assert "Choose who declares it" in empty
    assert "Choose the kind of interest" in empty


def test_the_same_kind_twice_is_one(cast: Cast, item: AgendaItem, mo: Attendance) -> None:
    declared(cast, item, mo)
    with pytest.raises(Refused) as refusal:
        declared(cast, item, mo)
    assert refusal.value.sentence == (
        "Mo Member declared a disclosable pecuniary interest on this item already: change that declaration."
    )


def test_a_vote_that_stands_is_taken_back_before_a_pecuniary_interest_is_declared(
    cast: Cast, item: AgendaItem, mo: Attendance
) -> None:
    vote = Vote.objects.create(item=item, person=mo, how="for")
    with pytest.raises(Refused) as refusal:
        declared(cast, item, mo)
    assert refusal.value.field == "kind"
    other = declared(cast, item, mo, kind="registrable")
    with pytest.raises(Refused):
        change_declaration(
            by=cast.sam,
            declaration=other,
            version=1,
            kind="pecuniary",
            nature="A house",
            left_the_room=False,
            reason="Misheard",
        )
    vote.delete()
    declared(cast, item, mo)


def test_a_declaration_is_put_right_with_a_reason(cast: Cast, item: AgendaItem, mo: Attendance) -> None:
    row = declared(cast, item, mo)
    record_registration(by=cast.sam, declaration=row, version=1, on=datetime.date(2019, 10, 20))
    address = f"{list_address(item)}{row.pk}/"
    typed = {"kind": "registrable", "nature": "A club", "version": "2", "reason": ""}
    client = browser(cast.sam)
    assert "Say why" in words(client.post(address, typed))
    assert client.post(address, typed | {"reason": "Misheard"})["Location"] == list_address(item)
    row.refresh_from_db()
    assert (row.kind, row.nature, row.registered_on) == ("registrable", "A club", None)
    assert LogEntry.objects.last().reason == "Misheard"  # type: ignore[union-attr]
    late = client.post(address, typed | {"reason": "Again", "nature": "Mine"})
    assert "Somebody else changed this declaration" in words(late)
    assert "A club" in words(late)


def test_a_declaration_is_removed_with_a_reason(cast: Cast, item: AgendaItem, mo: Attendance) -> None:
    row = declared(cast, item, mo)
    with pytest.raises(Refused):
        remove_declaration(by=cast.sam, declaration=row, version=1, reason=" ")
    with pytest.raises(Stale):
        remove_declaration(by=cast.sam, declaration=row, version=7, reason="Never said")
    typed = {"version": "1", "reason": "Never said"}
    browser(cast.sam).post(f"{list_address(item)}{row.pk}/remove/", typed)
    assert not Declaration.objects.exists()
    entry = LogEntry.objects.last()
    assert entry is not None
    assert (entry.deed, entry.reason, (entry.before or {})["nature"]) == (
        "removed the declaration of",
        "Never said",
        "My house",
    )


def test_nothing_changes_once_the_item_is_decided_but_the_register_goes_on(
    cast: Cast, item: AgendaItem, mo: Attendance
) -> None:
    row = declared(cast, item, mo)
    decide_item(by=cast.sam, item=item, version=1, outcome="done")
    for act in (
        lambda: declared(cast, item, mo, kind="registrable"),
        lambda: remove_declaration(by=cast.sam, declaration=row, version=1, reason="Never said"),
        lambda: change_declaration(
            by=cast.sam,
            declaration=row,
            version=1,
            kind="registrable",
            nature="A club",
            left_the_room=True,
            reason="Misheard",
        ),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert "is decided, so it is locked" in refusal.value.sentence
    record_registration(by=cast.sam, declaration=row, version=1, on=datetime.date(2019, 11, 6))
    row.refresh_from_db()
    assert row.registered_on == datetime.date(2019, 11, 6)


def test_only_a_pecuniary_interest_is_registered_and_not_in_the_future(
    cast: Cast, item: AgendaItem, mo: Attendance
) -> None:
    other = declared(cast, item, mo, kind="registrable")
    with pytest.raises(Refused):
        record_registration(by=cast.sam, declaration=other, version=1, on=datetime.date(2019, 11, 6))
    row = declared(cast, item, mo)
    page = browser(cast.sam).post(
        f"{list_address(item)}{row.pk}/registered/", {"version": "1"} | day("on", "2099-11-06")
    )
    assert "The day of the entry must not be in the future." in words(page)


def test_the_desk_asks_for_the_registration_until_it_is_recorded(
    cast: Cast, item: AgendaItem, mo: Attendance
) -> None:
    row = declared(cast, item, mo)
    declared(cast, item, mo, kind="registrable")
    on_time = [
        need for need in needs(cast.sam, datetime.date(2019, 11, 6)) if need.verb == "Record the registration"
    ]
    assert [(need.day, need.about, need.late) for need in on_time] == [
        (
            datetime.date(2019, 11, 6),
            "Register of interests: Mo Member, declared on 10 October 2019",
            False,
        )
    ]
    too_late = needs(cast.sam, datetime.date(2019, 11, 7))
    assert [need.late for need in too_late if need.verb == "Record the registration"] == [True]
    assert not [need for need in needs(cast.mo, datetime.date(2019, 11, 6)) if "interests" in need.about]
    client = browser(cast.sam)
    assert client.get(on_time[0].address).status_code == 200
    client.post(on_time[0].address, {"version": "1"} | day("on", "2019-11-05"))
    row.refresh_from_db()
    assert row.registered_on == datetime.date(2019, 11, 5)
    assert not [n for n in needs(cast.sam, datetime.date(2019, 11, 7)) if "interests" in n.about]


def test_the_reminder_is_on_the_page_of_a_statutory_body(cast: Cast, item: AgendaItem) -> None:
    meeting = make_meeting(cast.committee, "2019-10-10")
    theirs = item_of(meeting)
    address = f"{meeting.get_desk_url()}items/{theirs.pk}/declarations/"
    told = words(browser(cast.cleo).get(address))
    assert "within 28 days" in told
    assert "the last day is Wednesday 6 November 2019." in told
    assert "28 days" not in words(browser(cast.sam).get(list_address(item)))


def test_a_declaration_is_found_only_under_its_own_item(
    cast: Cast, item: AgendaItem, mo: Attendance, meeting: Meeting
) -> None:
    row = declared(cast, item, mo)
    other = item_of(meeting, "Another")
    client = browser(cast.sam)
    for page in ("", "remove/", "registered/"):
        assert client.get(f"{list_address(item)}{row.pk}/{page}").status_code == 200
        assert client.get(f"{list_address(other)}{row.pk}/{page}").status_code == 404
    assert codes(list_address(item), cast.mo, cast.otto) == [403, 404]
