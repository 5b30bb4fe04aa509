"""What came of an item: locked once decided, reopened only with a reason."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.business import business_of
from boards.deeds.declarations import declare
from boards.deeds.locks import refuse_settled
from boards.deeds.outcomes import decide_item, item_above, reopen_item, sub_items
from boards.deeds.refusals import Refused, Stale
from boards.models import AgendaItem, LogEntry, Meeting
from tests.boards.meetings_held import BOARD, at, held, item_of
from tests.boards.pages import browser, codes, only_entry, words
from tests.builders import make_meeting
from tests.cast import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return held(cast)


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return item_of(meeting)


def done(cast: Cast, item: AgendaItem, version: int = 1) -> AgendaItem:
    return decide_item(by=cast.sam, item=item, version=version, outcome="done")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.sentence


def test_one_button_deals_with_an_item(cast: Cast, item: AgendaItem) -> None:
    client = browser(cast.sam)
    assert "Dealt with : item 1" in words(client.get(BOARD))
    answer = client.post(f"{BOARD}items/{item.pk}/outcome/", {"outcome": "done", "version": "1"})
    assert answer["Location"] == f"{BOARD}#item-{item.pk}"
    item.refresh_from_db()
    assert (item.outcome, item.is_decided, item.decided_by) == ("done", True, cast.sam)
    assert only_entry().deed == "recorded the outcome of"
    page = words(client.get(BOARD))
    assert "Reopen item 1" in page
    assert "Dealt with : item 1" not in page


@pytest.mark.parametrize("outcome", ["carried", "withdrawn"])
def test_carried_or_withdrawn_with_a_note(cast: Cast, item: AgendaItem, outcome: str) -> None:
    typed = {"outcome": outcome, "note": "The author was <i>ill</i>", "version": "1"}
    browser(cast.sam).post(f"{BOARD}items/{item.pk}/outcome/", typed)
    item.refresh_from_db()
    assert (item.outcome, item.outcome_note) == (outcome, "The author was <i>ill</i>")
    assert "The author was &lt;i&gt;ill&lt;/i&gt;" in browser(cast.sam).get(BOARD).content.decode()


def test_bad_input(cast: Cast, item: AgendaItem) -> None:
    address = f"{BOARD}items/{item.pk}/outcome/"
    page = browser(cast.sam).post(address, {"outcome": "", "note": "Kept", "version": "1"})
    assert "Choose what came of the item" in words(page)
    assert page.context["form"]["note"].value() == "Kept"
    with pytest.raises(Refused):
        decide_item(by=cast.sam, item=item, version=1, outcome="forgotten")
    with pytest.raises(Stale):
        decide_item(by=cast.sam, item=item, version=4, outcome="done")


def test_an_item_is_decided_once(cast: Cast, item: AgendaItem) -> None:
    done(cast, item)
    sentence = "Item 1 is decided already. Reopen it first, and say why."
    assert refused(lambda: done(cast, item)) == sentence
    assert refused(lambda: done(cast, item, version=2)) == sentence


def test_nothing_is_dealt_with_before_the_meeting(cast: Cast) -> None:
    tomorrow = datetime.date.today() + datetime.timedelta(2)
    item = item_of(make_meeting(cast.board, tomorrow, published_by=cast.sam))
    assert refused(lambda: done(cast, item)) == (
        "The meeting has not been held yet. Carry or withdraw the item."
    )
    assert decide_item(by=cast.sam, item=item, version=1, outcome="withdrawn").is_decided


def test_nothing_is_dealt_with_at_a_cancelled_meeting(cast: Cast) -> None:
    item = item_of(held(cast, standing="cancelled", standing_reason="Snow"))
    assert "does not take place" in refused(lambda: done(cast, item))
    assert decide_item(by=cast.sam, item=item, version=1, outcome="carried").outcome == "carried"


def test_sub_items_come_first(cast: Cast, meeting: Meeting, item: AgendaItem) -> None:
    first = item_of(meeting, "First part", is_sub_item=True, number="1.1")
    second = item_of(meeting, "Second part", is_sub_item=True, number="1.2")
    other = item_of(meeting, "Other", number="2")
    item_of(meeting, "Its part", is_sub_item=True, number="2.1")
    assert (sub_items(item), item_above(second), item_above(other)) == ([first, second], item, None)
    assert refused(lambda: done(cast, item)) == "Item 1.1 and 1.2 are still open. Decide that first."
    done(cast, first)
    decide_item(by=cast.sam, item=second, version=1, outcome="carried")
    done(cast, item)
    assert refused(lambda: reopen_item(by=cast.sam, item=first, version=2, reason="Wrong")) == (
        "Item 1 is dealt with. Reopen that one first."
    )
    reopen_item(by=cast.sam, item=item, version=2, reason="Wrong")
    reopen_item(by=cast.sam, item=first, version=2, reason="Wrong")


def test_an_item_is_carried_with_open_parts(cast: Cast, meeting: Meeting, item: AgendaItem) -> None:
    item_of(meeting, "First part", is_sub_item=True, number="1.1")
    assert decide_item(by=cast.sam, item=item, version=1, outcome="carried").is_decided


def test_reopening_takes_a_reason_that_the_desk_shows(cast: Cast, item: AgendaItem) -> None:
    done(cast, item)
    address = f"{BOARD}items/{item.pk}/reopen/"
    client = browser(cast.sam)
    assert "Say why it is reopened" in words(client.post(address, {"reason": " ", "version": "2"}))
    assert refused(lambda: reopen_item(by=cast.sam, item=item, version=2, reason="")) == (
        "Say why the item is reopened."
    )
    client.post(address, {"reason": "The vote was miscounted", "version": "2"})
    item.refresh_from_db()
    assert (item.outcome, item.is_decided, item.decided_by) == ("", False, None)
    entry = LogEntry.objects.last()
    assert entry is not None
    assert (entry.deed, entry.reason) == ("reopened the agenda item", "The vote was miscounted")
    page = words(client.get(BOARD))
    assert "by Sam Secretary: The vote was miscounted" in page
    assert refused(lambda: reopen_item(by=cast.sam, item=item, version=3, reason="Again")) == (
        "Item 1 is open already."
    )


def test_what_stands_on_a_later_agenda_is_not_reopened(cast: Cast, item: AgendaItem) -> None:
    decide_item(by=cast.sam, item=item, version=1, outcome="carried")
    later = make_meeting(cast.board, "2019-11-14")
    item_of(later, carried_from=item)
    assert refused(lambda: reopen_item(by=cast.sam, item=item, version=2, reason="Wrong")) == (
        "This item is on the agenda of 14 November 2019 already. Remove it there first."
    )


def test_a_settled_item_refuses_others(cast: Cast, meeting: Meeting, item: AgendaItem) -> None:
    refuse_settled(item)
    done(cast, item)
    mo = at(meeting, cast.mo)
    assert refused(lambda: refuse_settled(item)) == (
        "Item 1 is decided, so it is locked. Reopen it first, and say why."
    )
    assert "locked" in refused(
        lambda: declare(by=cast.sam, item=item, person=mo, kind="registrable", nature="A club")
    )


def test_only_those_who_keep_the_record(cast: Cast, item: AgendaItem) -> None:
    for page in ("outcome", "reopen"):
        assert codes(f"{BOARD}items/{item.pk}/{page}/", cast.sam, cast.mo, cast.otto) == [200, 403, 404]
    assert "Dealt with" not in words(browser(cast.mo).get(BOARD))


def test_the_page_asks_as_much_for_one_item_as_for_fifty(
    cast: Cast, meeting: Meeting, item: AgendaItem
) -> None:
    def count() -> int:
        items = list(meeting.items.select_related("restriction"))
        with CaptureQueriesContext(connection) as asked:
            business_of(meeting, items, reads_restricted=True)
        return len(asked)

    one = count()
    mo = at(meeting, cast.mo)
    for number in range(2, 51):
        row = item_of(meeting, f"Item {number}")
        declare(by=cast.sam, item=row, person=mo, kind="registrable", nature="A club")
    assert (one, count()) == (3, 3)
